import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { BEGINNING, type EventStore, type Position } from '../application/ports/event-store.js';
import type { IdSource } from '../application/ports/id-source.js';
import type { DriverName } from '../infrastructure/event-store/kurrentdb/driver.js';
import { openKurrentDbEventStore } from '../infrastructure/event-store/kurrentdb/kurrentdb-event-store.js';
import { ledgerFile } from '../infrastructure/event-store/sqlite/schema.js';
import { openSqliteEventStore } from '../infrastructure/event-store/sqlite/sqlite-event-store.js';
import { DatabaseUnusable } from '../infrastructure/sqlite/database-file.js';
import { noted, using } from '../infrastructure/sqlite/file-notes.js';

/** Where a ledger is; plain data, so that threads can be told. */
export type LedgerPlace = SqlitePlace | KurrentDbPlace;

export interface SqlitePlace {
  readonly engine: 'sqlite';
  readonly file: string;
}

export interface KurrentDbPlace {
  readonly engine: 'kurrentdb';
  readonly url: string;
  /** What the names of its streams begin with. */
  readonly ledger: string;
  readonly driver: DriverName;
}

/** Whoever waits for a ledger that another machine keeps hears of it. */
export interface LedgerAway {
  /** Each time that it does not answer: at the start, and to those who follow it. */
  readonly onAway?: (reason: unknown) => void;
  /** Those who follow it are connected, again or for the first time. */
  readonly onThere?: () => void;
  /** Ends the waiting at the start. */
  readonly signal?: AbortSignal;
}

export interface OpenedLedger {
  readonly store: EventStore;
  /** Which ledger it is; vaults and read models note it. */
  readonly id: string;
  readonly head: Position;
}

/** Opens a ledger to write and read it, and makes it where there is none. */
export const openLedger = async (
  place: LedgerPlace, ids: IdSource, away: LedgerAway = {},
): Promise<OpenedLedger> => {
  if (place.engine === 'sqlite') {
    const id = using(place.file, ledgerFile, (database) =>
      noted(database, ledgerFile, 'id', () => ids.next()));
    const store = await openSqliteEventStore({ file: place.file });
    return { store, id, head: await store.head() };
  }
  const { url, ledger, driver } = place;
  const store = await openKurrentDbEventStore({ url, ledger, driver, ids, ...away });
  try {
    return { store, id: store.identity.id, head: await store.head() };
  } catch (error) {
    await store.close();
    throw error;
  }
};

/** Opens a ledger that is there for a thread that follows it. */
export const openLedgerToRead = (place: LedgerPlace, away: LedgerAway = {}): Promise<EventStore> => {
  if (place.engine === 'sqlite') return openSqliteEventStore({ file: place.file, readOnly: true });
  const { url, ledger, driver } = place;
  return openKurrentDbEventStore({ url, ledger, driver, ...away });
};

/** What to do when a vault or read models are not those of the ledger. */
export const adviceFor = ({ engine }: LedgerPlace): string => (engine === 'sqlite'
  ? 'Put back the file that belongs here, or use another folder.'
  : 'Check LIGGARE_KURRENTDB_URL and LIGGARE_KURRENTDB_LEDGER, put back the file that belongs here, or use '
    + 'another folder.');

/** Throws `DatabaseUnusable` when the data folder holds a ledger, and the one to use is in KurrentDB. */
export const mustBeTheOnlyLedger = (place: LedgerPlace, file: string): void => {
  if (place.engine === 'sqlite' || !existsSync(file)) return;
  throw new DatabaseUnusable(`There is a ${basename(file)} in the data folder, and LIGGARE_EVENT_STORE says `
    + 'that the ledger is in KurrentDB. Use another folder.');
};

export const isEmpty = ({ head }: Pick<OpenedLedger, 'head'>): boolean => head === BEGINNING;
