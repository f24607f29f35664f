import { randomBytes } from 'node:crypto';

const newKey = (): string => randomBytes(32).toString('base64');

/** Settings of a Liggare whose vault and read models are in databases of their own, with keys of its own. */
export const mongoSettings = (
  url: string, databases: readonly [string, string] = [aDatabase(), aDatabase()],
): Record<string, string> => ({
  LIGGARE_VAULT_STORE: 'mongodb', LIGGARE_READ_STORE: 'mongodb', LIGGARE_MONGODB_URL: url,
  LIGGARE_MONGODB_DATABASE: databases[0], LIGGARE_MONGODB_VAULT_DATABASE: databases[1],
  LIGGARE_MONGODB_FENCES_DATABASE: aDatabase(),
  LIGGARE_WAIT_LIMIT_MS: '60000', LIGGARE_WRAPPING_KEY: newKey(), LIGGARE_LOCAL_TOKEN_KEY: newKey(),
});

/** The databases that settings name. */
export const databasesIn = (settings: Readonly<Record<string, string>>): string[] =>
  Object.keys(settings).filter((name) => /^LIGGARE_MONGODB_(\w+_)?DATABASE$/.test(name))
    .map((name) => settings[name]!);

/** A name that no other test uses. */
export const aDatabase = (): string => `liggare-test-${randomBytes(8).toString('hex')}`;
