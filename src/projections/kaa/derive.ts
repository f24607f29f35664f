import { type CorrectionRequest, correctionRequestsOf } from '../../domain/attendance/correction-requests.js';
import { earlySignalsOf } from '../../domain/attendance/early-signals.js';
import type { Rolls } from '../../domain/attendance/rolls.js';
import { ofAgeOn } from '../../domain/kaa/of-age.js';
import { dueIn, nextStepIn } from '../../domain/kaa/due.js';
import type { KaaEvent } from '../../domain/kaa/events.js';
import { kaaFileOf, statusOf } from '../../domain/kaa/file.js';
import { type Membership, membershipOf } from '../../domain/kaa/membership.js';
import { daysOfDrift, municipalitiesConcerned, openingOf } from '../../domain/kaa/register.js';
import { policyIn } from '../../domain/kaa/policy.js';
import type { KaaRoutines, RoutineOn } from '../../domain/kaa/routine.js';
import { registerStanding, type Spell } from '../../domain/kaa/spells.js';
import { birthIn } from '../../domain/person/birth.js';
import { IdentityNumberAdded } from '../../domain/person/events.js';
import { observedIn } from '../../domain/person/observed.js';
import { protections } from '../../domain/person/state.js';
import { type CivilDate, FOREVER, later } from '../../domain/shared/civil-date.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import { covers, type Period } from '../../domain/shared/period.js';
import type { IsMunicipality } from '../../domain/shared/known-municipality.js';
import { standing } from '../../domain/shared/standing.js';
import { about, type AboutPerson, shownAs } from '../about-person.js';
import { type FactDocument, sortFacts } from '../person-facts.js';
import { askedRules, rollKey, routineKey } from '../references.js';
import { joinLooks, type Look, sumsOverLooks } from '../timeline-rows.js';
import type { KaaDocument } from './kaa-document.js';
import type { CorrectionRow, DriftRow, EarlySignalRow, SignRow, SpellRow, YouthRow } from './collections.js';
import { type Case, headcount } from './headcount.js';
import { attendanceIn, earlyRows, requestRows, signRows } from './signs.js';

export interface KaaRows {
  readonly youths: readonly YouthRow[];
  readonly signs: readonly SignRow[];
  readonly early: readonly EarlySignalRow[];
  readonly asked: readonly CorrectionRow[];
  readonly spells: readonly SpellRow[];
  readonly drift: readonly DriftRow[];
  readonly counts: ReadonlyMap<string, number>;
  /** Keys of what it was read against: rolls of schools, routines of municipalities, the region's rules. */
  readonly uses: readonly string[];
}

/** What a person is read against. */
export interface ReadAgainst {
  readonly routines: KaaRoutines;
  readonly rolls: Rolls;
  readonly isMunicipality: IsMunicipality;
}

type Bare = Omit<YouthRow, keyof AboutPerson | keyof Look>;

const DAWN: CivilDate = '0001-01-01';

/** Everything the read model says of one person. */
export const kaaRowsOf = (
  document: KaaDocument, person: string, { routines, rolls, isMunicipality }: ReadAgainst,
): KaaRows => {
  const facts = sortFacts(document);
  const kaa = kaaFactsIn(document);
  const { rulesOn, keysAsked } = askedRules(routines);
  const policy = { ...policyIn(routines, isMunicipality), rulesOn };
  const { routineOn } = policy;
  const membership = membershipOf({ ...facts, kaa }, policy);
  const cases = casesIn(membership, kaa, document);
  const ofAge = ofAgeOn(birthIn(standing(facts.person)), rulesOn);
  const attendance = attendanceIn(document);
  const asked = correctionRequestsOf(attendance, document.heard, (id) => document.facts[id]?.[2]);
  const early = earlyRows(earlySignalsOf({ membership, attendance, routineOn }));
  const signsOn = signRows(attendance, membership, rolls);
  const looks = looksAt(membership, ofAge, Object.values(document.ahead)).map((lookedAt) => {
    const rows = cases.map((one) => rowOf(one, {
      file: one.fileOn(lookedAt.from), standing: registerStanding(one.spell, lookedAt.from), routineOn,
      isOfAge: later(lookedAt.from, one.spell.from) >= ofAge, asked,
    }));
    return { lookedAt, rows, signs: signsOn(lookedAt.from), sums: headcount(cases, lookedAt.from) };
  });
  const drift = driftOf(person, membership, kaa);
  const uses = [...keysIn(membership), ...keysAsked()];
  const hasRows = early.length + asked.length > 0
    || looks.some(({ rows, signs }) => rows.length + signs.length > 0);
  if (!hasRows) {
    return { youths: [], signs: [], early: [], asked: [], spells: [], drift, counts: new Map(), uses };
  }
  const shown = shownAs(person, facts, {
    protections: protections(facts.protection),
    observed: observedIn([...facts.person, ...facts.schooling, ...facts.documents]),
  });
  return {
    youths: about(shown, joinLooks(looks)), drift, counts: sumsOverLooks(looks), uses,
    early: about(shown, early), asked: about(shown, requestRows(asked)),
    signs: about(shown, joinLooks(looks.map(({ lookedAt, signs }) => ({ lookedAt, rows: signs })))),
    spells: membership.spells.map((spell) => spellRow(person, spell)),
  };
};

/**
 * By whose routines spells wait and are followed up, and pupils at a school are held against thresholds; and
 * the schools whose rolls a sign may be about.
 */
const keysIn = ({ spells, stays, responsible }: Membership): string[] => {
  const homes = stays.length > 0 ? [...spells, ...responsible] : spells;
  const asked = [
    ...homes.map(({ municipality }) => routineKey(municipality)), ...stays.map(({ unit }) => rollKey(unit)),
  ];
  return [...new Set(asked)];
};

const spellRow = (person: string, { ended, waitsUntil, ...spell }: Spell): SpellRow =>
  ({ person, ...spell, ended: ended ?? null, waitsUntil: waitsUntil ?? null });

const driftOf = (person: string, membership: Membership, kaa: readonly Fact<KaaEvent>[]): DriftRow[] =>
  municipalitiesConcerned(membership, kaa).flatMap((municipality) =>
    daysOfDrift(membership, kaa, municipality).map(({ from: since, to: until }) =>
      ({ person, municipality, since, until })));

const kaaFactsIn = ({ facts }: FactDocument): Fact<KaaEvent>[] => Object.entries(facts)
  .filter(([, [category]]) => category === 'kaa')
  .map(([id, [, type, data]]) => ({ id, event: { type, data } as KaaEvent }));

/** Of each spell the file of its municipality; nobody else's says anything of it. */
const casesIn = (
  { spells }: Membership, kaa: readonly Fact<KaaEvent>[], { facts, opened, ahead }: KaaDocument,
): Case[] => {
  const holding = spells.length === 0 ? [] : standing(kaa);
  return spells.map((spell, index) => {
    const own = holding.filter(({ event }) => event.data.municipality === spell.municipality);
    const file = kaaFileOf(own);
    const isAllBehind = !own.some(({ id }) => id in ahead);
    return {
      spell, isByAgeAlone: spell.openedBy.every((id) => facts[id]?.[1] === IdentityNumberAdded.type),
      openedAt: opened[openingOf(spell, kaa) ?? ''] ?? '',
      isLast: !spells.slice(index + 1).some(({ municipality }) => municipality === spell.municipality),
      file,
      fileOn: (lookedAt) => (isAllBehind ? file
        : kaaFileOf(own.filter(({ id }) => (ahead[id] ?? DAWN) <= lookedAt))),
    };
  });
};

/**
 * The days of looking between which the register stops to wait for somebody, somebody comes of age, or what
 * was said ahead comes true.
 */
const looksAt = ({ spells }: Membership, ofAge: CivilDate, ahead: readonly CivilDate[]): Period[] => {
  const turns = spells.flatMap(({ waitsUntil, startedInTime }) =>
    (waitsUntil === undefined || startedInTime ? [] : [waitsUntil]));
  if (spells.some((spell) => covers(spell, ofAge))) turns.push(ofAge);
  if (spells.length > 0) turns.push(...ahead);
  const bounds = [DAWN, ...[...new Set(turns)].sort(), FOREVER];
  return bounds.slice(0, -1).map((from, index) => ({ from, to: bounds[index + 1]! }));
};

/** What a row depends on besides the case. */
interface Seen {
  readonly file: Case['file'];
  readonly standing: YouthRow['standing'];
  readonly isOfAge: boolean;
  readonly routineOn: RoutineOn;
  /** What schools were asked of the youth, in order. */
  readonly asked: readonly CorrectionRequest[];
}

const rowOf = (
  { spell, isLast, openedAt }: Case, { file, standing: stands, isOfAge, routineOn, asked: questions }: Seen,
): Bare => {
  const routine = (day: CivilDate) => routineOn(spell.municipality, day);
  const dueOn = dueIn(spell, file, routine) ?? null;
  const contacts = file.contacts.filter(({ on }) => covers(spell, on));
  const measures = file.measures.filter(({ startedOn, endedOn }) => startedOn && endedOn === undefined);
  return {
    from: spell.from, to: spell.to, municipality: spell.municipality, standing: stands,
    began: spell.began, ended: spell.ended ?? null, status: statusOf({ ...file, contacts }),
    officer: file.officer ?? null, dueOn,
    nextStep: dueOn === null ? null : nextStepIn(spell, file, { isOfAge }, routine) ?? null,
    contacted: contacts.length > 0 ? 1 : 0, lastContactOn: contacts.at(-1)?.on ?? null,
    attempts: file.attempts.filter(({ on }) => covers(spell, on)).length,
    occupation: file.occupations.at(-1)?.occupation ?? 'unknown', measuresUnderWay: measures.length,
    leftOpen: isLast && spell.to !== FOREVER && measures.length > 0 ? 1 : 0,
    ...listingOf(spell, file, questions), openedAt,
  };
};

/** What is said against the listing, and what the municipality asked a school last, within the spell. */
const listingOf = (
  { municipality, from }: Spell, { disputes }: Case['file'], questions: readonly CorrectionRequest[],
): Pick<Bare, 'disputed' | 'corrects' | 'asked' | 'askedOn' | 'answer'> => {
  const dispute = disputes.findLast(({ on }) => on >= from);
  const asked = questions.findLast((one) => one.municipality === municipality && one.askedOn >= from);
  return {
    disputed: dispute !== undefined, corrects: dispute?.corrects ?? null,
    asked: asked?.state ?? null, askedOn: asked?.askedOn ?? null, answer: asked?.answer ?? null,
  };
};
