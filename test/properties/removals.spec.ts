import fc from 'fast-check';
import {
  SCHOOLING_ORDER, type SchoolingFact, standingSchooling,
} from '../../src/domain/schooling/standing.js';
import type { SchoolingEvent } from '../../src/domain/schooling/events.js';
import {
  canonicalJson, compareInstants, compareTimes, factOrder,
} from '../../src/domain/shared/fact-order.js';
import { asFacts } from '../support/given-when-then.js';
import { reports, schoolReport } from './arbitraries.js';

const REMOVABLE: Record<string, readonly string[]> = {
  enrolment: ['SummerPlaced', 'Enrolled'], dropout: ['DroppedOut'], transfer: ['Transferred'],
};

/** The latest of these and what it was before its source changed it, or why there is no telling. */
const latestOf = (meant: readonly SchoolingFact[]): readonly string[] | string => {
  const [latest, rival] = [meant.at(-1), meant.at(-2)];
  if (!latest) return 'nothing-to-remove';
  const versions = meant.filter(({ event: { type, data } }) => type === latest.event.type
    && data.validOn === latest.event.data.validOn && data.reportedAt !== undefined
    && compareInstants(data.reportedAt, latest.event.data.reportedAt) === 0);
  const areTied = (a: SchoolingFact, b: SchoolingFact): boolean =>
    a !== b && compareTimes(a.event.data, b.event.data) === 0;
  const isUnclear = (rival && areTied(rival, latest))
    || versions.some((one) => versions.some((other) => areTied(one, other)));
  return isUnclear ? 'several-equally-late' : [latest, ...versions].map(({ id }) => id);
};

type Outcomes = Map<string, readonly string[] | string>;

/** What each removal comes to, looked up the long way: all it removes, the latest first, or why it waits. */
const removedByTheBook = (facts: readonly SchoolingFact[]): Outcomes => {
  const inOrder = [...facts].sort(factOrder(SCHOOLING_ORDER));
  const outcomes: Outcomes = new Map();
  const said = new Map<string, string>();
  const bySaying = inOrder.filter(({ event }) => event.type === 'RemovalReported')
    .sort((a, b) => compareInstants(a.event.data.reportedAt, b.event.data.reportedAt));
  for (const { id, event } of bySaying) {
    if (event.type !== 'RemovalReported') continue;
    const { unit, validOn, reportedAt, removes } = event.data;
    const words = [unit, validOn, reportedAt ?? id, removes].join();
    const gone = [...outcomes.values()].filter((outcome) => typeof outcome !== 'string').flat();
    const meant = inOrder.filter(({ id: other, event: { type, data } }) => REMOVABLE[removes]!.includes(type)
      && 'unit' in data && data.unit === unit && !gone.includes(other)
      && (reportedAt === undefined || compareInstants(data.reportedAt, reportedAt) <= 0));
    const thatDay = meant.filter(({ event: { data } }) => data.validOn === validOn);
    const before = outcomes.get(said.get(words) ?? '');
    outcomes.set(id, before ?? latestOf(thatDay.length > 0 ? thatDay : meant));
    said.set(words, id);
  }
  return outcomes;
};

/** Reports, some of which their source changed afterwards: then both are there, as deliveries give them. */
const changedReports: fc.Arbitrary<SchoolingEvent[]> =
  fc.tuple(reports(schoolReport, 12), fc.array(fc.nat(), { maxLength: 6 })).map(([events, changed]) => {
    const later = changed.flatMap((nth, index) => {
      const event = events[nth % events.length];
      const amendedAt = `2026-04-0${1 + (index % 3)}T00:00:00Z`;
      return event ? [{ ...event, data: { ...event.data, amendedAt } } as SchoolingEvent] : [];
    });
    return [...new Map([...events, ...later].map((event) => [canonicalJson(event), event])).values()];
  });

test('removals come to what the rule says, however they are found', () => {
  fc.assert(fc.property(changedReports, (events) => {
    const facts = asFacts(events);
    const { removed, waiting, facts: left } = standingSchooling(facts);
    const book = removedByTheBook(facts);
    const first = [...book].map(([id, all]) => [id, typeof all === 'string' ? all : all[0]]);
    const outcomes = [...removed, ...waiting.map(({ fact, because }) => [fact.id, because] as const)];
    expect(new Map(outcomes)).toEqual(new Map(first as [string, string][]));
    const gone = [...book.keys(), ...[...book.values()].filter((all) => typeof all !== 'string').flat()];
    expect(left.map(({ id }) => id).sort())
      .toEqual(facts.map(({ id }) => id).filter((id) => !gone.includes(id)).sort());
  }), { numRuns: 1_000 });
});

test('every removal removes a fact, which stands no more, or waits', () => {
  fc.assert(fc.property(changedReports, (events) => {
    const { facts, removed, removedBy, waiting } = standingSchooling(asFacts(events));
    const removals = events.filter(({ type }) => type === 'RemovalReported');
    expect(removed.size + waiting.length).toBe(removals.length);
    expect([...removed.values()].filter((id) => !removedBy.has(id))).toEqual([]);
    expect(facts.length).toBe(events.length - removals.length - removedBy.size);
  }), { numRuns: 300 });
});
