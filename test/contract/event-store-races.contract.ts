import fc from 'fast-check';
import {
  type AppendResult, BEGINNING, type EventStore, type EventToAppend, NO_STREAM, WrongExpectedRevision,
} from '../../src/application/ports/event-store.js';
import { anEvent, aStream, idsOf, someEvents } from '../support/ledger-events.js';
import type { WithStore } from './event-store.fixture.js';

/** One append of a plan: to one of a few streams, at a guess of its revision. */
interface Attempt {
  readonly stream: number;
  readonly expected: number;
  readonly events: number;
}

const STREAMS = 3;
const attempts: fc.Arbitrary<Attempt> = fc.record({
  stream: fc.nat(STREAMS - 1),
  expected: fc.integer({ min: NO_STREAM, max: 6 }),
  events: fc.integer({ min: 1, max: 3 }),
});
/** Rounds of appends; those of one round are made at once. */
const plans = fc.array(fc.array(attempts, { minLength: 1, maxLength: 8 }), { maxLength: 6 });

/** One append that was made, and what came of it. */
interface Made extends Attempt {
  readonly appended: readonly EventToAppend[];
  readonly result: AppendResult | WrongExpectedRevision;
}

const make = async (store: EventStore, streams: readonly string[], attempt: Attempt): Promise<Made> => {
  const appended = someEvents(attempt.events);
  const result = await store.append(streams[attempt.stream]!, attempt.expected, appended)
    .catch((error: unknown) => {
      if (error instanceof WrongExpectedRevision) return error;
      throw error;
    });
  return { ...attempt, appended, result };
};

/** What a stream must hold if these were accepted: each where it was expected, and so without gaps. */
const contentAfter = (made: readonly Made[], stream: number): string[] => {
  const content: string[] = [];
  for (const { expected, appended, result, ...attempt } of made) {
    if (attempt.stream !== stream || result instanceof WrongExpectedRevision) continue;
    expect(result.revision).toBe(expected + appended.length);
    idsOf(appended).forEach((id, index) => { content[expected + 1 + index] = id; });
  }
  return content;
};

const accepted = (made: readonly Made[]): Made[] =>
  made.filter(({ result }) => !(result instanceof WrongExpectedRevision));

export const describeRaces = (withStore: WithStore): void => {
  test('of many who append at the same revision, one wins', () => withStore(async (store) => {
    const stream = aStream();
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => store.append(stream, NO_STREAM, [anEvent()])),
    );
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(lost).toHaveLength(49);
    for (const error of lost) {
      expect(error).toBeInstanceOf(WrongExpectedRevision);
      expect(error).toMatchObject({ actual: 0 });
    }
    expect(await store.readStream(stream)).toHaveLength(1);
  }));

  test('the same append twice at once is one append', () => withStore(async (store) => {
    const stream = aStream();
    const events = someEvents(2);
    const results = await Promise.all([1, 2, 3].map(() => store.append(stream, NO_STREAM, events)));
    expect(new Set(results.map(({ position }) => position)).size).toBe(1);
    expect(await store.readStream(stream)).toHaveLength(2);
  }));

  test('appends to many streams at once all succeed, each at a position of its own', () => withStore(
    async (store) => {
      const results = await Promise.all(
        Array.from({ length: 500 }, () => store.append(aStream(), NO_STREAM, [anEvent()])),
      );
      expect(new Set(results.map(({ position }) => position)).size).toBe(500);
      expect(await store.readAll(BEGINNING, { limit: 1_000 })).toHaveLength(500);
    },
  ));

  test('whatever is appended at once, at whatever revisions, every stream is what was accepted', () =>
    withStore(async (store) => {
      await fc.assert(fc.asyncProperty(plans, async (plan) => {
        const streams = Array.from({ length: STREAMS }, () => aStream());
        const made: Made[] = [];
        for (const round of plan) {
          made.push(...await Promise.all(round.map((attempt) => make(store, streams, attempt))));
        }
        for (const [index, stream] of streams.entries()) {
          expect(idsOf(await store.readStream(stream))).toEqual(contentAfter(made, index));
        }
      }), { numRuns: 50 });
    }));

  test('one after the other, an append is accepted at the revision the stream has, and only there', () =>
    withStore(async (store) => {
      await fc.assert(fc.asyncProperty(fc.array(attempts, { maxLength: 30 }), async (plan) => {
        const streams = Array.from({ length: STREAMS }, () => aStream());
        const revisions = streams.map(() => NO_STREAM);
        for (const attempt of plan) {
          const actual = revisions[attempt.stream]!;
          const { result } = await make(store, streams, attempt);
          if (attempt.expected === actual) {
            expect(result).toMatchObject({ revision: revisions[attempt.stream] = actual + attempt.events });
          } else {
            expect(result).toMatchObject({ expected: attempt.expected, actual });
          }
        }
      }), { numRuns: 50 });
    }));

  test('after any races, every accepted append gives its first result again', () => withStore(
    async (store) => {
      await fc.assert(fc.asyncProperty(fc.array(attempts, { maxLength: 20 }), async (plan) => {
        const streams = Array.from({ length: STREAMS }, () => aStream());
        const made = accepted(await Promise.all(plan.map((attempt) => make(store, streams, attempt))));
        for (const { stream, expected, appended, result } of made) {
          expect(await store.append(streams[stream]!, expected, appended)).toEqual(result);
        }
      }), { numRuns: 25 });
    },
  ));
};
