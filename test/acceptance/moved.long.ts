import { readFileSync, writeFileSync } from 'node:fs';
import { readModels } from '../../src/composition/read-models.js';
import {
  type KurrentDbForTests, kurrentDbForTests, where,
} from '../support/kurrentdb-server/kurrentdb-for-tests.js';
import { databasesIn, mongoSettings } from '../support/mongodb-server/mongo-settings.js';
import {
  type MongoUnderTest, mongoUnderTest, mongoWhere,
} from '../support/mongodb-server/mongo-under-test.js';
import { type Ended, runProgram } from '../support/run-program.js';
import { serveProcess } from '../support/served-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { INDEPENDENT, KUNGALV, prices, units, workedExample } from '../support/worked-example.js';

// A ledger moved out of its data folder by `liggare copy` (docs/how-to/move.md), and the terminal
// program beside it: what the folder of the copy holds is next to nothing.

const LONG_MS = 120_000;
const folder = temporaryFolder();
const [data, moved] = [folder.file('data'), folder.file('moved')];
let kurrentDb: KurrentDbForTests;
let mongoDb: MongoUnderTest;
/** Where everything would be, though nothing says that it is there. */
let places: Record<string, string>;
/** The key that the vault was made with. */
let key: Record<string, string>;
/** Nothing is recorded but what is said here. */
const NOBODY_BY_ITSELF = { LIGGARE_KAA_REGISTER: 'computed' };
const areElsewhere = { LIGGARE_EVENT_STORE: 'kurrentdb', LIGGARE_VAULT_STORE: 'mongodb' };

beforeAll(async () => {
  kurrentDb = await kurrentDbForTests();
  mongoDb = await mongoUnderTest();
  const settings = { ...kurrentDb.settings(), ...mongoSettings(mongoDb.url) };
  const ownKey = 'LIGGARE_WRAPPING_KEY';
  const isSaid = [...Object.keys(areElsewhere), 'LIGGARE_READ_STORE', ownKey];
  places = Object.fromEntries(Object.entries(settings).filter(([name]) => !isSaid.includes(name)));
  const server = await serveProcess(data, NOBODY_BY_ITSELF);
  for (const [kind, delivery] of [['school-units', units], ['price-list', prices], ['elin', workedExample]]) {
    writeFileSync(folder.file(kind!), delivery!);
    expect(await liggare(`import ${kind} ${folder.file(kind!)} --data ${data}`)).toMatchObject({ code: 0 });
  }
  await server.stop();
  key = { [ownKey]: readFileSync(`${data}/wrapping-key`, 'utf8').trim() };
});
afterAll(async () => {
  for (const database of databasesIn(places)) await mongoDb.drop(database);
  await Promise.all([kurrentDb.stop(), mongoDb.dispose()]);
  folder.dispose();
});

const liggare = (args: string, environment: Record<string, string> = {}): Promise<Ended> =>
  runProgram('main', args.split(' '), { environment: { ...NOBODY_BY_ITSELF, ...environment } });

/** What is owed for a month, line by line: read models are made for it where there are none yet. */
const owed = async (at: string, environment: Record<string, string> = {}): Promise<unknown> => {
  const { code, err, out } = await liggare(`cost --month 2026-03 --lines --json --data ${at}`, environment);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};

test(`into KurrentDB (${where}) and MongoDB (${mongoWhere}): verified, and made read models of`, async () => {
  const { out } = await liggare(`verify --data ${data}`);
  const events = out.split(' ')[0]!;
  expect(Number(events)).toBeGreaterThan(0);
  const copying = `copy --into kurrentdb --vault mongodb --data ${data} --to ${moved}`;
  const misspelt = await liggare(copying, places);
  expect(misspelt).toMatchObject({ code: 1, err: expect.stringContaining('Say --new') as unknown });
  const copied = await liggare(`${copying} --new`, places);
  expect(copied).toMatchObject({ code: 0, err: '' });
  const [both, , , ...compared] = copied.out.trimEnd().split('\n');
  expect(both).toBe(`${events} events are the same in both ledgers, ${events} of them added now.`);
  for (const readModel of compared) expect(readModel).toMatch(/^\S+ +\d+ +0 +0 +0$/);
  expect(compared).toHaveLength(readModels().length);
  expect(await liggare(`verify --data ${moved}`, { ...places, ...key, ...areElsewhere }))
    .toEqual({ code: 0, err: '', out });
  const before = await owed(data);
  expect(before).toMatchObject({ items: [{ unit: INDEPENDENT }, { unit: KUNGALV }] });
  expect(await owed(moved, { ...places, ...key, ...areElsewhere })).toEqual(before);
}, LONG_MS);

test.each([
  ['backup', `--vault-to ${folder.file('copies')}`],
  ['restore', `--vault ${folder.file('vault.db')}`],
])('%s of a vault that is elsewhere is refused, with where it is told how', async (command, options) => {
  const { code, err } = await liggare(`${command} --data ${moved} ${options}`,
    { ...places, ...key, ...areElsewhere });
  expect(code).toBe(2);
  expect(err).toContain('LIGGARE_VAULT_STORE says that the vault is in MongoDB');
});
