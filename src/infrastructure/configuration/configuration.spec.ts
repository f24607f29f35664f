import { writeFileSync } from 'node:fs';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { MOST_LAG_EVENTS } from '../../application/ports/projection-control.js';
import { type ConfigurationInvalid, printable, readConfiguration } from './configuration.js';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    return (error as ConfigurationInvalid).problems;
  }
};

const secret = Buffer.alloc(32, 7).toString('base64');
const outside = {
  LIGGARE_TOKEN_ISSUER: 'urn:issuer', LIGGARE_TOKEN_AUDIENCE: 'liggare',
  LIGGARE_TOKEN_KEYS_URL: 'https://issuer.example/keys',
};

test('nothing has to be said', () => {
  expect(readConfiguration({})).toMatchObject({
    dataFolder: './data', host: '127.0.0.1', port: 8080, localTokens: 'on', wrappingKey: undefined,
  });
});

test('what is said is read, and other variables are none of our business', () => {
  const environment = { ...outside, LIGGARE_PORT: '0', LIGGARE_WRAPPING_KEY: secret, PATH: '/bin' };
  expect(readConfiguration(environment)).toMatchObject({
    port: 0, tokenIssuer: 'urn:issuer', wrappingKey: Buffer.alloc(32, 7),
  });
});

test('everything wrong is told at once', () => {
  expect(problemsOf({ LIGGARE_PORT: '80a', LIGGARE_LOG_LEVEL: 'loud', LIGGARE_PROT: '1', LIGGARE_DATA: ' ' }))
    .toEqual([
      'LIGGARE_DATA must be a text that is not empty.',
      'LIGGARE_PORT must be a whole number from 0 to 65535.',
      'LIGGARE_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.',
      'LIGGARE_PROT is not a setting; see docs/reference/configuration.md.',
    ]);
});

test('as far behind as is counted is not ready, whatever is said', () => {
  expect(readConfiguration({}).readyLagEvents).toBeLessThan(MOST_LAG_EVENTS);
  expect(problemsOf({ LIGGARE_READY_LAG_EVENTS: String(MOST_LAG_EVENTS) }))
    .toEqual(['LIGGARE_READY_LAG_EVENTS must be a whole number from 1 to 9999.']);
});

test.each(['-1', '65536', '1e3', '', '0x50'])('%j is no port', (port) => {
  expect(problemsOf({ LIGGARE_PORT: port })).toHaveLength(1);
});

test('an outside issuer is named whole or not at all', () => {
  expect(problemsOf({ LIGGARE_TOKEN_ISSUER: 'urn:issuer' })).toEqual([
    'LIGGARE_TOKEN_AUDIENCE is needed for an outside issuer of tokens.',
    'LIGGARE_TOKEN_KEYS_URL is needed for an outside issuer of tokens.',
  ]);
});

test('keys are never fetched in the clear from another machine', () => {
  expect(problemsOf({ ...outside, LIGGARE_TOKEN_KEYS_URL: 'http://issuer.example/keys' })).toHaveLength(1);
  expect(problemsOf({ ...outside, LIGGARE_TOKEN_KEYS_URL: 'http://localhost:9000/keys' })).toEqual([]);
});

test('secrets are neither printed nor quoted when they are wrong', () => {
  const printed = JSON.stringify(printable(readConfiguration({ LIGGARE_WRAPPING_KEY: secret })));
  expect(printed).toContain('"LIGGARE_WRAPPING_KEY":"(secret)"');
  expect(printed).not.toContain(secret);
  expect(problemsOf({ LIGGARE_WRAPPING_KEY: 'short-secret' }).join()).not.toContain('short-secret');
});

const kurrentDb = 'esdb://liggare:hemligt@one:2113,two:2113?tls=true&tlsCAFile=/run/ca.pem';

test('the address of KurrentDB is taken with hosts and options, and never printed', () => {
  const read = readConfiguration({ LIGGARE_KURRENTDB_URL: kurrentDb });
  expect(read).toMatchObject({
    kurrentDbUrl: kurrentDb, kurrentDbLedger: 'liggare', kurrentDbClient: 'eventstore',
  });
  expect(JSON.stringify(printable(read))).not.toContain('hemligt');
});

test.each([
  ['LIGGARE_KURRENTDB_URL', 'http://one:2113'],
  ['LIGGARE_KURRENTDB_URL', `${kurrentDb}&throwOnAppendFailure=false`],
  ['LIGGARE_KURRENTDB_URL', 'esdb://one?tlsVerifyCert=false'], ['LIGGARE_KURRENTDB_URL', 'esdb://one?hemligt'],
  ['LIGGARE_KURRENTDB_URL', 'esdb://u:hemligt%@one'], ['LIGGARE_KURRENTDB_URL', 'esdb://one:?tls=false'],
  ['LIGGARE_KURRENTDB_LEDGER', 'Två-ledger'], ['LIGGARE_KURRENTDB_CLIENT', 'other'],
])('%s cannot be %s, and that is told without it', (variable, value) => {
  const problems = problemsOf({ [variable]: value });
  expect(problems).toHaveLength(1);
  expect(problems.join()).not.toContain(value);
});

test('who leads has time to say that it does', () => {
  const [problem] = problemsOf({ LIGGARE_LEASE_MS: '4999' });
  expect(problem).toBe('LIGGARE_LEASE_MS must be a whole number from 5000 to 600000: in less time, a leader '
    + 'on a busy machine loses what it leads.');
  expect(readConfiguration({ LIGGARE_LEASE_MS: '5000' }).leaseMs).toBe(5_000);
});

test('a ledger in KurrentDB has an address', () => {
  expect(problemsOf({ LIGGARE_EVENT_STORE: 'kurrentdb' }))
    .toEqual(['LIGGARE_KURRENTDB_URL is needed where LIGGARE_EVENT_STORE is kurrentdb.']);
  expect(readConfiguration({ LIGGARE_EVENT_STORE: 'kurrentdb', LIGGARE_KURRENTDB_URL: kurrentDb }))
    .toMatchObject({ eventStore: 'kurrentdb' });
});

const mongoDb = 'mongodb://liggare:hemligt@one,two:27017/?replicaSet=rs0';
const elsewhere = {
  LIGGARE_EVENT_STORE: 'kurrentdb', LIGGARE_KURRENTDB_URL: kurrentDb, LIGGARE_VAULT_STORE: 'mongodb',
  LIGGARE_READ_STORE: 'mongodb', LIGGARE_MONGODB_URL: mongoDb, LIGGARE_WRAPPING_KEY: secret,
  LIGGARE_LOCAL_TOKEN_KEY: secret,
};

test('the addresses of MongoDB are taken, and never printed', () => {
  const read = readConfiguration({ ...elsewhere, LIGGARE_ROLES: 'projector, policies' });
  expect(read).toMatchObject({
    mongoDbUrl: mongoDb, mongoDbDatabase: 'liggare', mongoDbVaultDatabase: 'liggare-vault',
    roles: ['projector', 'policies'],
  });
  expect(JSON.stringify(printable(read))).not.toContain('hemligt');
});

test.each([
  [{ LIGGARE_MONGODB_URL: undefined }, ['LIGGARE_MONGODB_URL is needed where LIGGARE_READ_STORE is mongodb.',
    'LIGGARE_MONGODB_VAULT_URL is needed where LIGGARE_VAULT_STORE is mongodb.']],
  [{ LIGGARE_WRAPPING_KEY: undefined }, ['LIGGARE_WRAPPING_KEY is needed where LIGGARE_VAULT_STORE is '
    + 'mongodb: all processes have the same.']],
  [{ LIGGARE_MONGODB_DATABASE: 'liggare-vault' },
    ['LIGGARE_MONGODB_VAULT_DATABASE must be another one than LIGGARE_MONGODB_DATABASE.']],
  [{ LIGGARE_MONGODB_FENCES_DATABASE: 'liggare-vault' },
    ['LIGGARE_MONGODB_FENCES_DATABASE must be another one than those of vault and read models.']],
  [{ LIGGARE_LOCAL_TOKEN_KEY: undefined }, ['LIGGARE_LOCAL_TOKEN_KEY is needed where all stores are '
    + 'elsewhere, so that processes take each other\'s tokens; or LIGGARE_LOCAL_TOKENS=off.']],
  [{ LIGGARE_LOCAL_TOKEN_KEY: undefined, LIGGARE_LOCAL_TOKENS: 'off' }, []],
  [{ LIGGARE_VAULT_STORE: 'sqlite', LIGGARE_ROLES: 'api' }, ['LIGGARE_ROLES must be all of them unless '
    + 'LIGGARE_EVENT_STORE is kurrentdb, and LIGGARE_VAULT_STORE and LIGGARE_READ_STORE are mongodb: other '
    + 'processes could not reach the rest.']],
])('stores elsewhere are described whole: %#', (change, problems) => {
  expect(problemsOf({ ...elsewhere, ...change } as Record<string, string>)).toEqual(problems);
});

test.each(['api,api', 'projectors', ''])('the roles cannot be %j', (value) => {
  expect(problemsOf({ ...elsewhere, LIGGARE_ROLES: value })[0]).toContain('LIGGARE_ROLES must be some of');
});

describe('a secret in a file', () => {
  const folder = temporaryFolder();
  const file = folder.file('address');
  beforeAll(() => writeFileSync(file, `${kurrentDb}\n`));
  afterAll(() => folder.dispose());

  test('is read from there', () => {
    const environment = { LIGGARE_EVENT_STORE: 'kurrentdb', LIGGARE_KURRENTDB_URL_FILE: file };
    expect(readConfiguration(environment).kurrentDbUrl).toBe(kurrentDb);
  });

  test.each([
    [{ LIGGARE_KURRENTDB_URL_FILE: file, LIGGARE_KURRENTDB_URL: kurrentDb },
      'LIGGARE_KURRENTDB_URL must be said once: not beside LIGGARE_KURRENTDB_URL_FILE.'],
    [{ LIGGARE_WRAPPING_KEY_FILE: folder.file('none') }, 'LIGGARE_WRAPPING_KEY must be in the file that '
      + 'LIGGARE_WRAPPING_KEY_FILE names, which cannot be read (ENOENT).'],
    [{ LIGGARE_PORT_FILE: file }, 'LIGGARE_PORT_FILE is not a setting; see docs/reference/configuration.md.'],
  ])('is said once, can be read, and is a secret: %#', (environment, problem) => {
    expect(problemsOf(environment)).toEqual([problem]);
  });
});
