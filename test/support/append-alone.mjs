// A process that appends to a ledger: `node append-alone.mjs <file> <stream> <events> <bytes each>`
// It tries again when somebody else was first, and gives up on an event when the store cannot take it. Prints
// what became of each event as JSON.
import { randomUUID } from 'node:crypto';
import {
  openSqliteEventStore,
} from '../../.build/src/infrastructure/event-store/sqlite/sqlite-event-store.js';

const [file, stream, count, bytes] = process.argv.slice(2);
const store = await openSqliteEventStore({ file });
const meta = { actor: 'actor-2', organisation: '1480', commandId: 'command-2' };

const append = async () => {
  const payload = new Uint8Array(Number(bytes));
  const event = { id: randomUUID(), type: 'Enrolled', version: 1, meta, payload };
  for (let expected = -1; ;) {
    try {
      return { id: event.id, ...await store.append(stream, expected, [event]) };
    } catch (error) {
      if (error.name !== 'WrongExpectedRevision') return failure(error);
      expected = error.actual;
    }
  }
};

const failure = ({ name, message, outcomeUnknown }) => ({ name, message, outcomeUnknown });

const outcomes = [];
for (let index = 0; index < Number(count); index += 1) outcomes.push(await append());
await store.close();
process.stdout.write(JSON.stringify(outcomes));
