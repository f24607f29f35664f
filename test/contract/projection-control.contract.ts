import type { EventStore, Position } from '../../src/application/ports/event-store.js';
import type { ParkedSubject, ProjectionControl } from '../../src/application/ports/projection-control.js';

interface Recorded {
  readonly stream: string;
  readonly person: string;
  readonly position: Position;
}

/** A projector under test, over a ledger that nothing is in yet. */
export interface ProjectionControlFixture {
  readonly control: ProjectionControl;
  /** Its read models. */
  readonly names: readonly string[];
  readonly store: EventStore;
  /** Records something of somebody; the stream that it is in, and of whom it is. */
  record(who: string): Promise<Recorded>;
  dispose(): Promise<void>;
}

const LONG_MS = 30_000;

/** What is promised by whoever may be asked of the projector, wherever it runs. */
export const projectionControlContract = (
  name: string, open: () => Promise<ProjectionControlFixture>,
): void => {
  const withControl = (work: (fixture: ProjectionControlFixture) => Promise<void>) =>
    async (): Promise<void> => {
      const fixture = await open();
      try {
        await work(fixture);
      } finally {
        await fixture.dispose();
      }
    };

  /** Makes an event that cannot be opened: bytes of one place of the ledger, put in another. */
  const forge = async (store: EventStore, stream: string): Promise<void> => {
    const events = await store.readStream(stream);
    const { id, ...genuine } = events[0]!;
    const forged = { ...genuine, id: `${id.slice(0, -12)}${'0'.repeat(12)}` };
    await store.append(stream, events.length - 1, [forged]);
  };

  describe(`${name}: projection control`, () => {
    test('tells how far each read model is', withControl(async ({ control, names, store, record }) => {
      const { position } = await record('a');
      expect(await control.waitFor(position, LONG_MS)).toBe(true);
      const { head, projections } = await control.status();
      expect(head).toBe(await store.head());
      expect(projections.map((each) => each.name)).toEqual(names);
      expect(projections.map(({ state, lagEvents, parked }) => [state, lagEvents, parked]))
        .toEqual(names.map(() => ['live', 0, 0]));
    }), LONG_MS);

    test('is waited for, for all read models or for some, but not for what is not recorded', withControl(
      async ({ control, names, record }) => {
        const { position } = await record('a');
        expect(await control.waitFor(position, LONG_MS, names.slice(0, 1))).toBe(true);
        expect(await control.waitFor(position, LONG_MS)).toBe(true);
        const beyond = `${position.slice(0, 4)}9${position.slice(5)}`;
        expect(await control.waitFor(beyond, 20, names.slice(0, 1))).toBe(false);
        expect(await control.waitFor(beyond, 20)).toBe(false);
      },
    ), LONG_MS);

    test('makes a read model anew, or all, and finds them as they were', withControl(
      async ({ control, names, record }) => {
        const { position } = await record('a');
        await control.waitFor(position, LONG_MS);
        const [first] = names;
        const progress: (readonly [number, number])[] = [];
        const reports = await control.rebuild([first!], (...told) => void progress.push(told));
        expect(reports).toEqual([
          { name: first, equal: expect.any(Number), missing: 0, extra: 0, different: 0, examples: [] },
        ]);
        expect(progress.every(([done, total]) => done <= total)).toBe(true);
        expect((await control.rebuild([])).map((report) => report.name)).toEqual(names);
      },
    ), LONG_MS);

    test('parks whoever cannot be folded; all others go on; driven again in vain, they stay', withControl(
      async ({ control, store, record }) => {
        const { stream, person } = await record('a');
        await forge(store, stream);
        const { position } = await record('b');
        expect(await control.waitFor(position, LONG_MS)).toBe(true);
        const parked = await control.parked();
        expect(parked.length).toBeGreaterThan(0);
        for (const each of parked) {
          expect(each).toMatchObject({ key: person, reason: expect.stringContaining('SealBroken') });
          expect(each.position <= await store.head()).toBe(true);
          expect(await control.redrive(each.projection, each.key)).toBe(false);
        }
        const whose = ({ projection, key }: ParkedSubject): string[] => [projection, key];
        expect((await control.parked()).map(whose)).toEqual(parked.map(whose));
        const { projections } = await control.status();
        expect(projections.filter((each) => each.parked > 0).map((each) => each.name))
          .toEqual(parked.map(({ projection }) => projection));
      },
    ), LONG_MS);
  });
};
