import type { MunicipalityPeriod } from '../../domain/person/municipality.js';
import { personState, protectionFrom, protections } from '../../domain/person/state.js';
import type { Stay } from '../../domain/schooling/stays.js';
import { schoolingHistory, type Timeline } from '../../domain/schooling/timelines.js';
import { addYears, type CivilDate, earlier, FOREVER } from '../../domain/shared/civil-date.js';
import { covers, intersection, overlap, type Period, without } from '../../domain/shared/period.js';
import { type FactDocument, municipalitiesOf, type SortedFacts, sortFacts } from '../person-facts.js';
import { addTo, joinLooks, sumsOverLooks } from '../timeline-rows.js';
import type { AboutPerson, FlagRow, LeftRow, OverlapRow, PlacementRow } from './collections.js';

type Bare<R> = Omit<R, 'since' | 'until'>;

export interface Caseload {
  readonly placements: readonly PlacementRow[];
  readonly left: readonly LeftRow[];
  readonly overlaps: readonly OverlapRow[];
  readonly flags: readonly FlagRow[];
  readonly counts: ReadonlyMap<string, number>;
}

/** Everything the caseload says about one person. */
export const caseloadOf = (document: FactDocument, person: string): Caseload => {
  const facts = sortFacts(document);
  const history = schoolingHistory(facts.schooling, facts.documents);
  const about = aboutPerson(facts, person);
  const municipalities = municipalitiesOf(facts);
  const looks = history.timelines.map((timeline) => {
    const placements = placementRows(timeline.stays, municipalities, about);
    return {
      lookedAt: timeline.lookedAt, placements, left: leftRows(timeline, facts, municipalities, about),
      overlaps: overlapRows(timeline.stays, municipalities, about), flags: anomalyRows(timeline, about),
    };
  });
  const rowsOf = <K extends 'placements' | 'left' | 'overlaps' | 'flags'>(kind: K) =>
    looks.map((look) => ({ lookedAt: look.lookedAt, rows: look[kind] }));
  const waiting = history.waiting.map(({ fact, because }): FlagRow => ({
    ...about, kind: because, unit: 'unit' in fact.event.data ? fact.event.data.unit : '', on: fact.event.data.validOn,
    factId: fact.id, since: '0001-01-01', until: FOREVER,
  }));
  return {
    placements: joinLooks<Bare<PlacementRow>>(rowsOf('placements')),
    left: joinLooks<Bare<LeftRow>>(rowsOf('left')),
    overlaps: joinLooks<Bare<OverlapRow>>(rowsOf('overlaps')),
    flags: [...joinLooks<Bare<FlagRow>>(rowsOf('flags')), ...waiting],
    counts: sumsOverLooks(looks.map((look) => ({ lookedAt: look.lookedAt, sums: headcount(look.placements) }))),
  };
};

const aboutPerson = (facts: SortedFacts, person: string): AboutPerson => {
  const isProtected = protectionFrom(protections(facts.protection), FOREVER_OPEN) !== 'none';
  return { person, name: isProtected ? null : nameOf(facts), protected: isProtected };
};

/** Protection that has no known end yet; one that ended hides nothing any more. */
const FOREVER_OPEN: CivilDate = '9999-12-30';

/** As `Family, Given`: the registered name, else the one a school gave last. */
const nameOf = (facts: SortedFacts): string | null => {
  const { name } = personState(facts.person);
  if (name) return `${name.familyName}, ${name.givenName}`;
  const named = [...facts.schooling, ...facts.documents]
    .filter(({ event }) => 'observed' in event.data && event.data.observed?.familyName !== undefined)
    .sort((a, b) => ((a.event.data.reportedAt ?? '') + a.id < (b.event.data.reportedAt ?? '') + b.id ? -1 : 1));
  const last = named.at(-1)?.event.data;
  if (!last || !('observed' in last) || !last.observed) return null;
  return `${last.observed.familyName ?? ''}, ${last.observed.givenName ?? ''}`;
};

/** A period cut at the bounds of others, so that each part is in or out of every one of them. */
const cutAt = (period: Period, others: readonly Period[]): Period[] => {
  const bounds = new Set([period.from, period.to]);
  for (const { from, to } of others) {
    for (const bound of [from, to]) if (period.from < bound && bound < period.to) bounds.add(bound);
  }
  const sorted = [...bounds].sort();
  return sorted.slice(0, -1).map((from, index) => ({ from, to: sorted[index + 1]! }));
};

const municipalityOn = (municipalities: readonly MunicipalityPeriod[], day: CivilDate): string =>
  municipalities.find((period) => covers(period, day))?.municipality ?? '';

const isProvisional = (stay: Stay, part: Period): boolean =>
  stay.began === 'summer-placement' && !stay.starts.some((start) => start <= part.from);

const placementRows = (
  stays: readonly Stay[], municipalities: readonly MunicipalityPeriod[], about: AboutPerson,
): Bare<PlacementRow>[] => stays.flatMap((stay) => {
  const rivals = stays.filter((other) => other !== stay && overlap(other, stay));
  const starts = stay.began === 'summer-placement' && stay.starts[0] ? [{ from: stay.starts[0], to: FOREVER }] : [];
  return stay.spans.flatMap((span) => cutAt(span, [...municipalities, ...rivals, ...stay.breaks, ...starts]).map((part) => ({
    ...about, ...part, unit: stay.unit, studyPath: span.studyPath, schoolYear: span.schoolYear ?? null,
    municipality: municipalityOn(municipalities, part.from), provisional: isProvisional(stay, part),
    overlapping: rivals.some((rival) => covers(rival, part.from)),
    onBreak: stay.breaks.some((pause) => covers(pause, part.from)),
  })));
});

const overlapRows = (
  stays: readonly Stay[], municipalities: readonly MunicipalityPeriod[], about: AboutPerson,
): Bare<OverlapRow>[] => stays.flatMap((stay) => stays
  .filter((other) => other !== stay && overlap(other, stay))
  .map((other) => ({
    ...about, ...intersection(stay, other), unit: stay.unit, otherUnit: other.unit,
    municipality: municipalityOn(municipalities, intersection(stay, other).from),
  })));

const ADULT_YEARS = 20;

/** When the follow-up ends whatever happens: at 20, death or emigration. */
const followUpEnds = (facts: SortedFacts): CivilDate => {
  const { diedOn, emigratedOn } = personState(facts.person);
  const born = facts.person.map(({ event }) => (event.data as { born?: CivilDate }).born).find((day) => day !== undefined);
  return [diedOn, emigratedOn, born && addYears(born, ADULT_YEARS)].filter((day) => day !== undefined).reduce(earlier, FOREVER);
};

/** How and when the person was last somewhere, for each way out that is not a way into something else. */
const waysOut = (timeline: Timeline): Pick<LeftRow, 'unit' | 'leftOn' | 'how'>[] => [
  ...timeline.stays.flatMap(({ ended, unit, to }) => (ended === 'dropout' ? [{ unit, leftOn: to, how: ended }] : [])),
  ...timeline.lapsed.map(({ unit, on }) => ({ unit, leftOn: on, how: 'not-confirmed' as const })),
];

/** When a final document was issued: nobody who has one is to be followed up. */
const finishedOn = (timeline: Timeline): CivilDate => timeline.stays
  .filter((stay) => stay.ended === 'document').map((stay) => stay.to).reduce(earlier, FOREVER);

/** Days outside after leaving, until taken in somewhere, finished, 20 years old or gone: the list to follow up. */
const leftRows = (
  timeline: Timeline, facts: SortedFacts, municipalities: readonly MunicipalityPeriod[], about: AboutPerson,
): Bare<LeftRow>[] => {
  const ends = earlier(followUpEnds(facts), finishedOn(timeline));
  const lastOut = new Map(waysOut(timeline).map((way) => [way.leftOn, way]));
  return [...lastOut.values()].flatMap((way) => {
    const nextOut = [...lastOut.keys()].filter((day) => day > way.leftOn).reduce(earlier, FOREVER);
    const [gap] = without({ from: way.leftOn, to: earlier(ends, nextOut) }, timeline.stays);
    if (gap?.from !== way.leftOn) return [];
    return cutAt(gap, municipalities).map((part) => (
      { ...about, ...part, ...way, municipality: municipalityOn(municipalities, part.from) }));
  });
};

const anomalyRows = (timeline: Timeline, about: AboutPerson): Bare<FlagRow>[] => timeline.anomalies.map((anomaly) => ({
  ...about, kind: anomaly.kind, unit: anomaly.unit ?? '', on: anomaly.on, factId: anomaly.factId,
}));

/** +1 on the day a placement begins, −1 on the day it ends: a count on a day is the sum up to it. */
const headcount = (placements: readonly Bare<PlacementRow>[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const { municipality, unit, studyPath, from, to } of placements) {
    addTo(sums, `${municipality}|${unit}|${studyPath}|${from}`, 1);
    if (to !== FOREVER) addTo(sums, `${municipality}|${unit}|${studyPath}|${to}`, -1);
  }
  for (const [key, value] of sums) if (value === 0) sums.delete(key);
  return sums;
};
