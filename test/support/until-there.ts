import { StoreUnavailable } from '../../src/application/ports/event-store.js';

/** As whoever is told that a store is away asks again, until it is there. */
export const untilThere = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
};
