import type { Leases, TakenLease } from '../../src/application/ports/leases.js';

/** Leases under test, over two connections, with nobody leading anything. */
export interface LeasesFixture {
  readonly leases: Leases;
  readonly others: Leases;
  /** Lets so much time pass by the clock of the store. */
  passTime(ms: number): Promise<void>;
  dispose(): Promise<void>;
}

const LONG = 600_000;
/** Longer than a busy machine takes to ask for a lease. */
const SHORT = 1_000;

/** What all leases promise. `open` makes a store without any for each test. */
export const leasesContract = (name: string, open: () => Promise<LeasesFixture>): void => {
  const withLeases = (work: (fixture: LeasesFixture) => Promise<void>) => async (): Promise<void> => {
    const fixture = await open();
    try {
      await work(fixture);
    } finally {
      await fixture.dispose();
    }
  };
  const taken = async (leases: Leases, holder: string, timeMs: number): Promise<TakenLease> => {
    const lease = await leases.acquire('a', holder, timeMs);
    if (!lease) throw new Error('Somebody else has it');
    return lease;
  };

  describe(`${name}: leases`, () => {
    test('one leads, and others do not until the time is over', withLeases(
      async ({ leases, others, passTime }) => {
        const first = await taken(leases, 'one', SHORT);
        expect(await leases.holder('a')).toBe('one');
        await passTime(2 * SHORT);
        expect(await leases.holder('a')).toBeUndefined();
        const second = await taken(others, 'two', LONG);
        expect(second.token).toBeGreaterThan(first.token);
        expect(second.after).toEqual({ token: first.token, endedAt: expect.any(Number) as number });
        expect(await leases.acquire('a', 'one', LONG)).toBeUndefined();
        expect(await leases.holder('a')).toBe('two');
      },
    ));

    test('of many who want to lead at once, one does', withLeases(async ({ leases, others }) => {
      const asked = Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? leases : others).acquire('a', `${index}`, LONG));
      expect((await Promise.all(asked)).filter((lease) => lease !== undefined)).toHaveLength(1);
    }));

    test('who renews in time goes on, and under the same token', withLeases(
      async ({ leases, others, passTime }) => {
        const lease = await taken(leases, 'one', SHORT);
        expect(await leases.renew(lease, LONG)).toBe(true);
        await passTime(2 * SHORT);
        expect(await others.acquire('a', 'two', LONG)).toBeUndefined();
        expect(await leases.holder('a')).toBe('one');
      },
    ));

    test('who comes late renews only if nobody has taken over', withLeases(
      async ({ leases, others, passTime }) => {
        const lease = await taken(leases, 'one', SHORT);
        await passTime(2 * SHORT);
        expect(await leases.renew(lease, SHORT)).toBe(true);
        await passTime(2 * SHORT);
        await taken(others, 'two', LONG);
        expect(await leases.renew(lease, LONG)).toBe(false);
        expect(await leases.holder('a')).toBe('two');
      },
    ));

    test('who gives up lets others lead at once, and takes nothing from who leads since', withLeases(
      async ({ leases, others }) => {
        const lease = await taken(leases, 'one', LONG);
        await leases.release(lease);
        const next = await taken(others, 'two', LONG);
        expect([lease.after, next.after]).toEqual([undefined, undefined]);
        await leases.release(lease);
        expect(await others.renew(next, LONG)).toBe(true);
        expect(await leases.acquire('a', 'one', LONG)).toBeUndefined();
      },
    ));

    test('a name has nothing to do with another', withLeases(async ({ leases, others }) => {
      await taken(leases, 'one', LONG);
      expect(await others.acquire('b', '$token', LONG)).toMatchObject({ name: 'b' });
      expect(await leases.holder('b')).toBe('$token');
      expect(await leases.holder('c')).toBeUndefined();
    }));
  });
};
