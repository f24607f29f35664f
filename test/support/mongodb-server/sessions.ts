import { noSuchTransaction, ServerError } from './server-error.js';
import type { Storage, Transaction } from './storage.js';
import { keyText, numberIn } from './values.js';
import type { Doc } from './wire.js';

interface Session {
  number: number;
  transaction?: Transaction;
  /** The answer to the write of this number, for a driver that asks again since it did not hear it. */
  answer?: Doc;
}

/** What the server remembers of each session: its transaction, and its last write that may be retried. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly storage: Storage) {}

  /** The transaction a command belongs to, begun where it says so. */
  transactionOf(command: Doc): Transaction | undefined {
    if (command.autocommit !== false) return undefined;
    const [session, number] = [this.of(command), numberIn(command.txnNumber)!];
    if (command.startTransaction === true) {
      if (session.transaction) this.storage.abort(session.transaction);
      session.number = number;
      return session.transaction = this.storage.begin();
    }
    if (session.number !== number || !session.transaction) throw noSuchTransaction();
    return session.transaction;
  }

  /** Does a write once, however often the driver asks for it. */
  async once(command: Doc, write: () => Promise<Doc>): Promise<Doc> {
    if (command.txnNumber === undefined || command.autocommit === false) return write();
    const [session, number] = [this.of(command), numberIn(command.txnNumber)!];
    if (session.number === number && session.answer) return session.answer;
    if (number < session.number) throw new ServerError(251, 'Older than the last of its session');
    session.number = number;
    session.answer = undefined;
    return session.answer = await write();
  }

  /** Also for those that are killed: what is under way in them is given up, and they may be used again. */
  end(ids: readonly Doc[]): void {
    for (const id of ids) {
      const session = this.sessions.get(keyText([id.id]));
      if (session?.transaction) this.storage.abort(session.transaction);
    }
  }

  private of(command: Doc): Session {
    const key = keyText([(command.lsid as Doc).id]);
    let session = this.sessions.get(key);
    if (!session) this.sessions.set(key, session = { number: -1 });
    return session;
  }
}
