import { projectFiles } from './project-files.js';

const sources = projectFiles.filter(({ path }) =>
  path.startsWith('src/application/intake/') && !path.endsWith('.spec.ts'));
const reference = projectFiles.find(({ path }) => path === 'docs/reference/deliveries.md')!.text;

const PATTERNS = [
  /(?:refuse|refuseIf|Unreadable|Refusal)\(\s*[^']{0,80}'([a-z0-9-]+)'/g,
  /\bcode: '([a-z0-9-]+)'/g,
];

test('every code that a line or a delivery can be refused with is in the reference', () => {
  const codes = sources.flatMap(({ text }) => PATTERNS.flatMap((pattern) => [...text.matchAll(pattern)]))
    .map((match) => match[1]!);
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => !reference.includes(`\`${code}\``))).toEqual([]);
});
