import * as fc from 'fast-check';
import { type Sealer, SealBroken } from '../../src/application/ports/sealer.js';

const VERSION_8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength });
const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });
const plainOf = (opened: Uint8Array): number[] => [...opened];

/** What every sealer promises: nothing opens but what was sealed, under its key and for its place. */
export const sealerContract = (name: string, sealer: Sealer): void => describe(`sealer: ${name}`, () => {
  test('what was sealed opens under the same key for the same place', () => {
    fc.assert(fc.property(keys, bytes(2000), bytes(100), (key, plain, place) => {
      expect(plainOf(sealer.open(key, sealer.seal(key, plain, place), place))).toEqual(plainOf(plain));
    }));
  });

  test('many payloads sealed before any is opened do not disturb each other', () => {
    const key = sealer.newKey();
    const plains = Array.from({ length: 200 }, (_, index) => new Uint8Array(index).fill(index));
    const sealed = plains.map((plain) => sealer.seal(key, plain, plain));
    const opened = sealed.map((payload, index) => sealer.open(key, payload, plains[index]!));
    expect(opened.map(plainOf)).toEqual(plains.map(plainOf));
  });

  test('the same payload is sealed differently each time', () => {
    const key = sealer.newKey();
    const plain = new Uint8Array(64);
    expect(plainOf(sealer.seal(key, plain, plain))).not.toEqual(plainOf(sealer.seal(key, plain, plain)));
  });

  test('nothing of the plain text shows in the sealed bytes', () => {
    const plain = Buffer.from('Kajsa Påhittad '.repeat(20));
    const sealed = Buffer.from(sealer.seal(sealer.newKey(), plain, new Uint8Array()));
    expect(sealed.includes(Buffer.from('Påhittad'))).toBe(false);
  });

  test('another key does not open it', () => {
    fc.assert(fc.property(keys, keys, bytes(300), bytes(60), (key, other, plain, place) => {
      fc.pre(Buffer.compare(key, other) !== 0);
      expect(() => sealer.open(other, sealer.seal(key, plain, place), place)).toThrow(SealBroken);
    }));
  });

  test('it does not open for another place', () => {
    fc.assert(fc.property(keys, bytes(300), bytes(60), bytes(60), (key, plain, place, other) => {
      fc.pre(Buffer.compare(place, other) !== 0);
      expect(() => sealer.open(key, sealer.seal(key, plain, place), other)).toThrow(SealBroken);
    }));
  });

  test('one flipped bit anywhere breaks the seal', () => {
    fc.assert(fc.property(keys, bytes(300), fc.nat(), fc.nat(7), (key, plain, at, bit) => {
      const sealed = sealer.seal(key, plain, plain);
      sealed[at % sealed.length]! ^= 1 << bit;
      expect(() => sealer.open(key, sealed, plain)).toThrow(SealBroken);
    }));
  });

  test('a payload cut short at any length does not open', () => {
    const key = sealer.newKey();
    const sealed = sealer.seal(key, new Uint8Array(30), new Uint8Array());
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => sealer.open(key, sealed.subarray(0, length), new Uint8Array())).toThrow(SealBroken);
    }
  });

  test('new keys are 32 bytes and never the same', () => {
    const made = Array.from({ length: 100 }, () => Buffer.from(sealer.newKey()).toString('hex'));
    expect(new Set(made).size).toBe(100);
    expect(made.every((key) => key.length === 64)).toBe(true);
  });

  test('a key of another length is refused', () => {
    const short = new Uint8Array(31);
    expect(() => sealer.seal(short, short, short)).toThrow(TypeError);
    expect(() => sealer.keyedId(short, 'text')).toThrow(TypeError);
  });

  test('a keyed id is a UUID that depends on the key and on the text, and on nothing else', () => {
    fc.assert(fc.property(keys, keys, fc.string(), fc.string(), (key, otherKey, text, otherText) => {
      fc.pre(Buffer.compare(key, otherKey) !== 0 && text !== otherText);
      const id = sealer.keyedId(key, text);
      expect(id).toMatch(VERSION_8);
      expect(sealer.keyedId(key, text)).toBe(id);
      expect(sealer.keyedId(otherKey, text)).not.toBe(id);
      expect(sealer.keyedId(key, otherText)).not.toBe(id);
    }));
  });

  test('a plain id never changes, so that what was derived yesterday is derived again', () => {
    expect(sealer.plainId('Örebro|2026')).toBe('3fcd324a-5033-8ea5-a1c6-840dc7c52efc');
    expect(sealer.plainId('')).toMatch(VERSION_8);
    expect(sealer.plainId('a')).not.toBe(sealer.plainId('b'));
  });
});
