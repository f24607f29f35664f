import { MongoClient } from 'mongodb';
import type { CommandFault } from '../../../../test/support/mongodb-server/faults.js';
import { MongoDbTestServer } from '../../../../test/support/mongodb-server/mongodb-test-server.js';
import { StoreUnavailable } from '../../../application/ports/event-store.js';
import { SodiumSealer } from '../../sealing/sodium-sealer.js';
import { type MongoVault, openMongoVault } from './mongo-vault.js';

// Bad days and close calls, done on command by the test server.

const sealer = new SodiumSealer();
const wrappingKey = sealer.newKey();

let server: MongoDbTestServer;
let [vault, other]: MongoVault[] = [];

const open = (deadlineMs = 30_000): Promise<MongoVault> =>
  openMongoVault({ url: server.url, database: 'vault', wrappingKey, sealer, deadlineMs });

beforeEach(async () => {
  server = await MongoDbTestServer.start();
  [vault, other] = [await open(), await open()];
});
afterEach(async () => {
  await Promise.all([vault!.close(), other!.close()]);
  await server.stop();
});

const many = async (collection: string): Promise<number> => {
  const client = new MongoClient(server.url);
  const count = await client.db('vault').collection(collection).countDocuments();
  await client.close();
  return count;
};

test.each<[string, CommandFault]>([
  ['find', 'drop-before'], ['find', 'not-primary'],
  ['insert', 'drop-before'], ['insert', 'drop-after'], ['insert', 'transient'], ['insert', 'not-primary'],
  ['commitTransaction', 'drop-before'], ['commitTransaction', 'drop-after'],
  ['commitTransaction', 'transient'], ['commitTransaction', 'not-primary'],
])('after %s: %s, twice, who was claimed is there once', async (command, fault) => {
  server.faults.next(command, fault, fault);
  const person = await vault!.claim('one');
  expect(await other!.claim('one')).toBe(person);
  expect([await many('persons'), await many('numbers')]).toEqual([1, 1]);
  expect(server.faults.weakWrites).toBe(0);
});

test('a transaction that the server gave up is done again', async () => {
  server.faults.next('commitTransaction', 'held');
  const claim = vault!.claim('one');
  await server.faults.somethingHeld();
  expect(server.storage.abortAll()).toBe(1);
  server.faults.letGo();
  const person = await claim;
  expect(await other!.findPerson('one')).toBe(person);
});

test('what a transaction left behind holds can be written once the server gives it up', async () => {
  const impatient = await open(500);
  server.storage.longestTransactionMs = 2_000;
  server.faults.next('commitTransaction', 'held');
  const left = vault!.claim('one');
  await server.faults.somethingHeld();
  await expect(impatient.claim('one')).rejects.toThrow(StoreUnavailable);
  const person = await other!.claim('one');
  server.faults.letGo();
  expect(await left).toBe(person);
  await impatient.close();
});

test('a server that is away is StoreUnavailable, and all is well when it is back', async () => {
  const impatient = await open(500);
  const person = await impatient.claim('one');
  await server.stop();
  await expect(impatient.claim('two')).rejects.toThrow(StoreUnavailable);
  await expect(impatient.openStream(person, 'person')).rejects.toThrow(StoreUnavailable);
  await server.start();
  expect(await vault!.claim('one')).toBe(person);
  await vault!.claim('two');
  expect(await many('persons')).toBe(2);
  await impatient.close();
});

test('what is written while the server is killed is there once, and nothing answered is lost', async () => {
  const numbers = Array.from({ length: 30 }, (_, index) => `${index}`);
  const claims = numbers.map((number, index) => (index % 2 ? vault! : other!).claim(number));
  await Promise.race(claims);
  await server.stop();
  await server.start();
  const persons = await Promise.all(claims);
  expect(await Promise.all(numbers.map((number) => vault!.findPerson(number)))).toEqual(persons);
  expect(await many('persons')).toBe(30);
});

/** Two things at once: the second begins when the first is about to commit, and meets it. */
const atOnce = async (first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> => {
  server.faults.next('commitTransaction', 'held');
  const one = first();
  await server.faults.somethingHeld();
  const met = server.faults.seen('abortTransaction');
  const two = second();
  await Promise.race([two, met]);
  server.faults.letGo();
  await Promise.all([one, two]);
};

test('the last two streams of a person, destroyed at once, take the numbers with them', async () => {
  const person = await vault!.claim('one');
  const a = await vault!.openStream(person, 'person');
  const b = await vault!.openStream(person, 'contact');
  await atOnce(() => vault!.destroy(a.stream), () => other!.destroy(b.stream));
  expect(await vault!.findPerson('one')).toBeUndefined();
});

test('joins at once that meet in one person make one person of all', async () => {
  const [a, b, c] = await vault!.claimMany(['a', 'b', 'c']) as [string, string, string];
  await atOnce(() => vault!.join(a, b), () => other!.join(b, c));
  for (const person of [a, b, c]) expect(await vault!.canonicalPerson(person)).toBe(a);
});

test('a stream that is made while its person is joined is about who the person is then', async () => {
  const [a, b] = await vault!.claimMany(['a', 'b']) as [string, string];
  await atOnce(() => vault!.join(a, b), () => other!.openStream(b, 'person'));
  expect(await vault!.streamsOf(a)).toMatchObject([{ person: a, category: 'person' }]);
});

test('a vault that is closed says so', async () => {
  await vault!.close();
  await expect(vault!.claim('one')).rejects.toThrow(StoreUnavailable);
});
