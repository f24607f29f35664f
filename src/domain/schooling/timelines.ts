import { addDays, type CivilDate, FOREVER, yearOf } from '../shared/civil-date.js';
import { firstIndex } from '../shared/ordered.js';
import type { Period } from '../shared/period.js';
import { standing } from '../shared/standing.js';
import { type EndedByLaw, endedByLaw } from './ended-by-law.js';
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
  /** Reports and documents that hold, in fact order. */
  readonly facts: readonly SchoolingFact[];
  readonly documents: readonly DocumentFact[];
  /** Of the facts, the starts and placements of places that never began. */
  readonly neverBegun: EndedByLaw['neverBegun'];
  readonly removed: ReadonlyMap<string, string>;
  readonly waiting: readonly WaitingRemoval[];
}

type Verdict =
  | { readonly became: 'confirmed' }
  | { readonly became: 'confirmed-elsewhere'; readonly on: CivilDate }
  | { readonly became: 'unconfirmed'; readonly lapsesOn: CivilDate };

const unitOf = ({ event }: SchoolingFact): string | undefined =>
  ('unit' in event.data ? event.data.unit : undefined);
const isStart = ({ event }: SchoolingFact): boolean =>
  event.type === 'Enrolled' || event.type === 'Transferred';

/** The real starts of a person, by day. */
class Starts {
  private readonly days: CivilDate[] = [];
  private readonly byDay = new Map<CivilDate, { ids: string[]; units: Set<string | undefined> }>();

  /** Facts in fact order. */
  constructor(facts: readonly SchoolingFact[]) {
    for (const fact of facts) {
      const { validOn } = fact.event.data;
      if (this.days.at(-1) !== validOn) this.days.push(validOn);
      const { ids, units } = this.byDay.get(validOn) ?? { ids: [], units: new Set() };
      ids.push(fact.id);
      this.byDay.set(validOn, { ids, units: units.add(unitOf(fact)) });
    }
  }

  firstDayFrom(day: CivilDate): CivilDate | undefined {
    return this.days[firstIndex(this.days, (start) => start >= day)];
  }

  isAt(unit: string | undefined, day: CivilDate): boolean {
    return this.byDay.get(day)?.units.has(unit) ?? false;
  }

  idsOn(day: CivilDate): readonly string[] {
    return this.byDay.get(day)?.ids ?? [];
  }
}

/**
 * What became of a summer placement: decided by the first real start from then on, at any school, if it is no
 * later than the deadline (schooling-and-cost.md 3). Of starts on one day, one at its own school; on the very
 * day of the placement that one leaves nothing to confirm, whichever of the two is read first.
 */
const verdictOn = (placement: SchoolingFact, starts: Starts, policy: SchoolingPolicy): Verdict => {
  const from = placement.event.data.validOn;
  if (starts.isAt(unitOf(placement), from)) return { became: 'confirmed' };
  const deadline = `${yearOf(from)}-${policy.confirmBy(unitOf(placement) ?? '', from)}`;
  const first = starts.firstDayFrom(from);
  if (!first || first > deadline) return { became: 'unconfirmed', lapsesOn: addDays(deadline, 1) };
  return starts.isAt(unitOf(placement), first)
    ? { became: 'confirmed' } : { became: 'confirmed-elsewhere', on: first };
};

/** Everything a person's schooling and document facts say, in any order of arrival. */
export const schoolingHistory = (
  facts: readonly SchoolingFact[], documents: readonly DocumentFact[], policy = defaultSchoolingPolicy,
): SchoolingHistory => {
  const { facts: holding, removed, waiting } = standingSchooling(facts);
  const papers = standing(documents);
  const byLaw = endedByLaw(holding);
  const begun = holding.filter(({ id }) => !byLaw.neverBegun.has(id));
  const starts = new Starts(begun.filter(isStart));
  const verdicts = new Map(begun.filter(({ event }) => event.type === 'SummerPlaced')
    .map((fact) => [fact.id, verdictOn(fact, starts, policy)]));
  const all = [...verdicts.values()];
  const unconfirmed = all.flatMap((verdict) => (verdict.became === 'unconfirmed' ? [verdict.lapsesOn] : []));
  const lapses = [...new Set(unconfirmed)].sort();
  const takenOverOn = new Set(
    all.flatMap((verdict) => (verdict.became === 'confirmed-elsewhere' ? [verdict.on] : [])),
  );
  const takingOver = new Set([...takenOverOn].flatMap((day) => starts.idsOn(day)));

  const outcomeOn = (day: CivilDate): SummerOutcome['of'] => (placement) => {
    const verdict = verdicts.get(placement.id)!;
    if (verdict.became === 'confirmed-elsewhere') return 'started-elsewhere';
    return verdict.became === 'confirmed' || day < verdict.lapsesOn ? 'stands' : 'not-confirmed';
  };
  const bounds = ['0001-01-01', ...lapses, FOREVER];
  const timelines = bounds.slice(0, -1).map((from, index) => ({
    ...staysOf(holding, papers, { ...byLaw, of: outcomeOn(from), takingOver }),
    lookedAt: { from, to: bounds[index + 1]! },
  }));
  return { timelines, facts: holding, documents: papers, neverBegun: byLaw.neverBegun, removed, waiting };
};
