import fc from 'fast-check';
import { schoolingHistory } from '../../src/domain/schooling/timelines.js';
import { addDays } from '../../src/domain/shared/civil-date.js';
import { covers, lengthInDays, overlap, type Period } from '../../src/domain/shared/period.js';
import { countsOn } from '../../src/projections/timeline-rows.js';
import { caseloadOfFacts, seenOn } from '../support/caseload-of.js';
import { inOneLife, lives } from '../support/fact-histories.js';
import { documents, schoolingHistories, shuffled } from './arbitraries.js';

// What the caseload says of anyone, whatever was reported.

const RUNS = { numRuns: 200 };
const days = fc.nat(900).map((nth) => addDays('2025-05-01', nth));
const daysOf = (periods: readonly Period[]): number =>
  periods.reduce((sum, period) => sum + lengthInDays(period), 0);

test('arrival plays no part', () => {
  fc.assert(fc.property(shuffled(lives), ([one, other]) => {
    expect(caseloadOfFacts(other)).toEqual(caseloadOfFacts(one));
  }), RUNS);
});

test('a fact that arrives twice changes nothing', () => {
  fc.assert(fc.property(lives, fc.nat(), (facts, nth) => {
    const again = facts.length === 0 ? [] : [facts[nth % facts.length]!];
    expect(caseloadOfFacts([...facts, ...again])).toEqual(caseloadOfFacts(facts));
  }), RUNS);
});

test('the counts of a day are the placements of that day, as seen on any day', () => {
  fc.assert(fc.property(lives, days, days, (facts, on, lookedAt) => {
    const { placements, counts } = caseloadOfFacts(facts);
    const counted = [...counts].filter(([key]) => key.split('|')[3]! <= on && countsOn(key, lookedAt))
      .reduce((sum, [, value]) => sum + value, 0);
    expect(counted).toBe(seenOn(placements, lookedAt).filter((row) => covers(row, on)).length);
  }), RUNS);
});

test('placements are the stays, cut but not changed, as seen on any day', () => {
  fc.assert(fc.property(schoolingHistories, documents, days, (schooling, papers, lookedAt) => {
    const { placements } = caseloadOfFacts(inOneLife(schooling, papers));
    const { timelines } = schoolingHistory(schooling, papers);
    const { stays } = timelines.find((timeline) => covers(timeline.lookedAt, lookedAt))!;
    expect(daysOf(seenOn(placements, lookedAt))).toBe(daysOf(stays));
  }), RUNS);
});

test('nobody is both placed and on the list to follow up, and nobody twice on it', () => {
  fc.assert(fc.property(lives, days, (facts, lookedAt) => {
    const { placements, left: follow } = caseloadOfFacts(facts);
    const [there, outside] = [seenOn(placements, lookedAt), seenOn(follow, lookedAt)];
    outside.forEach((row, index) => {
      expect([...there, ...outside.slice(index + 1)].filter((other) => overlap(other, row))).toEqual([]);
    });
  }), RUNS);
});

test('a day is marked as overlapping exactly when two schools, or two study paths, have the pupil', () => {
  fc.assert(fc.property(lives, days, days, (facts, on, lookedAt) => {
    const { placements, overlaps } = caseloadOfFacts(facts);
    const there = seenOn(placements, lookedAt).filter((row) => covers(row, on));
    const claimed = seenOn(overlaps, lookedAt).filter((row) => covers(row, on));
    const isClaimedTwice = ({ unit }: { unit: string }): boolean => claimed.some((row) => row.unit === unit);
    expect(there.map(({ overlapping }) => overlapping)).toEqual(there.map(isClaimedTwice));
    const isOfSchoolsAlone = claimed.every(({ unit, otherUnit }) => unit !== otherUnit);
    if (isOfSchoolsAlone) expect(claimed).toHaveLength(there.length * (there.length - 1));
  }), RUNS);
});
