import fc from 'fast-check';
import { EventTooLarge, type EventToAppend } from '../../../application/ports/event-store.js';
import { anEvent, someEvents } from '../../../../test/support/ledger-events.js';
import { AppendPacker, unpackAppends } from './append-message.js';

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const events: fc.Arbitrary<EventToAppend> = fc.record({
  id: fc.uuid(),
  type: text,
  version: fc.nat(1_000),
  meta: fc.record({ actor: text, organisation: text, commandId: text }),
  payload: fc.uint8Array({ maxLength: 3_000 }),
});
const appends = fc.record({
  stream: text, expectedRevision: fc.integer({ min: -1, max: 2 ** 31 - 1 }),
  events: fc.array(events, { minLength: 1, maxLength: 4 }),
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('what is packed is unpacked, in order, however much it is', () => {
  fc.assert(fc.property(fc.array(appends, { maxLength: 60 }), (packed) => {
    const packer = new AppendPacker();
    for (const { stream, expectedRevision, events: of } of packed) packer.add(stream, expectedRevision, of);
    expect(packer.appends).toBe(packed.length);
    const unpacked = unpackAppends(packer.take()).map((request) => ({
      ...request,
      events: request.events.map(({ id, type, version, meta, payload }) => ({
        id: hex(id), type, version, meta: Buffer.from(meta).toString(), payload: hex(payload),
      })),
    }));
    expect(unpacked).toEqual(packed.map((append) => ({
      ...append,
      events: append.events.map(({ id, type, version, meta, payload }) => ({
        id: id.replaceAll('-', ''), type, version, meta: JSON.stringify(meta), payload: hex(payload),
      })),
    })));
  }));
});

test('packing starts anew after each message', () => {
  const packer = new AppendPacker();
  packer.add('a', -1, [anEvent()]);
  packer.take();
  packer.add('b', 4, [anEvent()]);
  expect(unpackAppends(packer.take()).map(({ stream }) => stream)).toEqual(['b']);
});

test.each([
  ['too large', [anEvent(), anEvent({ payload: new Uint8Array(1_000_000) })], EventTooLarge],
  ['under an id that is no UUID', [anEvent(), anEvent({ id: 'event-1' })], TypeError],
  ['without events', [], TypeError],
])('an append %s leaves no trace between the others', (_, broken, error) => {
  const packer = new AppendPacker();
  packer.add('before', -1, someEvents(2));
  expect(() => packer.add('broken', -1, broken)).toThrow(error);
  packer.add('after', -1, someEvents(1));
  expect(packer.appends).toBe(2);
  expect(unpackAppends(packer.take()).map(({ stream }) => stream)).toEqual(['before', 'after']);
});
