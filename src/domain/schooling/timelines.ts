import { addDays, type CivilDate, FOREVER, yearOf } from '../shared/civil-date.js';
import type { Period } from '../shared/period.js';
import { standing } from '../shared/standing.js';
import { defaultSchoolingPolicy, type SchoolingPolicy } from './policy.js';
import { type DocumentFact, type SchoolingFact, standingSchooling, type WaitingRemoval } from './standing.js';
import { type Schooling, staysOf, type SummerOutcome } from './stays.js';

/**
 * A schooling as it stands when looked at on certain days. There is one timeline for nearly everyone; an
 * unconfirmed summer placement makes two: until its deadline the placement counts, after it, it never did.
 */
export interface Timeline extends Schooling {
  /** The days of looking for which this is the answer. */
  readonly lookedAt: Period;
}

export interface SchoolingHistory {
  readonly timelines: readonly Timeline[];
  readonly removed: ReadonlyMap<string, string>;
  readonly waiting: readonly WaitingRemoval[];
}

type Verdict =
  | { readonly became: 'confirmed' }
  | { readonly became: 'confirmed-elsewhere'; readonly byFacts: readonly string[] }
  | { readonly became: 'unconfirmed'; readonly lapsesOn: CivilDate };

const unitOf = ({ event }: SchoolingFact): string | undefined =>
  ('unit' in event.data ? event.data.unit : undefined);
const isStart = ({ event }: SchoolingFact): boolean =>
  event.type === 'Enrolled' || event.type === 'Transferred';

/**
 * What became of a summer placement: decided by the first real start from then on, at any school, if it is no
 * later than the deadline (compensation.md 8.1 req. 4 and 8.1b). Of starts on one day, one at its own school.
 */
const verdictOn = (
  placement: SchoolingFact, starts: readonly SchoolingFact[], policy: SchoolingPolicy,
): Verdict => {
  const from = placement.event.data.validOn;
  const deadline = `${yearOf(from)}-${policy.confirmBy}`;
  const first = starts.find(({ event }) => event.data.validOn >= from)?.event.data.validOn;
  if (!first || first > deadline) return { became: 'unconfirmed', lapsesOn: addDays(deadline, 1) };
  const deciding = starts.filter(({ event }) => event.data.validOn === first);
  return deciding.some((start) => unitOf(start) === unitOf(placement))
    ? { became: 'confirmed' }
    : { became: 'confirmed-elsewhere', byFacts: deciding.map(({ id }) => id) };
};

/** Everything a person's schooling and document facts say, in any order of arrival. */
export const schoolingHistory = (
  facts: readonly SchoolingFact[], documents: readonly DocumentFact[], policy = defaultSchoolingPolicy,
): SchoolingHistory => {
  const { facts: holding, removed, waiting } = standingSchooling(facts);
  const papers = standing(documents);
  const starts = holding.filter(isStart);
  const verdicts = new Map(holding.filter(({ event }) => event.type === 'SummerPlaced')
    .map((fact) => [fact.id, verdictOn(fact, starts, policy)]));
  const all = [...verdicts.values()];
  const unconfirmed = all.flatMap((verdict) => (verdict.became === 'unconfirmed' ? [verdict.lapsesOn] : []));
  const lapses = [...new Set(unconfirmed)].sort();
  const takingOver = new Set(
    all.flatMap((verdict) => (verdict.became === 'confirmed-elsewhere' ? verdict.byFacts : [])),
  );

  const outcomeOn = (day: CivilDate): SummerOutcome['of'] => (placement) => {
    const verdict = verdicts.get(placement.id)!;
    if (verdict.became === 'confirmed-elsewhere') return 'started-elsewhere';
    return verdict.became === 'confirmed' || day < verdict.lapsesOn ? 'stands' : 'not-confirmed';
  };
  const bounds = ['0001-01-01', ...lapses, FOREVER];
  const timelines = bounds.slice(0, -1).map((from, index) => ({
    ...staysOf(holding, papers, { of: outcomeOn(from), takingOver }),
    lookedAt: { from, to: bounds[index + 1]! },
  }));
  return { timelines, removed, waiting };
};
