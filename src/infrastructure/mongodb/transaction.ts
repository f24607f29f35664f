import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientSession, ReadPreference, type TransactionOptions } from 'mongodb';
import { CommitOutcomeUnknown, isClosed, isDuplicateKey, isPassing, mayBeCommitted } from './driver-error.js';

const OPTIONS: TransactionOptions = {
  readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true },
  readPreference: ReadPreference.primary,
};
const FIRST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 200;

/**
 * All of what `work` writes within the session, or nothing; on a majority of the members once it resolves.
 * Where others were first, the whole of it is done again; where it is unknown whether it was committed, the
 * commit is asked for again, which commits nothing twice. `work` must therefore have no other effects. After
 * the deadline whoever called gets the driver's error.
 */
export const inTransaction = async <T>(
  session: ClientSession, deadlineMs: number, work: (session: ClientSession) => Promise<T>,
): Promise<T> => {
  const until = performance.now() + deadlineMs;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await attempt(session, until, work);
    } catch (error) {
      const mayGoWell = isPassing(error) || isDuplicateKey(error);
      if (!mayGoWell || performance.now() > until) throw error;
    }
    await sleep(Math.random() * waitMs);
  }
};

const attempt = async <T>(
  session: ClientSession, until: number, work: (session: ClientSession) => Promise<T>,
): Promise<T> => {
  session.startTransaction(OPTIONS);
  try {
    const result = await work(session);
    await commit(session, until);
    return result;
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction();
    throw error;
  }
};

const commit = async (session: ClientSession, until: number): Promise<void> => {
  for (;;) {
    try {
      return await session.commitTransaction();
    } catch (error) {
      if (!mayBeCommitted(error)) throw error;
      if (isClosed(error) || performance.now() > until) throw new CommitOutcomeUnknown(error);
    }
    await sleep(LONGEST_WAIT_MS);
  }
};
