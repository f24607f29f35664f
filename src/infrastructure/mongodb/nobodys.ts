import { MongoConnection, type MongoOptions } from './connection.js';
import { DatabaseInfo, type DatabaseKind } from './database-info.js';

/**
 * Throws `MongoDbUnusable` where a database is some ledger's already, and makes nothing there. Waits for a
 * server that is not there; rejects with `StoreUnavailable` as whoever opens it does.
 */
export const mustBeNobodys = async (kind: DatabaseKind, options: MongoOptions): Promise<void> => {
  const connection = await MongoConnection.open(kind, options);
  await connection.asked(() => DatabaseInfo.mustBeNobodys(connection.db, kind))
    .finally(() => connection.close());
};
