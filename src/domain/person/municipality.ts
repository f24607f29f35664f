import { type CivilDate, earlier, FOREVER } from '../shared/civil-date.js';
import type { Fact } from '../shared/fact-order.js';
import type { IsMunicipality } from '../shared/known-municipality.js';
import { firstIndex } from '../shared/ordered.js';
import { isEmpty, type Ordered, type Period, within, without } from '../shared/period.js';
import { type RestsOn, restsOn } from '../shared/rests-on.js';
import { standing } from '../shared/standing.js';
import type { PersonEvent } from './events.js';

export type PersonFact = Fact<PersonEvent>;

/**
 * How we know which municipality a day belongs to: `registered` from a dated registration; `moved-from`
 * because a later move says where the person came from; `stay` because the person is not registered but stays
 * there; `observed` because schools name no other and nobody registered any.
 */
export const MUNICIPALITY_BASES = ['registered', 'moved-from', 'stay', 'observed'] as const;
export type MunicipalityBasis = (typeof MUNICIPALITY_BASES)[number];

export const basisRestsOn: Readonly<Record<MunicipalityBasis, RestsOn>> = {
  'registered': restsOn(
    'L', 'Education Act (2010:800) 29:6: where the pupil is registered that day',
    'skollagen (2010:800) 29 kap. 6 §: där eleven är folkbokförd den dagen',
  ),
  'moved-from': restsOn(
    'inferred', 'a later move says that the pupil came from there',
    'en senare flytt säger att eleven kom därifrån',
  ),
  'stay': restsOn(
    'L', 'Education Act (2010:800) 29:6: where the pupil stays, not being registered',
    'skollagen (2010:800) 29 kap. 6 §: där eleven vistas utan att vara folkbokförd',
  ),
  'observed': restsOn(
    'inferred', 'all schools name it, and nobody registered any',
    'alla skolor anger den, och ingen folkbokföring har registrerats',
  ),
};

export interface MunicipalityPeriod extends Period {
  readonly municipality: string;
  readonly basis: MunicipalityBasis;
}

const DAWN: CivilDate = '1900-01-01';
const SOURCE_RANK: Record<string, number> = {
  'school-system': 0, 'case-worker': 1, 'population-register': 2,
};

type DatedMunicipality = Extract<PersonEvent, {
  type: 'HomeMunicipalityRegistered' | 'StayMunicipalityReported';
}>;
type Dated = DatedMunicipality['data'] & {
  readonly movedFrom?: string;
  /** The municipality is not what was said, but what the next move says was left. */
  readonly isFromNext?: true;
};

const rankOf = ({ source }: Dated): number => SOURCE_RANK[source] ?? 0;

/**
 * One statement per day, of facts in order: the population register before others, then the last said. Where
 * it does not say where the person came from, one that names the same municipality may.
 */
const oneADay = (facts: readonly PersonFact[], type: DatedMunicipality['type']): Dated[] => {
  const byDay = new Map<CivilDate, Dated>();
  for (const { event } of facts) {
    if (event.type !== type) continue;
    const { data }: { data: Dated } = event;
    const other = byDay.get(data.validOn);
    const [lesser, best] = other && rankOf(data) < rankOf(other) ? [data, other] : [other, data];
    const isSame = lesser?.municipality === best.municipality;
    byDay.set(data.validOn, isSame ? { ...best, movedFrom: best.movedFrom ?? lesser.movedFrom } : best);
  }
  return [...byDay.values()];
};

/**
 * A school system gives the municipality as of the day that it exports a move, which is the one of the last
 * move: of two of its moves to the same, the first went to where the second came from.
 */
const whereThen = (move: Dated, index: number, moves: readonly Dated[]): Dated => {
  const next = moves[index + 1];
  const isLater = move.source === 'school-system' && next?.municipality === move.municipality;
  return isLater && next.movedFrom !== undefined && next.movedFrom !== move.municipality
    ? { ...move, municipality: next.movedFrom, isFromNext: true } : move;
};

const chained = (
  said: readonly Dated[], ends: readonly CivilDate[], basis: MunicipalityBasis,
): MunicipalityPeriod[] => said.map((data, index) => {
  const next = said[index + 1]?.validOn ?? FOREVER;
  const end = ends[firstIndex(ends, (day) => day >= data.validOn)] ?? next;
  return {
    from: data.validOn, to: earlier(end, next), municipality: data.municipality,
    basis: data.isFromNext ? 'moved-from' : basis,
  };
}).filter((period) => !isEmpty(period));

/**
 * Which municipality the person belongs to on each day, from dated registrations (schooling-and-cost.md 5).
 * Periods never overlap; a day that no source answers for is in none.
 *
 * Under protected registration someone is registered on purpose in another place than where they live, so
 * those days go by where the person stays. `observed` are the codes that school deliveries named in passing:
 * used only when nobody registered anything, and only when they all agree. Where it is told which codes are
 * municipalities, whoever is registered in another is registered in none.
 */
export const homeMunicipalities = (
  facts: readonly PersonFact[], observed: ReadonlySet<string>, protectedRegistration: Ordered = [],
  isMunicipality: IsMunicipality = () => true,
): MunicipalityPeriod[] => {
  const holding = standing(facts);
  const left = holding.filter(({ event }) => event.type === 'Died' || event.type === 'Emigrated')
    .map(({ event }) => event.data.validOn).sort();
  const registered = oneADay(holding, 'HomeMunicipalityRegistered').map(whereThen);
  const stays = chained(oneADay(holding, 'StayMunicipalityReported'), left, 'stay');
  const told = [...movedFrom(registered[0]), ...chained(registered, left, 'registered')];
  const known = outside(told, protectedRegistration);
  const nowhere = known.filter(({ municipality }) => !isMunicipality(municipality));
  const somewhere = known.filter(({ municipality }) => isMunicipality(municipality));
  const all = [...known, ...outside(endedBy(nowhere, stays), somewhere)];
  return (all.length > 0 ? all : outside(agreedOn(observed, left), protectedRegistration))
    .filter(({ municipality }) => isMunicipality(municipality)).sort(byStart);
};

const byStart = (a: Period, b: Period): number => (a.from < b.from ? -1 : 1);

const outside = (periods: readonly MunicipalityPeriod[], holes: Ordered): MunicipalityPeriod[] => periods
  .flatMap((period) => without(period, within(holes, period)).map((part) => ({ ...period, ...part })));

/** Where somebody stayed before being registered in no municipality counts afterwards if it is said anew. */
const endedBy = (nowhere: Ordered, stays: readonly MunicipalityPeriod[]): MunicipalityPeriod[] =>
  stays.map((stay) => {
    const next = nowhere.find(({ from }) => from > stay.from && from < stay.to);
    return next ? { ...stay, to: next.from } : stay;
  });

const movedFrom = (first: Dated | undefined): MunicipalityPeriod[] => {
  const from = first?.movedFrom;
  return first && from ? [{ from: DAWN, to: first.validOn, municipality: from, basis: 'moved-from' }] : [];
};

const agreedOn = (observed: ReadonlySet<string>, left: readonly CivilDate[]): MunicipalityPeriod[] => {
  const [only] = observed;
  return only !== undefined && observed.size === 1
    ? [{ from: DAWN, to: left[0] ?? FOREVER, municipality: only, basis: 'observed' }] : [];
};
