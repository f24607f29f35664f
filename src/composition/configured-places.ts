import type { Configuration } from '../infrastructure/configuration/configuration.js';
import type { KurrentDbPlace } from './ledger-place.js';
import type { MongoPlace, SharedVaultPlace } from './store-places.js';

/** Where settings say that a ledger in KurrentDB is; undefined where they do not say. */
export const kurrentDbIn = (configuration: Configuration): KurrentDbPlace | undefined => {
  const { kurrentDbUrl: url, kurrentDbLedger: ledger, kurrentDbClient: driver } = configuration;
  return url === undefined ? undefined : { engine: 'kurrentdb', url, ledger, driver };
};

/** The same of a vault in MongoDB and its fence journal: at one address, where it is not told apart. */
export const mongoVaultIn = (configuration: Configuration): SharedVaultPlace | undefined => {
  const { mongoDbUrl, mongoDbVaultUrl = mongoDbUrl, mongoDbFencesUrl = mongoDbVaultUrl } = configuration;
  const vault = placeAt(mongoDbVaultUrl, configuration.mongoDbVaultDatabase);
  const fences = placeAt(mongoDbFencesUrl, configuration.mongoDbFencesDatabase);
  return vault && fences && { ...vault, fences };
};

/** The same of read models in MongoDB. */
export const mongoReadModelsIn = ({ mongoDbUrl, mongoDbDatabase }: Configuration): MongoPlace | undefined =>
  placeAt(mongoDbUrl, mongoDbDatabase);

const placeAt = (url: string | undefined, database: string): MongoPlace | undefined =>
  (url === undefined ? undefined : { engine: 'mongodb', url, database });
