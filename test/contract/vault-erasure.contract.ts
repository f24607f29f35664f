import type { Vault } from '../../src/application/ports/vault.js';
import type { WithVault } from './vault.fixture.js';

const stateOf = async (vault: Vault, name: string) => {
  const stream = (await vault.streams([name])).get(name);
  return { state: stream?.state, hasKey: stream?.key !== undefined };
};

export const describeErasure = (withVault: WithVault): void => {
  test('a fenced stream can be read and is not replaced by another', () => withVault(async (vault) => {
    const person = await vault.claim('one');
    const { stream } = await vault.openStream(person, 'kaa', '1480');
    await vault.fence(stream);
    expect(await stateOf(vault, stream)).toEqual({ state: 'fenced', hasKey: true });
    expect(await vault.openStream(person, 'kaa', '1480')).toMatchObject({ stream, state: 'fenced' });
    expect((await vault.openStreams([{ person, category: 'kaa', case: '1480' }]))[0])
      .toMatchObject({ stream, state: 'fenced' });
    expect(await vault.openStream(person, 'kaa', '1407')).toMatchObject({ state: 'active' });
  }));

  test('a destroyed stream has no key, over no connection, and is not replaced either', () => withVault(
    async (vault, { another }) => {
      const other = await another();
      const person = await vault.claim('one');
      const { stream } = await vault.openStream(person, 'person');
      expect(await stateOf(other, stream)).toEqual({ state: 'active', hasKey: true });
      await vault.fence(stream);
      await vault.destroy(stream);
      for (const each of [vault, other]) {
        expect(await stateOf(each, stream)).toEqual({ state: 'destroyed', hasKey: false });
        const again = await each.openStream(person, 'person');
        expect(again).toMatchObject({ stream, state: 'destroyed' });
        expect(again.key).toBeUndefined();
      }
      expect(await vault.streamsOf(person)).toMatchObject([{ stream, state: 'destroyed' }]);
    },
  ));

  test('what is destroyed stays destroyed', () => withVault(async (vault) => {
    const { stream } = await vault.openStream(await vault.claim('one'), 'person');
    await vault.destroy(stream);
    await vault.destroy(stream);
    await vault.fence(stream);
    expect(await stateOf(vault, stream)).toEqual({ state: 'destroyed', hasKey: false });
  }));

  test('the other streams of the person are as they were', () => withVault(async (vault) => {
    const person = await vault.claim('one');
    const [gone, kept] = await vault.openStreams([
      { person, category: 'kaa', case: '1480' }, { person, category: 'schooling' },
    ]);
    await vault.destroy(gone!.stream);
    const found = (await vault.streams([kept!.stream])).get(kept!.stream)!;
    expect(Buffer.compare(found.key!, kept!.key!)).toBe(0);
    expect(found.state).toBe('active');
  }));

  test('the numbers are forgotten with the last stream that can be read, and not before', () => withVault(
    async (vault) => {
      const person = await vault.claim('one');
      await vault.bind('two', person);
      const other = await vault.claim('other');
      const streams = await vault.openStreams([
        { person, category: 'person' }, { person, category: 'contact' },
      ]);
      await vault.destroy(streams[0]!.stream);
      await vault.fence(streams[1]!.stream);
      expect(await vault.findPerson('one')).toBe(person);
      await vault.destroy(streams[1]!.stream);
      expect(await vault.findPerson('one')).toBeUndefined();
      expect(await vault.findPerson('two')).toBeUndefined();
      expect(await vault.findPerson('other')).toBe(other);
      expect(await vault.canonicalPerson(person)).toBe(person);
    },
  ));

  test('who is claimed again after that is a new person, with streams of its own', () => withVault(
    async (vault) => {
      const person = await vault.claim('one');
      const { stream } = await vault.openStream(person, 'person');
      await vault.destroy(stream);
      const again = await vault.claim('one');
      expect(again).not.toBe(person);
      expect(await vault.openStream(again, 'person')).toMatchObject({ state: 'active', person: again });
    },
  ));

  test('of persons who are one, all numbers are forgotten with the last stream of any', () => withVault(
    async (vault) => {
      const [a, b, c] = await vault.claimMany(['a', 'b', 'c']) as [string, string, string];
      const streams = await vault.openStreams([
        { person: a, category: 'person' }, { person: b, category: 'person' },
      ]);
      await vault.join(b, c);
      await vault.join(a, b);
      await vault.destroy(streams[0]!.stream);
      expect(await vault.findPerson('a')).toBe(a);
      await vault.destroy(streams[1]!.stream);
      for (const number of ['a', 'b', 'c']) expect(await vault.findPerson(number)).toBeUndefined();
    },
  ));

  test('tells all streams whose erasure was begun, whoever they are about', () => withVault(async (vault) => {
    const [one, other, third] = await vault.claimMany(['one', 'other', 'third']) as [string, string, string];
    const fenced = await vault.openStream(one, 'kaa', '1480');
    const destroyed = await vault.openStream(other, 'person');
    await vault.openStream(third, 'person');
    expect(await vault.erasedStreams()).toEqual([]);
    await vault.join(third, other);
    await vault.fence(fenced.stream);
    await vault.destroy(destroyed.stream);
    const told = await vault.erasedStreams();
    expect(told).toHaveLength(2);
    expect(told).toEqual(expect.arrayContaining([
      {
        stream: fenced.stream, person: one, madeFor: one, category: 'kaa', case: '1480', authority: '1480',
        state: 'fenced',
      },
      {
        stream: destroyed.stream, person: third, madeFor: other, category: 'person', case: '',
        state: 'destroyed',
      },
    ]));
  }));

  test('a stream that was never made can be neither fenced nor destroyed', () => withVault(async (vault) => {
    await expect(vault.fence('person-0')).rejects.toThrow('The vault never made this stream');
    await expect(vault.destroy('person-0')).rejects.toThrow('The vault never made this stream');
  }));
};
