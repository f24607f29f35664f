import { roles } from './roles.js';

/** What the environment says under a name, in a variable or a file that it names, or what holds without. */
export type Said = (name: `LIGGARE_${string}`) => string | undefined;

/** What does not go together in an environment, one line each. */
export const lackingIn = (said: Said): string[] =>
  [outsideIssuer, eventStore, mongoDb, severalProcesses].flatMap((lacking) => lacking(said));

const outsideIssuer = (said: Said): string[] => {
  const names = ['LIGGARE_TOKEN_ISSUER', 'LIGGARE_TOKEN_AUDIENCE', 'LIGGARE_TOKEN_KEYS_URL'] as const;
  const missing = names.filter((name) => said(name) === undefined);
  if (missing.length === names.length) return [];
  return missing.map((name) => `${name} is needed for an outside issuer of tokens.`);
};

const isElsewhere = {
  ledger: (said: Said) => said('LIGGARE_EVENT_STORE') === 'kurrentdb',
  vault: (said: Said) => said('LIGGARE_VAULT_STORE') === 'mongodb',
  readModels: (said: Said) => said('LIGGARE_READ_STORE') === 'mongodb',
};

const eventStore = (said: Said): string[] => {
  const isMissing = isElsewhere.ledger(said) && said('LIGGARE_KURRENTDB_URL') === undefined;
  return isMissing ? ['LIGGARE_KURRENTDB_URL is needed where LIGGARE_EVENT_STORE is kurrentdb.'] : [];
};

const mongoDb = (said: Said): string[] => {
  const [vault, readModels] = [isElsewhere.vault(said), isElsewhere.readModels(said)];
  const isWithout = (name: `LIGGARE_${string}`): boolean => said(name) === undefined;
  const problems: string[] = [];
  if (readModels && isWithout('LIGGARE_MONGODB_URL')) {
    problems.push('LIGGARE_MONGODB_URL is needed where LIGGARE_READ_STORE is mongodb.');
  }
  if (vault && isWithout('LIGGARE_MONGODB_URL') && isWithout('LIGGARE_MONGODB_VAULT_URL')) {
    problems.push('LIGGARE_MONGODB_VAULT_URL is needed where LIGGARE_VAULT_STORE is mongodb.');
  }
  if (vault && isWithout('LIGGARE_WRAPPING_KEY')) {
    problems.push('LIGGARE_WRAPPING_KEY is needed where LIGGARE_VAULT_STORE is mongodb: all processes have '
      + 'the same.');
  }
  const databases = [said('LIGGARE_MONGODB_DATABASE'), said('LIGGARE_MONGODB_VAULT_DATABASE')];
  if (vault && readModels && databases[0] === databases[1]) {
    problems.push('LIGGARE_MONGODB_VAULT_DATABASE must be another one than LIGGARE_MONGODB_DATABASE.');
  }
  const others = [vault && databases[1], readModels && databases[0]];
  if (vault && others.includes(said('LIGGARE_MONGODB_FENCES_DATABASE'))) {
    problems.push('LIGGARE_MONGODB_FENCES_DATABASE must be another one than those of vault and read models.');
  }
  return problems;
};

/** Processes that share everything, of which there may be several. */
const severalProcesses = (said: Said): string[] => {
  const isShared = Object.values(isElsewhere).every((isOne) => isOne(said));
  const isLocal = said('LIGGARE_LOCAL_TOKENS') === 'on' && said('LIGGARE_LOCAL_TOKEN_KEY') === undefined;
  if (isShared) {
    return isLocal ? ['LIGGARE_LOCAL_TOKEN_KEY is needed where all stores are elsewhere, so that processes '
      + 'take each other\'s tokens; or LIGGARE_LOCAL_TOKENS=off.'] : [];
  }
  const doesAll = roles.every((role) => said('LIGGARE_ROLES')?.includes(role));
  return doesAll ? [] : ['LIGGARE_ROLES must be all of them unless LIGGARE_EVENT_STORE is kurrentdb, and '
    + 'LIGGARE_VAULT_STORE and LIGGARE_READ_STORE are mongodb: other processes could not reach the rest.'];
};
