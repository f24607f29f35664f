import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Ended, runProgram } from '../support/run-program.js';
import { type ServedProcess, serveProcess } from '../support/served-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** `liggare` as it is used: in processes of its own, on real stores, beside a server and without one. */

const folder = temporaryFolder();
const data = folder.file('data');
const region = folder.file('region');
let server: ServedProcess;
const deliveries: Report[] = [];

const liggare = (...args: string[]): Promise<Ended> => runProgram('main', [...args, '--data', data]);

/** The one JSON document that a command answers with. */
const answer = async <T>(...args: string[]): Promise<T> => {
  const { code, out, err } = await liggare(...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as T;
};

type Report = Record<'lines' | 'taken' | 'known' | 'refused', number>;

const delivered = (kind: string, file: string): Promise<Report> =>
  answer('import', kind, `${region}/${file}`);

const someNumber = (): string => {
  const delivery = readFileSync(`${region}/elin-01.json`, 'utf8');
  return /"Personnummer":"(\d{12})"/.exec(delivery)![1]!;
};

beforeAll(async () => {
  await answer('simulate', '--out', region, '--pupils', '60', '--seed', '7');
  expect((await delivered('school-units', 'school-units.csv')).taken).toBeGreaterThan(0);
  server = await serveProcess(data);
  deliveries.push(await delivered('population', 'population.ndjson'));
  deliveries.push(await delivered('elin', 'elin-01.json'));
});

/** After the one that stops it. */
beforeEach(async () => {
  if (server.child.exitCode !== null) server = await serveProcess(data);
});

afterAll(async () => {
  await server.stop();
  folder.dispose();
});

test('beside a server, commands use it: deliveries, questions, a rebuild, a check', async () => {
  for (const { lines, taken, known, refused } of deliveries) {
    expect([taken + known + refused, taken > 0]).toEqual([lines, true]);
  }
  const { items } = await answer<{ items: object[] }>('caseload', '--on', '2025-09-01');
  expect(items.length).toBeGreaterThan(20);
  const { reports } = await answer<{ reports: Record<string, number>[] }>('rebuild');
  expect(reports.map(({ missing, extra, different }) => [missing, extra, different]))
    .toEqual(reports.map(() => [0, 0, 0]));
  expect(await answer('verify')).toMatchObject({ findings: [] });
});

test('what is served names everything as its sources do, though it runs from a bundle', async () => {
  const document = await (await fetch(`${server.url}/openapi.json`)).text();
  expect(document).toContain('"openapi":"3.1');
  expect(document).not.toMatch(/\w\$\d/); // how a bundle tells names apart that two modules have
});

test('a person is found by a number from a pipe, and the number stands nowhere but there', async () => {
  const input = `${someNumber()}\n`;
  const { code, out, err } = await runProgram('main', ['person', '--search', '--data', data], { input });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`Numbers: ${input}`);
  expect(server.said()).not.toContain(input.trim());
});

test('elsewhere, everything goes by address and token, and a token opens what its role may', async () => {
  const { token } = await answer<{ token: string }>('token', '--role', 'analyst', '--organisation', 'region');
  const environment = { LIGGARE_SERVER: server.url, LIGGARE_TOKEN: token };
  const there = (...args: string[]): Promise<Ended> => runProgram('main', args, { environment });
  expect(await there('status')).toMatchObject({ code: 0, out: expect.stringContaining('cost-allocation') });
  const { code, out, err } = await there('rebuild');
  expect({ code, out, title: err.split('\n')[0] })
    .toEqual({ code: 1, out: '', title: 'No role of yours permits this.' });
});

test('a large delivery that is refused is not sent, and the reason is heard', async () => {
  const large = folder.file('large.json');
  writeFileSync(large, Buffer.alloc(40_000_000, ' '));
  const { token } = await answer<{ token: string }>('token', '--role', 'viewer', '--organisation', '1480');
  const reasonWith = async (sent: string): Promise<string> => {
    const there = ['--server', server.url, '--token', sent];
    return (await runProgram('main', ['import', 'elin', large, ...there])).err.split('\n')[0]!;
  };
  expect(await reasonWith('nonsense')).toBe('The token is not accepted.');
  expect(await reasonWith(token)).toBe('No role of yours permits this.');
});

test('a second server on the same folder is refused, and is told who has it', async () => {
  const { code, err } = await liggare('serve', '--port', '0');
  expect({ code, lines: err.split('\n').length }).toEqual({ code: 1, lines: 2 });
  expect(err).toContain(`is in use by process ${server.child.pid} at ${server.url}.`);
});

test('a ledger with nothing in it answers that there is nothing', async () => {
  const fresh = folder.file('fresh');
  const empty = await serveProcess(fresh);
  for (const command of [['caseload'], ['cost', '--month', '2026-01'], ['verify']]) {
    const { code, err } = await runProgram('main', [...command, '--data', fresh]);
    expect({ command, code, err }).toEqual({ command, code: 0, err: '' });
  }
  await empty.stop();
});

describe('what cannot be started has one message, no stack, and leaves nothing behind', () => {
  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => { other.once('listening', resolve); });
    const { port } = other.address() as AddressInfo;
    const free = folder.file('free');
    const { code, out, err } = await runProgram('main', ['serve', '--data', free, '--port', String(port)]);
    await new Promise((resolve) => { other.close(resolve); });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^Cannot listen on 127\.0\.0\.1:\d+: something else listens there already\..*\n$/);
    expect(readdirSync(free)).not.toContain('holder.json');
  });

  test('a data folder that is a file', async () => {
    const { code, err } = await runProgram('main', ['serve', '--data', `${region}/README.txt`]);
    expect(code).toBe(1);
    expect(err).toMatch(/^The data folder .* is no folder, but a file, or below one\.\n$/);
  });

  test('a configuration with mistakes, all of which are told', async () => {
    const environment = { LIGGARE_PROT: '80', LIGGARE_LOG_LEVEL: 'loud' };
    const { code, err } = await runProgram('main', ['serve', '--data', data], { environment });
    expect(code).toBe(2);
    expect(err.split('\n')).toEqual([
      'The configuration cannot be used:',
      '  LIGGARE_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.',
      '  LIGGARE_PROT is not a setting; see docs/reference/configuration.md.', '',
    ]);
  });
});

test('asked to stop, the server lets go of the folder; two commands at once serve themselves', async () => {
  server.child.kill('SIGTERM');
  expect(await new Promise((resolve) => { server.child.once('exit', resolve); })).toBe(0);
  const heads = await Promise.all([1, 2].map(() => answer<{ head: string }>('status')));
  expect(heads.map(({ head }) => Number(head) > 100)).toEqual([true, true]);
});
