import { isCompletedEquivalent, isCompletion, tooOldOn } from '../kaa/conditions.js';
import { fileKinds, type KaaEvent } from '../kaa/events.js';
import { type KaaFile, kaaFileOf } from '../kaa/file.js';
import type { Measure } from '../kaa/measures.js';
import { membershipOf, type YouthFacts } from '../kaa/membership.js';
import { recordedSpells, type RecordedSpell, registerOn } from '../kaa/register.js';
import type { KaaPolicy } from '../kaa/policy.js';
import { birthIn } from '../person/birth.js';
import { isHiddenOn, personState } from '../person/state.js';
import { type CivilDate, FOREVER } from '../shared/civil-date.js';
import { canonicalJson, type Fact } from '../shared/fact-order.js';
import type { IdentityNumber } from '../shared/identity-number.js';
import { covers, overlap, type Period } from '../shared/period.js';
import { standing } from '../shared/standing.js';
import { daysOfHalfYear, type HalfYear } from '../shared/half-year.js';

/** Which half-year of which municipality is reported, and the day one looks. */
export interface Reporting {
  readonly municipality: string;
  readonly half: HalfYear;
  readonly today: CivilDate;
  readonly policy: KaaPolicy;
}

/** A spell of the register as a half-year has it: what comes after the half-year is not in it. */
export interface ReportedSpell {
  readonly from: CivilDate;
  /** First day no longer in the register; none where that is after the half-year, or not known. */
  readonly to?: CivilDate;
  readonly began: RecordedSpell['began'];
  readonly ended?: RecordedSpell['ended'];
  /** What was recorded of the last occupation by the end of the half-year, within the spell. */
  readonly occupation: string;
  readonly contacts: KaaFile['contacts'];
  readonly attempts: number;
  /** Those that began and went on at least one day of the half-year, in the order of their beginnings. */
  readonly measures: readonly Measure[];
}

/** Somebody who was in a municipality's register on at least one day of a half-year. */
export interface ReportedYouth {
  readonly number: IdentityNumber | undefined;
  readonly born: CivilDate | undefined;
  /** On the day one looks, until every protection that is known of is over. */
  readonly isProtected: boolean;
  readonly spells: readonly ReportedSpell[];
  /** What the checks look at besides. */
  readonly behind: Behind;
}

/** What stands behind a reported youth, without the half-year's bounds. */
export interface Behind {
  readonly days: Period;
  /** All of the register of the municipality. */
  readonly register: readonly RecordedSpell[];
  readonly file: KaaFile;
  /** Whether the register is what follows from the facts. */
  readonly isRegisterRight: boolean;
  /** Days on which something was completed: a diploma, a certificate, an equivalent education. */
  readonly completedOn: readonly CivilDate[];
  /** The 20th birthday, if the birth is known. */
  readonly tooOldOn: CivilDate | undefined;
}

/**
 * What a half-year report says of one person, from all facts about them in any order. Nothing, where neither
 * the register has a day of the half-year nor should have one.
 */
export const reportedYouth = (facts: YouthFacts, reporting: Reporting): ReportedYouth | undefined => {
  const { municipality, half, today, policy } = reporting;
  const days = daysOfHalfYear(half);
  const register = recordedSpells(facts.kaa, municipality);
  const kaa = facts.kaa.filter(isSaid);
  const wanted = registerOn(membershipOf({ ...facts, kaa }, policy), municipality, today);
  const isReported = [...register, ...wanted].some((spell) => overlap(daysOf(spell), days));
  if (!isReported) return undefined;
  const birth = birthIn(standing(facts.person));
  const said = standing(kaa);
  const file = kaaFileOf(said.filter(({ event }) => event.data.municipality === municipality));
  return {
    number: numberOf(facts), born: birth?.on,
    isProtected: isHiddenOn(facts.protection, today),
    spells: register.filter((spell) => overlap(daysOf(spell), days))
      .map((spell, index, all) => reportedSpell(spell, all[index - 1], file, days)),
    behind: {
      days, register, file, completedOn: completionsIn(facts, said),
      tooOldOn: birth && tooOldOn(birth, policy.rulesOn),
      isRegisterRight: canonicalJson(register.map(bare)) === canonicalJson(wanted.map(bare)),
    },
  };
};

type Bounds = Pick<RecordedSpell, 'from' | 'to' | 'began' | 'ended'>;
const bare = ({ from, to, began, ended }: Bounds): Bounds => ({ from, to, began, ended });

export const daysOf = ({ from, to = FOREVER }: { from: CivilDate; to?: CivilDate }): Period => ({ from, to });

const SAID = new Set<string>(fileKinds.map(({ type }) => type));

/** Whether somebody said it; the rest follows from what was said. */
const isSaid = ({ event: { type } }: Fact): boolean => SAID.has(type);

/** The number somebody goes by: a personal number before a coordination number before all others. */
const numberOf = ({ person }: YouthFacts): IdentityNumber | undefined => {
  const numbers = personState(person).numbers.filter(({ replaced }) => !replaced);
  const best = (['personal', 'coordination'] as const)
    .flatMap((kind) => numbers.findLast((number) => number.kind === kind) ?? [])[0] ?? numbers.at(-1);
  return best && { value: best.value, kind: best.kind };
};

const completionsIn = (
  { documents }: YouthFacts, said: readonly Fact<KaaEvent>[],
): CivilDate[] => [...standing(documents).filter(isCompletion), ...said.filter(isCompletedEquivalent)]
  .map(({ event }) => event.data.validOn);

const reportedSpell = (
  spell: RecordedSpell, before: RecordedSpell | undefined, file: KaaFile, half: Period,
): ReportedSpell => {
  const { from, began, to, ended } = spell;
  const goesOn = to !== undefined && to > half.to;
  const isWithin = (day: CivilDate): boolean => covers(daysOf(spell), day) && covers(half, day);
  const known = file.occupations.filter(({ on }) => covers(daysOf(spell), on) && on < half.to);
  return {
    from, began, ...(!goesOn && { to, ended }),
    occupation: known.at(-1)?.occupation ?? 'unknown',
    contacts: file.contacts.filter(({ on }) => isWithin(on)),
    attempts: file.attempts.filter(({ on }) => isWithin(on)).length,
    measures: file.measures.filter((measure) => isReportedIn(measure, spell, before, half))
      .map((measure) => asOf(half.to, measure)).sort(byStart),
  };
};

/**
 * A measure is told of with the spell it began in; where it began before, with the first of the half-year
 * that it reaches.
 */
const isReportedIn = (
  { startedOn, endedOn = FOREVER }: Measure, spell: RecordedSpell, before: RecordedSpell | undefined,
  half: Period,
): boolean => {
  if (startedOn === undefined || startedOn >= half.to || endedOn < half.from) return false;
  const isHere = ({ from, to = FOREVER }: RecordedSpell): boolean => startedOn < to && endedOn >= from;
  return isHere(spell) && (before === undefined || !isHere(before));
};

const asOf = (end: CivilDate, measure: Measure): Measure => {
  const { endedOn, why: _why, occupationAfter: _after, ...begun } = measure;
  return endedOn === undefined || endedOn < end ? measure : begun;
};

const byStart = (a: Measure, b: Measure): number =>
  (a.startedOn! < b.startedOn! ? -1 : Number(a.startedOn! > b.startedOn!) || (a.id < b.id ? -1 : 1));
