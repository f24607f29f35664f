import fc from 'fast-check';
import { UnknownPerson, type Vault } from '../../src/application/ports/vault.js';
import type { WithVault } from './vault.fixture.js';

const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NOBODY = '00000000-0000-4000-8000-000000000000';

export const describePersons = (withVault: WithVault): void => {
  describeClaims(withVault);
  describeBinding(withVault);
  describeJoins(withVault);
};

const describeClaims = (withVault: WithVault): void => {
  test('a number leads to one person, whose id is random', () => withVault(async (vault) => {
    const person = await vault.claim('one');
    expect(person).toMatch(UUID_4);
    expect(await vault.claim('one')).toBe(person);
    expect(await vault.findPerson('one')).toBe(person);
    expect(await vault.canonicalPerson(person)).toBe(person);
    expect(await vault.claim('two')).not.toBe(person);
  }));

  test('a number that nobody claimed leads to nobody, and looking makes nobody', () => withVault(
    async (vault) => {
      expect(await vault.findPerson('one')).toBeUndefined();
      expect(await vault.findPerson('one')).toBeUndefined();
    },
  ));

  test('many claims are answered in order, known, new and repeated ones', () => withVault(async (vault) => {
    const known = await vault.claim('known');
    const numbers = ['a', 'known', 'b', 'a'];
    const persons = await vault.claimMany(numbers);
    expect(persons[1]).toBe(known);
    expect(persons[3]).toBe(persons[0]);
    expect(new Set(persons).size).toBe(3);
    expect(await Promise.all(numbers.map((number) => vault.findPerson(number)))).toEqual(persons);
    expect(await vault.claimMany([])).toEqual([]);
  }));

  test('of many who claim a number at once, all get the same person', () => withVault(
    async (vault, { another }) => {
      const other = await another();
      const claims = Array.from({ length: 40 }, (_, index) => (index % 2 ? vault : other).claim('one'));
      expect(new Set(await Promise.all(claims)).size).toBe(1);
    },
  ));

  test('who was claimed is known over every connection at once', () => withVault(
    async (vault, { another }) => {
      const other = await another();
      for (let index = 0; index < 10; index += 1) {
        expect(await other.findPerson(`${index}`)).toBeUndefined();
        const person = await vault.claim(`${index}`);
        expect(await other.findPerson(`${index}`)).toBe(person);
      }
    },
  ));
};

const describeBinding = (withVault: WithVault): void => {
  test('a second number leads to the same person', () => withVault(async (vault) => {
    const person = await vault.claim('one');
    expect(await vault.bind('two', person)).toBe(person);
    expect(await vault.findPerson('two')).toBe(person);
    expect(await vault.bind('two', person)).toBe(person);
  }));

  test('a number that leads to somebody else keeps leading there', () => withVault(async (vault) => {
    const [one, two] = await vault.claimMany(['one', 'two']);
    expect(await vault.bind('two', one!)).toBe(two);
    expect(await vault.findPerson('two')).toBe(two);
  }));

  test('a number cannot be bound to nobody', () => withVault(async (vault) => {
    await expect(vault.bind('one', NOBODY)).rejects.toThrow(UnknownPerson);
    expect(await vault.findPerson('one')).toBeUndefined();
  }));
};

const describeJoins = (withVault: WithVault): void => {
  test('everybody is found in the order of their ids, page by page, and nobody twice', () => withVault(
    async (vault) => {
      const persons = await vault.claimMany(['one', 'two', 'three', 'four', 'five']);
      const [gone, survivor] = persons as [string, string];
      await vault.join(survivor, gone);
      const inOrder = persons.filter((person) => person !== gone).sort();
      const first = await vault.personsAfter('', 3);
      expect(first).toEqual(inOrder.slice(0, 3));
      expect(await vault.personsAfter(first.at(-1)!, 3)).toEqual(inOrder.slice(3));
      expect(await vault.personsAfter(inOrder.at(-1)!, 3)).toEqual([]);
    },
  ));

  test('of two who are one, the second goes by the id of the first', () => withVault(async (vault) => {
    const [one, two] = await vault.claimMany(['one', 'two']) as [string, string];
    await vault.join(one, two);
    expect(await vault.canonicalPerson(two)).toBe(one);
    expect(await vault.canonicalPerson(one)).toBe(one);
  }));

  test('a number keeps leading to the id it was first claimed under', () => withVault(async (vault) => {
    const [one, two] = await vault.claimMany(['one', 'two']) as [string, string];
    await vault.join(one, two);
    expect(await vault.claim('two')).toBe(two);
    expect(await vault.findPerson('two')).toBe(two);
  }));

  test('joins follow each other, and those who are one already stay as they are', () => withVault(
    async (vault) => {
      const [a, b, c, d] = await vault.claimMany(['a', 'b', 'c', 'd']) as [string, string, string, string];
      await vault.join(b, c);
      await vault.join(a, b);
      await vault.join(d, c);
      for (const person of [a, b, c, d]) expect(await vault.canonicalPerson(person)).toBe(d);
      await vault.join(a, d);
      await vault.join(c, b);
      await vault.join(a, a);
      for (const person of [a, b, c, d]) expect(await vault.canonicalPerson(person)).toBe(d);
    },
  ));

  test('those who are parted are a person of their own, who goes by the first', () =>
    withVault(async (vault) => {
      const [a, b, c, d] = await vault.claimMany(['a', 'b', 'c', 'd']) as [string, string, string, string];
      const made = await vault.openStream(c, 'schooling');
      for (const other of [b, c, d]) await vault.join(a, other);
      await vault.part([b, c]);
      expect(await Promise.all([a, b, c, d].map((one) => vault.canonicalPerson(one)))).toEqual([a, b, b, a]);
      expect(await vault.findPerson('c')).toBe(c);
      const [stream] = await vault.streamsOf(b);
      expect(stream).toMatchObject({ stream: made.stream, person: b, madeFor: c });
      expect(await vault.streamsOf(a)).toEqual([]);
      expect((await vault.personsAfter('', 9)).sort()).toEqual([a, b].sort());
      await vault.part([a]);
      expect(await vault.canonicalPerson(d)).toBe(a);
      await vault.join(d, b);
      expect(await vault.canonicalPerson(c)).toBe(a);
      await expect(vault.part([b, NOBODY])).rejects.toThrow(UnknownPerson);
      expect(await vault.canonicalPerson(b)).toBe(a);
    }));

  test('nobody is one with nobody', () => withVault(async (vault) => {
    const person = await vault.claim('one');
    await expect(vault.canonicalPerson(NOBODY)).rejects.toThrow(UnknownPerson);
    await expect(vault.join(person, NOBODY)).rejects.toThrow(UnknownPerson);
    await expect(vault.join(NOBODY, person)).rejects.toThrow(UnknownPerson);
    expect(await vault.canonicalPerson(person)).toBe(person);
  }));

  const PERSONS = 6;
  const pairs = fc.array(fc.tuple(fc.nat(PERSONS - 1), fc.nat(PERSONS - 1)), { maxLength: 12 });

  test('whatever is joined in whatever order, those who are one go by one id, which is one of theirs', () =>
    withVault(async (vault) => {
      let round = 0;
      await fc.assert(fc.asyncProperty(pairs, async (joins) => {
        round += 1;
        const numbers = Array.from({ length: PERSONS }, (_, index) => `${round}-${index}`);
        const persons = await vault.claimMany(numbers);
        const groups = await joinAll(vault, persons, joins);
        for (const [index, group] of groups.entries()) {
          const canonical = await vault.canonicalPerson(persons[index]!);
          expect(canonical).toBe(persons[group]);
        }
      }), { numRuns: 50 });
    }));
};

/** Joins persons by their indexes; the answer is the index of whom each goes by, reckoned by hand. */
const joinAll = async (
  vault: Vault, persons: readonly string[], joins: readonly (readonly [number, number])[],
): Promise<number[]> => {
  let groups = persons.map((_, index) => index);
  for (const [survivor, other] of joins) {
    await vault.join(persons[survivor]!, persons[other]!);
    const [into, from] = [groups[survivor]!, groups[other]!];
    groups = groups.map((group) => (group === from ? into : group));
  }
  return groups;
};
