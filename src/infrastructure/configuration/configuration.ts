import { readFileSync } from 'node:fs';
import { MOST_LAG_EVENTS } from '../../application/ports/projection-control.js';
import { problemOfConnectionString } from '../event-store/kurrentdb/connection-string.js';
import { drivers } from '../event-store/kurrentdb/driver.js';
import { isLedgerName } from '../event-store/kurrentdb/stream-names.js';
import { isDatabaseName, problemOfMongoUrl } from '../mongodb/connection-string.js';
import { lackingIn, type Said } from './lacking.js';
import { roles } from './roles.js';
import {
  checked, checkedSecret, type Describe, integer, key, oneOf, secret, type Setting, SettingInvalid, someOf,
  text, webAddress,
} from './setting.js';

const MOST_BYTES = 1_073_741_824;

const kurrentDbAddress = (about: Describe): Setting<string> => checkedSecret(
  about, 'a connection string, user and password percent-encoded; docs/how-to/kurrentdb.md tells its options',
  (value) => problemOfConnectionString(value) === undefined);
const mongoDbAddress = (about: Describe): Setting<string> => checkedSecret(
  about, 'a connection string without a database, user and password percent-encoded; docs/how-to/mongodb.md '
    + 'tells its options',
  (value) => problemOfMongoUrl(value) === undefined);
const databaseName = (about: Describe): Setting<string> =>
  checked(about, 'lower-case letters, digits, _ and -, a letter first, at most 38', isDatabaseName);
const ledgerName = (about: Describe): Setting<string> =>
  checked(about, 'lower-case letters, digits and _, a letter first, at most 40', isLedgerName);

/** Every setting there is; docs/reference/configuration.md is made from it. */
export const settings = {
  dataFolder: text({
    variable: 'LIGGARE_DATA', fallback: './data',
    summary: 'Folder of the ledger, vault, read models and keys. One process at a time uses it.',
  }),
  eventStore: oneOf({
    variable: 'LIGGARE_EVENT_STORE', fallback: 'sqlite',
    summary: 'Where the ledger is: in the data folder (`sqlite`), or in KurrentDB (`kurrentdb`).',
  }, ['sqlite', 'kurrentdb']),
  kurrentDbUrl: kurrentDbAddress({
    variable: 'LIGGARE_KURRENTDB_URL',
    summary: 'Where KurrentDB is, as a connection string (`esdb://user:password@host:2113`). '
      + 'Needed where the ledger is there.',
  }),
  kurrentDbLedger: ledgerName({
    variable: 'LIGGARE_KURRENTDB_LEDGER', fallback: 'liggare',
    summary: 'What the names of the ledger\'s streams in KurrentDB begin with.',
  }),
  kurrentDbClient: oneOf({
    variable: 'LIGGARE_KURRENTDB_CLIENT', fallback: 'eventstore',
    summary: 'The client that speaks to it: `@eventstore/db-client` or `@kurrent/kurrentdb-client`.',
  }, drivers),
  vaultStore: oneOf({
    variable: 'LIGGARE_VAULT_STORE', fallback: 'sqlite',
    summary: 'Where the vault is: in the data folder (`sqlite`), or in MongoDB (`mongodb`).',
  }, ['sqlite', 'mongodb']),
  readStore: oneOf({
    variable: 'LIGGARE_READ_STORE', fallback: 'sqlite',
    summary: 'Where read models are: in the data folder (`sqlite`), or in MongoDB (`mongodb`).',
  }, ['sqlite', 'mongodb']),
  mongoDbUrl: mongoDbAddress({
    variable: 'LIGGARE_MONGODB_URL',
    summary: 'Where MongoDB is, as a connection string '
      + '(`mongodb://user:password@one,two,three/?replicaSet=name`). Needed where read models or vault are '
      + 'there.',
  }),
  mongoDbDatabase: databaseName({
    variable: 'LIGGARE_MONGODB_DATABASE', fallback: 'liggare',
    summary: 'The database of the read models, and of nothing else.',
  }),
  mongoDbVaultUrl: mongoDbAddress({
    variable: 'LIGGARE_MONGODB_VAULT_URL',
    summary: 'The same for the vault, whose user is another one; `LIGGARE_MONGODB_URL` if nothing is said.',
  }),
  mongoDbVaultDatabase: databaseName({
    variable: 'LIGGARE_MONGODB_VAULT_DATABASE', fallback: 'liggare-vault',
    summary: 'The database of the vault, and of nothing else.',
  }),
  mongoDbFencesUrl: mongoDbAddress({
    variable: 'LIGGARE_MONGODB_FENCES_URL',
    summary: 'The same for the fence journal of a vault that is there, better on another server; that of the '
      + 'vault if nothing is said.',
  }),
  mongoDbFencesDatabase: databaseName({
    variable: 'LIGGARE_MONGODB_FENCES_DATABASE', fallback: 'liggare-fences',
    summary: 'The database of the fence journal, and of nothing else.',
  }),
  roles: someOf({
    variable: 'LIGGARE_ROLES', fallback: roles.join(','),
    summary: 'What this process does: answers requests (`api`), makes read models (`projector`), keeps the '
      + 'register (`policies`). A process that does not do all needs every store elsewhere.',
  }, roles),
  leaseMs: integer({
    variable: 'LIGGARE_LEASE_MS', fallback: '15000',
    summary: 'How soon another process takes over what one led that stopped without a word. The same for '
      + 'all processes.',
  }, 5_000, 600_000, ': in less time, a leader on a busy machine loses what it leads'),
  host: text({
    variable: 'LIGGARE_HOST', fallback: '127.0.0.1',
    summary: 'Address to listen on. The default is reached from this machine only.',
  }),
  port: integer({
    variable: 'LIGGARE_PORT', fallback: '8080', summary: 'Port to listen on; 0 takes a free one.',
  }, 0, 65_535),
  logLevel: oneOf({
    variable: 'LIGGARE_LOG_LEVEL', fallback: 'info', summary: 'The least severe line that is logged.',
  }, ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  wrappingKey: key({
    variable: 'LIGGARE_WRAPPING_KEY',
    summary: 'Key that wraps the keys in the vault. Without it a key file is made in the data folder. '
      + 'Whoever loses it loses every record about a person.',
  }),
  fencesFile: text({
    variable: 'LIGGARE_FENCES',
    summary: 'File of the fence journal, which tells what was erased to ledgers and vaults that are put back '
      + 'from older copies. Without it `fences.db` in the data folder; another disk is better.',
  }),
  tokenIssuer: text({
    variable: 'LIGGARE_TOKEN_ISSUER', summary: 'Outside issuer whose tokens are taken (`iss`).',
  }),
  tokenAudience: text({
    variable: 'LIGGARE_TOKEN_AUDIENCE', summary: 'What its tokens must be meant for (`aud`).',
  }),
  tokenKeysUrl: webAddress({
    variable: 'LIGGARE_TOKEN_KEYS_URL', summary: 'Where it publishes its keys (JWKS).',
  }),
  localTokenKey: key({
    variable: 'LIGGARE_LOCAL_TOKEN_KEY',
    summary: 'Key that the local issuer signs with. Without it a key file is made in the data folder. '
      + 'Whoever has it can be anybody.',
  }),
  localTokens: oneOf({
    variable: 'LIGGARE_LOCAL_TOKENS', fallback: 'on',
    summary: 'Whether tokens of the local issuer (`liggare token`) are taken. Turn it off where an outside '
      + 'issuer serves everybody.',
  }, ['on', 'off']),
  bodyLimitBytes: integer({
    variable: 'LIGGARE_BODY_LIMIT_BYTES', fallback: '1048576',
    summary: 'The largest JSON body that is read. Deliveries have no limit: they are streamed.',
  }, 1_024, MOST_BYTES),
  bodyWaitMs: integer({
    variable: 'LIGGARE_BODY_WAIT_MS', fallback: '60000',
    summary: 'How long a JSON body may take to come, and a delivery may pause, before it is given up.',
  }, 1, 3_600_000),
  stopWaitMs: integer({
    variable: 'LIGGARE_STOP_WAIT_MS', fallback: '10000',
    summary: 'How long a server that is told to stop waits for requests under way before it breaks them off. '
      + 'What was acknowledged is on disk in any case.',
  }, 0, 3_600_000),
  waitLimitMs: integer({
    variable: 'LIGGARE_WAIT_LIMIT_MS', fallback: '5000',
    summary: 'How long a query with `atLeast` waits for the read models it reads before it answers 503.',
  }, 0, 60_000),
  readyLagEvents: integer({
    variable: 'LIGGARE_READY_LAG_EVENTS', fallback: '5000',
    summary: 'How many events a read model may be behind before the service says it is not ready. It is '
      + `counted up to ${MOST_LAG_EVENTS}.`,
  }, 1, MOST_LAG_EVENTS - 1),
  smallCount: integer({
    variable: 'LIGGARE_SMALL_COUNT', fallback: '5',
    summary: 'In figures for many, counts of persons from 1 up to this one, and those that would tell them, '
      + 'are hidden. 1 hides none.',
  }, 1, 100),
  kaaRegister: oneOf({
    variable: 'LIGGARE_KAA_REGISTER', fallback: 'kept',
    summary: 'Whether this server records openings, closings and corrections in the register of the activity '
      + 'responsibility. `computed`: it only reckons them.',
  }, ['kept', 'computed']),
  server: text({
    variable: 'LIGGARE_SERVER',
    summary: 'A running Liggare that the terminal program speaks to. The server itself does not read it.',
  }),
  token: secret({
    variable: 'LIGGARE_TOKEN', summary: 'The bearer token that the terminal program uses there.',
  }),
} as const;

type Settings = typeof settings;
type Read<S> = S extends Setting<infer T> ? T : never;
type Optional =
  'kurrentDbUrl' | 'mongoDbUrl' | 'mongoDbVaultUrl' | 'mongoDbFencesUrl'
  | 'wrappingKey' | 'localTokenKey' | 'fencesFile'
  | 'tokenIssuer' | 'tokenAudience' | 'tokenKeysUrl' | 'server' | 'token';

/** What the environment says, checked and typed. */
export type Configuration = {
  readonly [K in Exclude<keyof Settings, Optional>]: Read<Settings[K]>;
} & { readonly [K in Optional]?: Read<Settings[K]> };

/** The environment is not one to start with. `problems` has all that is wrong, one line each. */
export class ConfigurationInvalid extends Error {
  constructor(readonly problems: readonly string[]) {
    super(['The configuration cannot be used:', ...problems.map((line) => `  ${line}`)].join('\n'));
    this.name = 'ConfigurationInvalid';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What the variable ends in that names a file with the text in it. */
const IN_FILE = '_FILE';

const listed = Object.entries(settings) as [keyof Settings, Setting<unknown>][];
const variables = new Set<string>(listed.flatMap(([, { variable, mayBeInFile }]) =>
  (mayBeInFile ? [variable, variable + IN_FILE] : [variable])));

/** Reads the configuration; rejects it whole (`ConfigurationInvalid`) with everything that is wrong in it. */
export const readConfiguration = (environment: Environment): Configuration => {
  const problems: string[] = [];
  const values = listed.map(([name, setting]) => [name, readSetting(setting, environment, problems)]);
  problems.push(...unknownIn(environment), ...incompleteIn(environment));
  if (problems.length > 0) throw new ConfigurationInvalid(problems);
  return Object.fromEntries(values) as Configuration;
};

const readSetting = (setting: Setting<unknown>, environment: Environment, problems: string[]): unknown => {
  try {
    const said = saidIn(environment, setting) ?? setting.fallback;
    return said === undefined ? undefined : setting.read(said);
  } catch (error) {
    if (!(error instanceof SettingInvalid)) throw error;
    problems.push(`${setting.variable} must be ${error.must}.`);
    return undefined;
  }
};

const saidIn = (
  environment: Environment, { variable, mayBeInFile }: Setting<unknown>,
): string | undefined => {
  const direct = environment[variable];
  const file = mayBeInFile ? environment[variable + IN_FILE] : undefined;
  if (file === undefined) return direct;
  if (direct !== undefined) throw new SettingInvalid(`said once: not beside ${variable}${IN_FILE}`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingInvalid(`in the file that ${variable}${IN_FILE} names, which cannot be read (${code})`);
  }
};

/** A misspelt name would otherwise be passed over in silence. */
const unknownIn = (environment: Environment): string[] => Object.keys(environment)
  .filter((name) => name.startsWith('LIGGARE_') && !variables.has(name))
  .map((name) => `${name} is not a setting; see docs/reference/configuration.md.`);

const incompleteIn = (environment: Environment): string[] => {
  const said: Said = (name) => environment[name] ?? environment[name + IN_FILE]
    ?? listed.find(([, { variable }]) => variable === name)?.[1].fallback;
  return lackingIn(said);
};

/** The configuration for people and logs: names and values, without secrets. */
export const printable = (configuration: Configuration): Record<string, string> =>
  Object.fromEntries(listed.map(([name, { variable, secret }]) => {
    const value = configuration[name];
    if (value === undefined) return [variable, '(not set)'];
    return [variable, secret ? '(secret)' : String(value)];
  }));
