import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startFlags } from '../../test/support/start-flags.js';

const script = fileURLToPath(new URL('../../test/support/young-heaps.mjs', import.meta.url));

test('as the server is started, heaps of threads that last stay small, and no others', () => {
  const told = JSON.parse(execFileSync(process.execPath, [...startFlags, script], { encoding: 'utf8' })) as
    { lasting: number; brief: number };
  expect(startFlags.join(' ')).toContain('--max-semi-space-size=4 ');
  expect(told).toEqual({ lasting: 8, brief: 32 });
});
