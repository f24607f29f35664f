import type { KaaRoutines } from '../../domain/kaa/routine.js';
import type { MunicipalityPeriod } from '../../domain/person/municipality.js';
import { consentFlags } from '../../domain/schooling/consent.js';
import { decidedDays, disputesAmong, pathOn } from '../../domain/schooling/disputes.js';
import type { Stay } from '../../domain/schooling/stay.js';
import type { Schooling } from '../../domain/schooling/stays.js';
import { type SchoolingHistory, schoolingHistory, type Timeline } from '../../domain/schooling/timelines.js';
import { FOREVER } from '../../domain/shared/civil-date.js';
import {
  coveredTwice, covering, intersection, type Ordered, type Period, within,
} from '../../domain/shared/period.js';
import { about, type AboutPerson, shownAs } from '../about-person.js';
import { belongingOf, sortFacts } from '../person-facts.js';
import { askedRules } from '../references.js';
import { addTo, joinLooks, type Look, sumsOverLooks } from '../timeline-rows.js';
import type {
  FlagRow, LateMoveRow, LeftRow, LookalikeRow, OverlapRow, PlacementRow,
} from './collections.js';
import type { CaseloadDocument } from './caseload-document.js';
import { lateMoveRows } from './late-moves.js';
import { lookalikeRows } from './lookalikes.js';
import { daysLeft, followUpOf } from './left.js';

/** A row before it is said whom it is about, and for which days of looking. */
type Bare<R> = Omit<R, keyof AboutPerson | keyof Look>;

type Municipalities = Ordered<MunicipalityPeriod>;

export interface Caseload {
  readonly placements: readonly PlacementRow[];
  readonly left: readonly LeftRow[];
  readonly overlaps: readonly OverlapRow[];
  readonly flags: readonly FlagRow[];
  readonly lateMoves: readonly LateMoveRow[];
  readonly lookalikes: readonly LookalikeRow[];
  readonly counts: ReadonlyMap<string, number>;
  /** The key of the region's rules, if they decide anything here. */
  readonly uses: readonly string[];
}

/** Everything the caseload says about one person. */
export const caseloadOf = (document: CaseloadDocument, person: string, routines: KaaRoutines): Caseload => {
  const facts = sortFacts(document);
  const belonging = belongingOf(facts);
  const history = schoolingHistory(facts.schooling, facts.documents);
  const { rulesOn, keysAsked } = askedRules(routines);
  const followUp = followUpOf(facts, rulesOn);
  const withoutConsent = consentFlags(history.facts, followUp.minorUntil);
  const looks = history.timelines.map((timeline) => ({
    lookedAt: timeline.lookedAt,
    placements: placementRows(timeline, belonging.municipalities),
    left: daysLeft(timeline, followUp).flatMap((days) => byMunicipality(days, belonging.municipalities)),
    overlaps: overlapRows(timeline, belonging.municipalities),
    flags: [...flagRows(timeline, history), ...withoutConsent],
  }));
  const shown = shownAs(person, facts, belonging);
  const rowsOf = <R extends object>(rowsIn: (look: (typeof looks)[number]) => readonly R[]) =>
    about(shown, joinLooks(looks.map((look) => ({ lookedAt: look.lookedAt, rows: rowsIn(look) }))));
  return {
    placements: rowsOf((look) => look.placements), left: rowsOf((look) => look.left),
    overlaps: rowsOf((look) => look.overlaps), flags: rowsOf((look) => look.flags),
    lateMoves: lateMoveRows(document, facts, shown),
    lookalikes: lookalikeRows(facts, belonging, history.timelines.flatMap(({ stays }) => stays), shown),
    counts: sumsOverLooks(looks.map((look) => ({ ...look, sums: headcount(look.placements) }))),
    uses: keysAsked(),
  };
};

/** The parts of a period in each of which the lists say one thing. */
const unchanging = (period: Period, lists: readonly Ordered[]): Period[] => {
  const bounds = new Set([period.from, period.to]);
  for (const { from, to } of lists.flatMap((list) => within(list, period))) bounds.add(from).add(to);
  const days = [...bounds].sort();
  return days.slice(0, -1).map((from, index) => ({ from, to: days[index + 1]! }));
};

/** Stays, and what is studied beside them at the same unit, in order of their beginning. */
const allPlaces = ({ stays, beside }: Schooling): readonly Stay[] =>
  (beside.length === 0 ? stays : [...stays, ...beside].sort((a, b) => (a.from < b.from ? -1 : 1)));

const placementRows = (schooling: Schooling, municipalities: Municipalities): Bare<PlacementRow>[] => {
  const { stays } = schooling;
  const contested = coveredTwice(allPlaces(schooling));
  return stays.flatMap((stay) => {
    const changing = [stay.spans, municipalities, contested, stay.breaks, stay.provisional];
    return unchanging(stay, changing).map(({ from, to }) => {
      const { studyPath, schoolYear } = covering(stay.spans, from)!;
      return {
        from, to, unit: stay.unit, studyPath, schoolYear: schoolYear ?? null,
        municipality: covering(municipalities, from)?.municipality ?? '',
        provisional: covering(stay.provisional, from) !== undefined,
        overlapping: covering(contested, from) !== undefined,
        onBreak: covering(stay.breaks, from) !== undefined,
      };
    });
  });
};

const byMunicipality = <R extends Period>(row: R, municipalities: Municipalities) =>
  unchanging(row, [municipalities]).map((part) => (
    { ...row, ...part, municipality: covering(municipalities, part.from)?.municipality ?? '' }));

/** A file gone wrong may claim one pupil for a thousand schools; of a million pairs these few will do. */
const MOST_RIVALS = 3;

/** Pairs of stays that share days; of those there before it, each is paired with so many at the most. */
const pairsOf = (stays: readonly Stay[]): (readonly [Stay, Stay])[] => {
  const pairs: (readonly [Stay, Stay])[] = [];
  const open = new Set<Stay>();
  for (const stay of stays) {
    let rivals = 0;
    for (const other of open) {
      if (other.to <= stay.from) {
        open.delete(other);
      } else if (rivals < MOST_RIVALS) {
        pairs.push([stay, other], [other, stay]);
        rivals += 1;
      } else break;
    }
    open.add(stay);
  }
  return pairs;
};

const overlapRows = (
  schooling: Schooling, municipalities: Municipalities,
): Bare<OverlapRow>[] => {
  const { decisions } = schooling;
  const stays = allPlaces(schooling);
  const claims = stays.map((stay) => ({ stay, claim: stay }));
  const decided = decisions.length === 0 ? [] : decidedDays(disputesAmong(claims, decisions));
  return pairsOf(stays).flatMap(([own, other]) => {
    const { unit } = own;
    const shared = { ...intersection(own, other), unit, otherUnit: other.unit };
    return unchanging(shared, [decided]).flatMap((part) => {
      const decision = covering(decided, part.from)?.decision;
      const inFavourOf = decision ? decision.unit ?? 'nobody' : null;
      const isOneUnit = unit === other.unit;
      const row = {
        ...shared, ...part, inFavourOf, decision: decision?.id ?? null,
        studyPath: isOneUnit ? pathOn(own, part.from) : null,
        otherStudyPath: isOneUnit ? pathOn(other, part.from) : null,
      };
      return byMunicipality(row, municipalities);
    });
  });
};

/** Reports that fit nothing else, and removals that wait for a human. */
const flagRows = ({ anomalies }: Timeline, { waiting }: SchoolingHistory): Bare<FlagRow>[] => [
  ...anomalies.map(({ kind, unit, on, factId }) => ({ kind, unit: unit ?? '', on, factId })),
  ...waiting.map(({ fact: { id: factId, event: { data } }, because }) => (
    { kind: because, unit: data.unit, on: data.validOn, factId })),
];

/** +1 on the day a placement begins, -1 on the day it ends: a count on a day is the sum up to it. */
const headcount = (placements: readonly Bare<PlacementRow>[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const { municipality, unit, studyPath, from, to } of placements) {
    addTo(sums, `${municipality}|${unit}|${studyPath}|${from}`, 1);
    if (to !== FOREVER) addTo(sums, `${municipality}|${unit}|${studyPath}|${to}`, -1);
  }
  return sums;
};
