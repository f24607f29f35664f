import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { type Ended, runProgram, startProgram } from '../support/run-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
afterAll(() => folder.dispose());

/** What was printed, as a shell would read it: variables, and calls that use them. */
const callsIn = (printed: string): { url: string; token: string }[] => {
  const settings = [...printed.matchAll(/^([A-Z]+)=(\S+)$/gm)];
  const variables = new Map(settings.map(([, name, value]) => [name, value!]));
  const calls = printed.matchAll(/^curl -s -H "Authorization: Bearer \$([A-Z]+)" '([^']+)'$/gm);
  return [...calls].map(([, name, url]) => ({ url: url!, token: variables.get(name)! }));
};

/** The server does not wait for read models, which lag behind as they do where there are many pupils. */
const LAGGING = { LIGGARE_WAIT_LIMIT_MS: '0' };

const demoOnce = (dataFolder: string): Promise<Ended> =>
  runProgram('demo', ['--pupils', '5', '--once', '--port', '0', '--data', dataFolder]);

test('the calls that the demo prints work, Ctrl-C ends it, and it begins anew in its folder', async () => {
  const data = folder.file('demo');
  const place = ['--port', '0', '--data', data];
  const demo = startProgram('demo', ['--pupils', '60', ...place], LAGGING);
  let printed = '';
  for await (const piece of demo.stdout) {
    printed += String(piece);
    if (printed.includes('until Ctrl-C')) break;
  }
  const calls = callsIn(printed);
  expect(calls).toHaveLength(3);
  for (const { url, token } of calls) {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const { items } = await response.json() as Record<string, unknown[]>;
    expect([url, response.status, items!.length > 0]).toEqual([url, 200, true]);
  }
  demo.kill('SIGINT');
  expect(await once(demo, 'exit')).toEqual([0, null]);

  writeFileSync(`${data}/left-over`, '');
  const { code, out, err } = await demoOnce(data);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('5 pupils');
  expect(out).toContain('With --once it answers no longer.');
  expect(existsSync(`${data}/left-over`)).toBe(false);
});

test('a folder that it did not make is left alone', async () => {
  const mine = folder.file('mine');
  mkdirSync(mine);
  writeFileSync(`${mine}/thesis.txt`, 'years of work');
  const { code, err } = await demoOnce(mine);
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('was not made by the demo') });
  expect(existsSync(`${mine}/thesis.txt`)).toBe(true);
});
