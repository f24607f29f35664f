import type { EventStore } from '../../src/application/ports/event-store.js';

/** A store under test: fresh and empty; `reopen` closes it and opens it again, as a restart would. */
export interface EventStoreFixture {
  readonly store: EventStore;
  reopen(): Promise<EventStore>;
  dispose(): Promise<void>;
}

/** Gives a test an empty store, and clears it away afterwards. */
export type WithStore =
  (work: (store: EventStore, fixture: EventStoreFixture) => Promise<void>) => Promise<void>;
