import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Clock } from '../application/ports/clock.js';
import {
  BEGINNING, type EventStore, type Position, type StoredEvent,
} from '../application/ports/event-store.js';
import type { IdSource } from '../application/ports/id-source.js';
import type { DriverName } from '../infrastructure/event-store/kurrentdb/driver.js';
import {
  type KurrentDbEventStore, openKurrentDbEventStore,
} from '../infrastructure/event-store/kurrentdb/kurrentdb-event-store.js';
import { NoSuchLedger } from '../infrastructure/event-store/kurrentdb/ledger-identity.js';
import { ledgerFile } from '../infrastructure/event-store/sqlite/schema.js';
import { openSqliteEventStore } from '../infrastructure/event-store/sqlite/sqlite-event-store.js';
import { DatabaseUnusable } from '../infrastructure/sqlite/database-file.js';
import { noted, using } from '../infrastructure/sqlite/file-notes.js';
import { systemClock } from '../infrastructure/system-clock.js';

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

/** Opens a ledger to write and read it; throws `NoSuchLedger` where nobody founded it in KurrentDB. */
export const openLedger = (
  place: LedgerPlace, ids: IdSource, away: LedgerAway = {},
): Promise<OpenedLedger> => (place.engine === 'sqlite'
  ? openSqlite(place, ids, systemClock) : openKurrentDb(place, ids, { ...away, founds: false }));

/**
 * The same; founds it where there is none, unless what is to be beside it throws that it belongs to another
 * ledger: then the name or the address is a wrong one.
 */
export const openOrFoundLedger = async (
  place: LedgerPlace, ids: IdSource, mustBeFree: MustBeFree, away: LedgerAway = {},
): Promise<OpenedLedger> => (place.engine === 'sqlite'
  ? openSqlite(place, ids, systemClock) : openOrFoundKurrentDb(place, ids, mustBeFree, away));

/** Throws where none is to be founded. */
type MustBeFree = () => Promise<void> | void;

const openOrFoundKurrentDb = async (
  place: KurrentDbPlace, ids: IdSource, mustBeFree: MustBeFree, away: LedgerAway,
): Promise<OpenedKurrentDb> => {
  const open = (): Promise<OpenedKurrentDb> => openKurrentDb(place, ids, { ...away, founds: false });
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof NoSuchLedger)) throw error;
  }
  try {
    await mustBeFree();
  } catch (refusal) {
    // Another process may have founded it meanwhile, and what is beside it is of this very ledger.
    return open().catch((error: unknown) => { throw error instanceof NoSuchLedger ? refusal : error; });
  }
  return openKurrentDb(place, ids, away);
};

type OpenedKurrentDb = OpenedLedger & { readonly store: KurrentDbEventStore };

const openSqlite = async ({ file }: SqlitePlace, ids: IdSource, clock: Clock): Promise<OpenedLedger> => {
  const id = using(file, ledgerFile, (database) => noted(database, ledgerFile, 'id', () => ids.next()));
  const store = await openSqliteEventStore({ file, clock });
  return { store, id, head: await store.head() };
};

const openKurrentDb = async (
  place: KurrentDbPlace, ids: IdSource, away: LedgerAway & { readonly founds?: boolean },
): Promise<OpenedKurrentDb> => {
  const { url, ledger, driver } = place;
  const store = await openKurrentDbEventStore({ url, ledger, driver, ids, ...away });
  try {
    return { store, id: store.identity.id, head: await store.head() };
  } catch (error) {
    await store.close();
    throw error;
  }
};

/** A ledger that takes over events of another one, with the times at which that recorded them. */
export interface TakingLedger extends OpenedLedger {
  /** Events of one stream that were recorded at one time, one call after the other. */
  take(events: readonly StoredEvent[]): Promise<unknown>;
}

/** Opens a ledger for a copy, and makes it where there is none, as `openOrFoundLedger` does. */
export const openLedgerToTake = async (
  place: LedgerPlace, ids: IdSource, mustBeFree: MustBeFree,
): Promise<TakingLedger> => {
  if (place.engine === 'sqlite') {
    let now = 0;
    const opened = await openSqlite(place, ids, { now: () => now });
    return {
      ...opened, take: ([...events]) => {
        now = events[0]!.recordedAt;
        return opened.store.append(events[0]!.stream, events[0]!.revision - 1, events);
      },
    };
  }
  const opened = await openOrFoundKurrentDb(place, ids, mustBeFree, {});
  return {
    ...opened, take: ([...events]) => {
      const { stream, revision, recordedAt } = events[0]!;
      return opened.store.appendAsRecorded(stream, revision - 1, events, recordedAt);
    },
  };
};

/** Opens a ledger that is there for a thread that follows it. */
export const openLedgerToRead = (place: LedgerPlace, away: LedgerAway = {}): Promise<EventStore> => {
  if (place.engine === 'sqlite') return openSqliteEventStore({ file: place.file, readOnly: true });
  const { url, ledger, driver } = place;
  return openKurrentDbEventStore({ url, ledger, driver, founds: false, ...away });
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
    + 'that the ledger is in KurrentDB. Use another folder; "liggare copy" moves a ledger.');
};

export const isEmpty = ({ head }: Pick<OpenedLedger, 'head'>): boolean => head === BEGINNING;
