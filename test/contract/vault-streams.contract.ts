import { type KeyedStream, UnknownPerson } from '../../src/application/ports/vault.js';
import type { WithVault } from './vault.fixture.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

const hex = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Buffer.from(bytes).toString('hex');

/** A stream with its key as text, to compare. */
const legible = ({ key, ...record }: KeyedStream): object => ({ ...record, key: hex(key) });

export const describeStreams = (withVault: WithVault): void => {
  test('a stream is made on first use, with a key of its own and a name that says nothing', () => withVault(
    async (vault) => {
      const person = await vault.claim('one');
      const stream = await vault.openStream(person, 'schooling');
      expect(stream).toMatchObject({ person, category: 'schooling', case: '', state: 'active' });
      expect(stream.authority).toBeUndefined();
      expect(stream.stream).toMatch(/^schooling-[0-9a-f]{32}$/);
      expect(stream.key).toHaveLength(32);
      expect(stream.stream).not.toContain(person.replaceAll('-', ''));
    },
  ));

  test('a municipality\'s file of a youth is in its archive, all parts of it', () => withVault(
    async (vault) => {
      const person = await vault.claim('one');
      await vault.openStream(person, 'kaa', '1480');
      await vault.openStream(person, 'kaa', '1407/2026-03-16');
      const streams = await vault.streamsOf(person);
      expect(streams.map(({ authority }) => authority).sort()).toEqual(['1407', '1480']);
    },
  ));

  test('it is the same stream and the same key ever after, over every connection', () => withVault(
    async (vault, { another }) => {
      const person = await vault.claim('one');
      const stream = await vault.openStream(person, 'kaa', '1480');
      expect(legible(await vault.openStream(person, 'kaa', '1480'))).toEqual(legible(stream));
      expect(legible(await (await another()).openStream(person, 'kaa', '1480'))).toEqual(legible(stream));
    },
  ));

  test('every category, case and person has a stream and a key of its own', () => withVault(async (vault) => {
    const [one, two] = await vault.claimMany(['one', 'two']) as [string, string];
    const streams = await vault.openStreams([
      { person: one, category: 'kaa', case: '1480' }, { person: one, category: 'kaa', case: '1407' },
      { person: one, category: 'schooling' }, { person: two, category: 'schooling' },
    ]);
    expect(new Set(streams.map(({ stream }) => stream)).size).toBe(4);
    expect(new Set(streams.map(({ key }) => hex(key))).size).toBe(4);
    expect(streams.map((stream) => stream.person)).toEqual([one, one, one, two]);
    expect(streams.map((stream) => stream.case)).toEqual(['1480', '1407', '', '']);
  }));

  test('many are answered in order, known, new and repeated ones', () => withVault(async (vault) => {
    const [one, two] = await vault.claimMany(['one', 'two']) as [string, string];
    const known = await vault.openStream(two, 'person');
    const streams = await vault.openStreams([
      { person: one, category: 'person' }, { person: two, category: 'person' },
      { person: one, category: 'contact' }, { person: one, category: 'person', case: '' },
    ]);
    expect(legible(streams[1]!)).toEqual(legible(known));
    expect(legible(streams[3]!)).toEqual(legible(streams[0]!));
    expect(streams.map(({ category }) => category)).toEqual(['person', 'person', 'contact', 'person']);
    expect(await vault.openStreams([])).toEqual([]);
  }));

  test('of many who open a stream at once, all get the same', () => withVault(async (vault, { another }) => {
    const [other, person] = [await another(), await vault.claim('one')];
    const streams = await Promise.all(Array.from({ length: 40 }, (_, index) =>
      (index % 2 ? vault : other).openStream(person, 'schooling')));
    expect(new Set(streams.map(({ stream }) => stream)).size).toBe(1);
    expect(new Set(streams.map(({ key }) => hex(key))).size).toBe(1);
  }));

  test('nobody has no stream; nothing is made for the others asked for with nobody', () => withVault(
    async (vault) => {
      const person = await vault.claim('one');
      await expect(vault.openStream(NOBODY, 'person')).rejects.toThrow(UnknownPerson);
      const both = [{ person, category: 'person' }, { person: NOBODY, category: 'person' }] as const;
      await expect(vault.openStreams(both)).rejects.toThrow(UnknownPerson);
      expect(await vault.streamsOf(person)).toEqual([]);
    },
  ));

  test('asking for nobody at the same moment fails no other', () => withVault(async (vault) => {
    const person = await vault.claim('one');
    const results = await Promise.allSettled([
      vault.openStream(person, 'person'),
      vault.openStream(NOBODY, 'person'),
      vault.openStream(person, 'contact'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  }));

  test('streams are found by name; unknown names are left out', () => withVault(async (vault) => {
    const person = await vault.claim('one');
    const [a, b] = await vault.openStreams([{ person, category: 'person' }, { person, category: 'contact' }]);
    const found = await vault.streams([b!.stream, 'person-0', a!.stream]);
    expect([...found.values()].map(legible)).toEqual([legible(b!), legible(a!)]);
    expect([...found.keys()]).toEqual([b!.stream, a!.stream]);
    expect(await vault.streams([])).toEqual(new Map());
  }));

  test('all streams about a person are those of everybody who is the same person', () => withVault(
    async (vault) => {
      const [one, two, three] = await vault.claimMany(['one', 'two', 'three']) as [string, string, string];
      const mine = await vault.openStream(one, 'schooling');
      const theirs = await vault.openStream(two, 'schooling');
      await vault.openStream(three, 'schooling');
      await vault.join(one, two);
      for (const person of [one, two]) {
        const streams = await vault.streamsOf(person);
        expect(streams.map(({ stream }) => stream).sort()).toEqual([mine.stream, theirs.stream].sort());
        expect(streams.every((stream) => stream.person === one)).toBe(true);
      }
      await expect(vault.streamsOf(NOBODY)).rejects.toThrow(UnknownPerson);
    },
  ));

  test('the keys of many persons are those of all their streams, whoever they go by', () => withVault(
    async (vault) => {
      const [one, two, three] = await vault.claimMany(['one', 'two', 'three']) as [string, string, string];
      const made = await vault.openStreams([
        { person: one, category: 'schooling' }, { person: two, category: 'schooling' },
        { person: one, category: 'kaa', case: '1480' },
      ]);
      await vault.openStream(three, 'schooling');
      await vault.join(one, two);
      await vault.destroy(made[2]!.stream);
      const wanted = [
        legible(made[0]!), legible({ ...made[1]!, person: one }),
        legible({ ...made[2]!, state: 'destroyed', key: undefined }),
      ];
      for (const asked of [[one], [two], [one, two, NOBODY]]) {
        const keys = (await vault.keysOf(asked)).map(legible);
        expect(keys).toHaveLength(3);
        expect(keys).toEqual(expect.arrayContaining(wanted));
      }
      expect(await vault.keysOf([])).toEqual([]);
    },
  ));

  test('after a join each id keeps its own stream, now about the survivor', () => withVault(async (vault) => {
    const [one, two] = await vault.claimMany(['one', 'two']) as [string, string];
    const theirs = await vault.openStream(two, 'schooling');
    await vault.join(one, two);
    expect(legible(await vault.openStream(two, 'schooling'))).toEqual(legible({ ...theirs, person: one }));
    const made = await vault.openStream(two, 'contact');
    expect(made.person).toBe(one);
    expect((await vault.streams([theirs.stream])).get(theirs.stream)?.person).toBe(one);
  }));
};
