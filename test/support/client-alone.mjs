// What the older client of KurrentDB does to its process, in one of its own since it may end it:
// `node client-alone.mjs <address> <what>`.
import { binaryEvent, EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';

const [address, what] = process.argv.slice(2);
const say = (text) => process.stdout.write(`${text}\n`);
const append = (client, stream, event) =>
  client.appendToStream(stream, event, { expectedRevision: NO_STREAM });
const ofBytes = (bytes) => binaryEvent({ type: 'Seen', data: new Uint8Array(bytes) });

/** Too large an append of one client while that of another waits for its answer. */
const tooLargeBeside = async () => {
  const [one, other] = [1, 2].map(() => EventStoreDBClient.connectionString(address));
  for (const client of [one, other]) await append(client, `test-before-${client === one}`, ofBytes(3));
  const beside = append(one, 'test-held', ofBytes(3)).then(() => 'taken', () => 'failed');
  await append(other, 'test-large', ofBytes(20 * 1_048_576)).catch(() => say('too large'));
  say(`beside it: ${await beside}`);
};

/** Nothing settles the first; what was asked for after it is answered. */
const unserialisable = async () => {
  process.once('unhandledRejection', ({ name }) => say(`nobody heard ${name}`));
  const client = EventStoreDBClient.connectionString(address);
  const circular = {};
  circular.itself = circular;
  const never = append(client, 'test-circular', jsonEvent({ type: 'Seen', data: circular }));
  const after = append(client, 'test-after', ofBytes(3)).then(() => 'open after the next was answered');
  say(await Promise.race([never.then(() => 'taken', () => 'failed'), after]));
  await client.dispose();
};

await { tooLargeBeside, unserialisable }[what]();
