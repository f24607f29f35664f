import { projectFiles } from '../../../test/tidy/project-files.js';

test.each(['record-erased', 'too-much-contention'])('%s is refused in one place and wording', (code) => {
  const refusing = projectFiles.filter(({ path, text }) =>
    path.startsWith('src/application/') && !path.endsWith('.spec.ts')
    && new RegExp(`(refuse|refuseIf|Refusal)\\([^;]*'${code}'`).test(text));
  expect(refusing.map(({ path }) => path)).toEqual(['src/application/ledger/not-recorded.ts']);
});
