import fc from 'fast-check';
import {
  SCHOOLING_ORDER, type SchoolingFact, standingSchooling,
} from '../../src/domain/schooling/standing.js';
import { compareInstants, compareTimes, factOrder } from '../../src/domain/shared/fact-order.js';
import { asFacts } from '../support/given-when-then.js';
import { reports, schoolReport } from './arbitraries.js';

const REMOVABLE: Record<string, readonly string[]> = {
  enrolment: ['SummerPlaced', 'Enrolled'], dropout: ['DroppedOut'], transfer: ['Transferred'],
};

const latestOf = (meant: readonly SchoolingFact[]): string => {
  const [latest, rival] = [meant.at(-1), meant.at(-2)];
  if (!latest) return 'nothing-to-remove';
  const isTied = rival && compareTimes(rival.event.data, latest.event.data) === 0;
  return isTied ? 'several-equally-late' : latest.id;
};

/** What each removal comes to, looked up the long way. */
const removedByTheBook = (facts: readonly SchoolingFact[]): Map<string, string> => {
  const inOrder = [...facts].sort(factOrder(SCHOOLING_ORDER));
  const outcomes = new Map<string, string>();
  const bySaying = inOrder.filter(({ event }) => event.type === 'RemovalReported')
    .sort((a, b) => compareInstants(a.event.data.reportedAt, b.event.data.reportedAt));
  for (const { id, event } of bySaying) {
    if (event.type !== 'RemovalReported') continue;
    const { unit, validOn, reportedAt, removes } = event.data;
    const meant = inOrder.filter(({ id: other, event: { type, data } }) => REMOVABLE[removes]!.includes(type)
      && 'unit' in data && data.unit === unit && ![...outcomes.values()].includes(other)
      && (reportedAt === undefined || compareInstants(data.reportedAt, reportedAt) <= 0));
    const thatDay = meant.filter(({ event: { data } }) => data.validOn === validOn);
    outcomes.set(id, latestOf(thatDay.length > 0 ? thatDay : meant));
  }
  return outcomes;
};

test('removals come to what the rule says, however they are found', () => {
  fc.assert(fc.property(reports(schoolReport, 20), (events) => {
    const facts = asFacts(events);
    const { removed, waiting } = standingSchooling(facts);
    const outcomes = [...removed, ...waiting.map(({ fact, because }) => [fact.id, because] as const)];
    expect(new Map(outcomes)).toEqual(removedByTheBook(facts));
  }), { numRuns: 1_000 });
});

test('every removal removes one fact, which stands no more, or waits', () => {
  fc.assert(fc.property(reports(schoolReport), (events) => {
    const { facts, removed, waiting } = standingSchooling(asFacts(events));
    const removals = events.filter(({ type }) => type === 'RemovalReported');
    expect(removed.size + waiting.length).toBe(removals.length);
    expect(new Set(removed.values()).size).toBe(removed.size);
    expect(facts.length).toBe(events.length - removals.length - removed.size);
  }), { numRuns: 300 });
});
