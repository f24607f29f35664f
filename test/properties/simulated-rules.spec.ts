import { caseDecisions, type DecidedSpell } from '../../src/application/simulation/case-decisions.js';
import { type CaseStep, caseWork } from '../../src/application/simulation/case-work.js';
import { mixUps } from '../../src/application/simulation/mix-ups.js';
import { Random } from '../../src/application/simulation/random.js';
import { rollDay, rollUnits } from '../../src/application/simulation/rolls.js';
import {
  type SimulatedPupil, simulatedPupils, simulation,
} from '../../src/application/simulation/simulated-pupils.js';
import { SeenOnRoll, SignExplained } from '../../src/domain/attendance/events.js';
import type { Rolls } from '../../src/domain/attendance/rolls.js';
import { membershipOf } from '../../src/domain/kaa/membership.js';
import { birthday } from '../../src/domain/person/birth.js';
import { consentFlags } from '../../src/domain/schooling/consent.js';
import { addYears, yearOf } from '../../src/domain/shared/civil-date.js';
import { type Event, event } from '../../src/domain/shared/event.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import { covers } from '../../src/domain/shared/period.js';
import { readRegionData } from '../../src/infrastructure/simulation/region-files.js';
import type { EarlySignalRow, SignRow, SpellRow } from '../../src/projections/kaa/collections.js';
import { municipalityTest } from '../../src/infrastructure/reference-data.js';
import { kaa } from '../../src/projections/kaa/kaa.js';
import { rollsReference } from '../../src/projections/references.js';
import { contributionOf } from '../support/folded.js';
import { eventsOf } from '../support/simulated-events.js';
import { youthFacts } from '../support/youth.js';

// For every requirement on the activity responsibility that is about a youth, somebody in the simulated
// region whom it is about (docs/reference/simulator.md).

const TOLD = { from: '2025-07-01', to: '2026-07-01' };
const data = readRegionData();
const options = simulation({ pupils: 4_000, seed: 1, schoolYear: '2025/2026' });
const rolled = rollUnits(data.units);
const rolledOn = rollDay(options.year);
const rolls: Rolls =
  Object.fromEntries([...rolled].map((unit) => [unit, { id: `roll-${unit}`, on: rolledOn }]));

type Said = Event<string, {
  readonly validOn: string; readonly reportedAt?: string; readonly [field: string]: unknown;
}>;

/** One of them: what was said, and what follows from it. */
interface Life {
  readonly pupil: SimulatedPupil;
  readonly said: readonly Said[];
  readonly spells: readonly SpellRow[];
  readonly signs: readonly SignRow[];
  readonly early: readonly EarlySignalRow[];
  readonly steps: readonly (readonly CaseStep[])[];
}

/** All others go through the year without anything that these rules are about. */
const isOfInterest = ({ truth, attendance }: SimulatedPupil): boolean => {
  const { traits: { outside, protection, happening, beginning }, followUp, numbers, stays } = truth;
  return outside !== undefined || followUp.length > 0 || numbers.length > 1 || attendance.length > 0
    || protection !== 'none' || beginning === 'late-direct' || happening === 'changes-programme-twice'
    || happening === 'dropout-removed' || happening === 'leaves-and-starts'
    || stays.some((stay) => rolled.has(stay.unit) && covers(stay, rolledOn));
};

const factsOf = (said: readonly Event[]): Fact[] =>
  said.map((one, nth) => ({ id: String(nth).padStart(4, '0'), event: one })) as Fact[];

const saidOf = (pupil: SimulatedPupil): Said[] => [
  ...eventsOf(pupil),
  ...pupil.rolls.filter(({ unit }) => rolled.has(unit)).map(({ unit }) =>
    event(SeenOnRoll, { validOn: rolledOn, source: 'school-system', unit })),
] as Said[];

const ofYouths = kaa(municipalityTest());
const rowsOf = (said: readonly Said[]) => {
  const { rows } = contributionOf(ofYouths, factsOf(said), { [rollsReference.name]: rolls });
  return <T>(collection: string): T[] =>
    rows.filter((row) => row.collection === collection).map(({ document }) => document as unknown as T);
};

const explanations = (steps: readonly CaseStep[]): Said[] =>
  steps.filter(({ route }) => route === 'sign-explanations').map(({ on, said }) =>
    event(SignExplained, { validOn: on, source: 'case-worker', ...said } as never) as Said);

const lifeOf = (pupil: SimulatedPupil, index: number): Life => {
  const said = saidOf(pupil);
  const folded = rowsOf(said);
  const [spells, open] = [folded<SpellRow>('spells'), folded<SignRow>('signs')];
  const isProtected = pupil.truth.traits.protection === 'protected-registration';
  const [work, decisions] = [Random.of(1, index), Random.of(2, index)];
  const worked = spells.filter(({ startedInTime }) => !startedInTime).map((spell): DecidedSpell =>
    ({
      ...spell, protected: isProtected, steps: caseWork(work, spell, TOLD),
      unheardOf: open.find((one) => one.sign === 'no-school' && one.from === spell.from)?.evidence,
    }));
  const steps = worked.map((spell, nth) =>
    [...spell.steps, ...caseDecisions(decisions, spell, worked[nth + 1], TOLD)]);
  const signs = rowsOf([...said, ...explanations(steps.flat())])<SignRow>('signs');
  return { pupil, said, spells, signs, early: folded<EarlySignalRow>('early_signals'), steps };
};

const says = (type: string, more: (data: Said['data']) => boolean = () => true) => (
  { said }: Life,
): boolean => said.some((one) => one.type === type && more(one.data));
const spell = (more: (spell: SpellRow) => boolean) => ({ spells }: Life): boolean => spells.some(more);
const sign = (kind: SignRow['sign']) => ({ signs }: Life): boolean => signs.some((one) => one.sign === kind);
const signal = (kind: EarlySignalRow['signal']) => ({ early }: Life): boolean =>
  early.some((one) => one.signal === kind);
const does = (...routes: readonly CaseStep['route'][]) => ({ steps }: Life): boolean =>
  steps.some((some) => routes.every((route) => some.some((step) => step.route === route)));
const all = (...each: readonly ((life: Life) => boolean)[]) => (life: Life): boolean =>
  each.every((one) => one(life));
const consent = (kind: string) => ({ said, pupil: { truth: { born } } }: Life): boolean =>
  consentFlags(youthFacts(factsOf(said)).schooling, addYears(born, 18)).some((flag) => flag.kind === kind);

const follows = (isSo: (one: SpellRow, next: SpellRow) => boolean) => ({ spells }: Life): boolean =>
  spells.some((one, nth) => spells[nth + 1] !== undefined && isSo(one, spells[nth + 1]!));

/** In the group by what was said up to a removal, and not by all that is said now. */
const isVoided = ({ said }: Life): boolean => {
  const spellsBy = (some: readonly Said[]) => membershipOf(youthFacts(factsOf(some))).spells
    .filter(({ began }) => began === 'interrupted').length;
  const before = said.filter(({ type }) => type !== 'RemovalReported');
  return before.length < said.length && spellsBy(before) > spellsBy(said);
};

const isLate = ({ validOn, reportedAt = '' }: Said['data']): boolean => reportedAt.slice(0, 10) > validOn;
const isAhead = ({ validOn, reportedAt }: Said['data']): boolean =>
  reportedAt !== undefined && reportedAt.slice(0, 10) < validOn;

const rules: readonly (readonly [string, (life: Life) => boolean])[] = [
  ['K2: turns 20', spell(({ ended }) => ended === 'turned-20')],
  ['K2, K23: leaves on a day on which being of age depends on how 29 February is read', all(
    ({ said, pupil: { truth: { born } } }) => said.some(({ type, data: { validOn } }) => type === 'DroppedOut'
      && birthday(born, 18, () => '02-28') <= validOn && validOn < birthday(born, 18, () => '03-01')))],
  ['K3: begins an introduction programme', spell(({ ended }) => ended === 'began-introductory-programme')],
  ['K4: comes in with a study certificate', spell(({ began }) => began === 'study-certificate')],
  ['K4: leaves with a diploma', spell(({ ended }) => ended === 'completed')],
  ['K5: an education found equivalent begins and ends',
    does('kaa-equivalent-educations', 'kaa-equivalent-education-ends')],
  ['K6: compulsory school over at 16', says('CompulsorySchoolingCompleted')],
  ['K6: or in another year', ({ said, pupil: { truth: { born } } }) =>
    said.some(({ type, data: { validOn } }) =>
      type === 'CompulsorySchoolingCompleted' && yearOf(validOn) !== yearOf(born) + 16)],
  ['K6a: waits for the autumn, and starts', spell(({ startedInTime }) => startedInTime)],
  ['K6a: waits, and does not',
    spell(({ waitsUntil, startedInTime }) => waitsUntil !== null && !startedInTime)],
  ['K7: first registered above school age', all(
    ({ pupil: { truth: { traits: { outside, residence } } } }) =>
      outside !== undefined && residence === 'moves-in-from-abroad',
    spell(() => true))],
  ['K8: comes in again',
    follows((one, next) => one.municipality === next.municipality && one.to < next.from)],
  ['K9: was in by a report that was removed', isVoided],
  ['K10: moves within the region', follows((one, next) => one.municipality !== next.municipality
    && one.to === next.from && one.ended === 'no-longer-registered' && next.began === 'moved-in')],
  ['K11: the file is disclosed after a move', does('kaa-disclosures')],
  ['K12: the move is told late', all(
    says('HomeMunicipalityRegistered', (said) => 'movedFrom' in said && isLate(said)),
    spell(({ ended }) => ended === 'no-longer-registered'))],
  ['K13: responsibility is confirmed under protected registration', does('kaa-responsibilities')],
  ['K14: dies', spell(({ ended }) => ended === 'died')],
  ['K14: emigrates', spell(({ ended }) => ended === 'emigrated')],
  ['K15: a personal number', says('IdentityNumberAdded', ({ kind }) => kind === 'personal')],
  ['K15: a coordination number', says('IdentityNumberAdded', ({ kind }) => kind === 'coordination')],
  ['K16: a coordination number is replaced', ({ pupil: { truth: { traits, numbers } } }) =>
    traits.outside?.unregistered !== undefined && numbers.length === 2],
  ['K17: an identity level',
    says('CoordinationNumberDescribed', ({ identityLevel }) => identityLevel !== undefined)],
  ['K17: a dormant number', says('CoordinationNumberDescribed', ({ dormant }) => dormant === true)],
  ['K18: a secrecy marking',
    says('ProtectionSet', ({ protection }) => protection === 'secrecy-marking')],
  ['K19: marked after something was told openly', ({ said }) => said.some(({ type, data: { validOn } }) =>
    type === 'ProtectionSet'
      && said.some((one) => one.type === 'NameRecorded' && one.data.validOn < validOn))],
  ['K20: told late', says('DroppedOut', isLate)],
  ['K20: told ahead', says('DroppedOut', isAhead)],
  ['K21: a stop', says('DroppedOut')],
  ['K22: a no-show', sign('did-not-appear')],
  ['K22: a month\'s absence', sign('away-a-month')],
  ['K22: the rector\'s exception', says('AbsenceExcepted')],
  ['K23: consent shown', says('DroppedOut', ({ guardianConsent }) => guardianConsent === true)],
  ['K23: consent not shown', consent('consent-not-shown')],
  ['K23: consent not stated', consent('consent-not-stated')],
  ['K24: leaves and starts on the same day', ({ pupil: { truth: { stays } } }) => stays.some((one) =>
    one.ended === 'dropout' && stays.some(({ from, unit }) => from === one.to && unit !== one.unit))],
  ['K24: with a gap',
    spell(({ began, ended }) => began === 'interrupted' && ended === 'began-national-programme')],
  ['K25: no school says anything', sign('no-school')],
  ['K25: gone from a roll', sign('gone-from-roll')],
  ['K25: a sign is ticked off', ({ signs }) => signs.some(({ explained }) => explained === 1)],
  ['K25: and is back on new evidence', ({ said, steps }) => steps.some((some) => {
    const signs = rowsOf([...said, ...explanations(some)])<SignRow>('signs');
    return signs.some((one) => one.explained === 1 && signs.some(({ sign: kind, from, explained }) =>
      kind === one.sign && from >= one.to && explained === 0));
  })],
  ['K26: told again under another number', ({ pupil: { elin, truth: { numbers } } }) =>
    numbers.length === 2 && new Set(numbers.map((number) =>
      elin.some(({ line }) => line.includes(number)))).size === 1 && elin.length > 1],
  ['K27: a removal', says('RemovalReported')],
  ['K27: a withdrawal', says('AttendanceFactWithdrawn')],
  ['K28: an attempt', does('kaa-contact-attempts')],
  ['K28, K29: a contact with an occupation', does('kaa-contacts')],
  ['K30: a measure from offer to end', does('kaa-measures', 'kaa-measure-starts', 'kaa-measure-ends')],
  ['K31: a measure that goes on when the spell is over', ({ steps, spells }) => steps.some((some) =>
    some.some(({ route }) => route === 'kaa-measure-starts')
      && !some.some(({ route }) => route === 'kaa-measure-ends'))
    && spells.every(({ to }) => to < TOLD.to)],
  ['K32: a second version of the plan', ({ steps }) =>
    steps.some((some) => some.filter(({ route }) => route === 'kaa-plans').length > 1)],
  ['K33: a reminder', does('kaa-reminders')],
  ['K34: a measure declined', does('kaa-measures', 'kaa-measure-declines')],
  ['K36: words that may not stand there are confirmed, and destroyed', does('kaa-plans', 'plan-erasures')],
  ['K-05: two changes of programme', signal('programme-changes')],
  ['K-05: an absence share', signal('absence-share')],
  ['K-05: unexcused hours', signal('unexcused-hours')],
  ['K-05: warnings', signal('warnings')],
  ['K-05: a late start', signal('late-start')],
  ['K-06: a signal of one who is still at school', ({ early }) => early.some(({ leftTo }) => leftTo === '')],
  ['K-06: a signal of one who left', ({ early }) => early.some(({ leftTo }) => leftTo !== '')],
  ['a place forfeited', says('PlaceForfeited')],
  ['a place that ends by absence', says('AbsenceDecided', ({ outcome }) => outcome === 'ends')],
  ['an absence after which the pupil goes on',
    says('AbsenceDecided', ({ outcome }) => outcome === 'goes-on')],
];

let lives: readonly Life[];
beforeAll(() => { lives = [...simulatedPupils(data, options)].filter(isOfInterest).map(lifeOf); });

test.each(rules)('there is somebody for %s', (_, isAbout) => {
  expect(lives.filter(isAbout).length).toBeGreaterThan(0);
});

test('there are two for K16: taken for one, and parted', () => {
  const youths = lives.filter(({ spells }) => spells.length > 0).map((life, nth) => ({
    ...life, person: String(nth), municipality: life.spells.at(-1)!.municipality,
    protected: life.pupil.truth.traits.protection !== 'none',
  }));
  const pairs = mixUps(Random.of(3, 0), youths);
  const shown = ({ spells }: Pick<Life, 'spells'>): string => JSON.stringify(spells);
  const telling = pairs.filter(([one, other]) => {
    const together = shown({ spells: rowsOf([...one.said, ...other.said])<SpellRow>('spells') });
    return together !== shown(one) && together !== shown(other);
  });
  expect(telling).not.toEqual([]);
});

test('and nobody whom everything befalls: each rule tells some from others', () => {
  expect(rules.filter(([, isAbout]) => lives.every(isAbout)).map(([rule]) => rule)).toEqual([]);
});
