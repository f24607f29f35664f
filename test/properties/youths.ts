import fc from 'fast-check';
import { kindOf } from '../../src/domain/catalogue.js';
import type { Event } from '../../src/domain/shared/event.js';
import { addDays, type CivilDate } from '../../src/domain/shared/civil-date.js';
import type { Fact, FactTimes } from '../../src/domain/shared/fact-order.js';
import {
  absenceDecided, died, documentWithdrawn, droppedOut, emigrated, enrolled, equivalentBegan,
  equivalentEnded, forfeited, issued, kaaFactWithdrawn, NORTH, numberAdded, pathChanged,
  personFactWithdrawn, placed, protectionSet, protectionWithdrawn, registeredIn, responsible, schoolingOver,
  schoolingWithdrawn, SOUTH, staysIn, transferred, WEST,
} from '../support/events.js';
import { asFacts, factId } from '../support/given-when-then.js';
import type { Life, Said } from './membership.model.js';

type FactEvent = Event<string, FactTimes>;

/** Days around those that the law, birthdays and school years turn on, between 2016 and 2020. */
export const day: fc.Arbitrary<CivilDate> = fc.oneof(
  fc.constantFrom(
    '2016-06-09', '2016-06-10', '2016-06-30', '2016-07-01', '2016-08-17', '2016-09-15', '2016-09-16',
    '2018-02-28', '2018-03-01', '2018-06-30', '2018-07-01', '2018-07-02', '2020-02-28', '2020-02-29',
    '2020-03-01',
  ),
  fc.nat(1_700).map((days) => addDays('2016-01-01', days)),
);

const municipality = fc.constantFrom('1407', '1480', '1481');
const unit = fc.constantFrom(NORTH, NORTH, SOUTH, WEST);
const studyPath = fc.constantFrom('NA', 'TE', 'IMA', 'IMYIN');
const education = fc.constantFrom('folk-high-school', 'international-baccalaureate');
const register = { source: 'population-register' } as const;

/** What may be said, of a day that is put in afterwards. */
const said: fc.Arbitrary<(validOn: CivilDate) => FactEvent> = fc.oneof(
  { weight: 16, arbitrary: fc.tuple(municipality, fc.option(municipality, { nil: undefined }))
    .map(([to, movedFrom]) => (validOn: CivilDate) =>
      registeredIn({ ...register, validOn, municipality: to, movedFrom })) },
  { weight: 4, arbitrary: municipality.map((where) => (validOn: CivilDate) =>
    staysIn({ validOn, municipality: where })) },
  { weight: 4, arbitrary: fc.constant((validOn: CivilDate) => emigrated({ validOn })) },
  { weight: 1, arbitrary: fc.constant((validOn: CivilDate) => died({ validOn })) },
  { weight: 8, arbitrary: fc.constantFrom('none', 'none', 'secrecy-marking', 'protected-registration')
    .map((protection) => (validOn: CivilDate) => protectionSet({ validOn, protection })) },
  { weight: 8, arbitrary: fc.tuple(municipality, fc.option(fc.integer({ min: 1, max: 400 })))
    .map(([where, length]) => (validOn: CivilDate) => responsible({
      validOn, municipality: where, until: length === null ? undefined : addDays(validOn, length),
    })) },
  { weight: 24, arbitrary: fc.tuple(unit, studyPath).map(([at, path]) => (validOn: CivilDate) =>
    enrolled({ validOn, unit: at, studyPath: path })) },
  { weight: 16, arbitrary: unit.map((at) => (validOn: CivilDate) => droppedOut({ validOn, unit: at })) },
  { weight: 8, arbitrary: unit.map((at) => (validOn: CivilDate) => forfeited({ validOn, unit: at })) },
  { weight: 8, arbitrary: fc.tuple(
    unit, fc.constantFrom('ends', 'ends', 'goes-on'), fc.constantFrom('2017-01-10', '2017-02-01'),
  ).map(([at, outcome, decidedOn]) => (validOn: CivilDate) =>
    absenceDecided({ validOn, unit: at, outcome, decidedOn, awaySince: '2016-11-21' })) },
  { weight: 4, arbitrary: studyPath.map((path) => (validOn: CivilDate) =>
    transferred({ validOn, unit: SOUTH, fromUnit: NORTH, studyPath: path })) },
  { weight: 8, arbitrary: fc.tuple(unit, studyPath).map(([at, path]) => (validOn: CivilDate) =>
    pathChanged({ validOn, unit: at, studyPath: path })) },
  { weight: 4, arbitrary: unit.map((at) => (validOn: CivilDate) => placed({ validOn, unit: at })) },
  { weight: 8, arbitrary: fc.tuple(
    fc.constantFrom(
      'examensbevis', 'gymnasiebevis', 'gymnasieintyg', 'studiebevis', 'studiebevis', 'studiebevis',
    ),
    fc.option(unit, { nil: undefined }),
  ).map(([document, at]) => (validOn: CivilDate) => issued({ validOn, unit: at, document })) },
  { weight: 4, arbitrary: education.map((kind) => (validOn: CivilDate) =>
    equivalentBegan({ validOn, education: kind })) },
  { weight: 4, arbitrary: fc.tuple(education, fc.constantFrom('completed', 'aborted', 'aborted', 'aborted'))
    .map(([kind, outcome]) => (validOn: CivilDate) =>
      equivalentEnded({ validOn, education: kind, outcome })) },
  { weight: 8, arbitrary: fc.constant((validOn: CivilDate) => schoolingOver({ validOn })) },
);

type Withdraw = (about: { withdraws: string; validOn: CivilDate }) => FactEvent;

const withdrawals: Readonly<Record<string, Withdraw>> = {
  person: personFactWithdrawn, protection: protectionWithdrawn, schooling: schoolingWithdrawn,
  document: documentWithdrawn, kaa: kaaFactWithdrawn,
};

const withdrawing = ({ type, data: { validOn } }: FactEvent, id: string): FactEvent =>
  withdrawals[kindOf(type).category]!({ withdraws: id, validOn });

/** Someone born on a leap day, or in the spring of 2000, or nobody knows when. */
const birth = fc.constantFrom(
  { born: '2000-02-29', number: numberAdded({ number: '200002292399', validOn: '2013-01-01' }) },
  { born: '2000-02-29', number: numberAdded({ number: '200002292399', validOn: '2021-01-01' }) },
  { born: undefined, number: undefined },
);

/** How most lives begin, so that most come into the group. */
const beginnings = fc.constantFrom(
  [], [registeredIn({ validOn: '2004-05-03' })],
  [registeredIn({ validOn: '2004-05-03' }), schoolingOver({ validOn: '2016-06-11' })],
  [registeredIn({ validOn: '2004-05-03' }), schoolingOver({ validOn: '2016-06-11' })],
);

const saidOf = ({ type, data }: FactEvent): Said => {
  const texts = Object.entries(data).filter(([, value]) => typeof value === 'string');
  return { ...Object.fromEntries(texts), type, on: data.validOn };
};

/** A day, what is said of it, and whether it is withdrawn: at 0. */
type Report = [CivilDate, (validOn: CivilDate) => FactEvent, number];

const luck = fc.integer({ min: 0, max: 9 });
const reports: fc.Arbitrary<Report[]> = fc.uniqueArray(fc.tuple(day, said, luck), {
  minLength: 4, maxLength: 12, selector: ([on]) => on,
});

/** A life, and what of it holds: each day has at most one report, and some are withdrawn. */
const livesOf = (told: fc.Arbitrary<Report[]>) => fc.tuple(
  birth, beginnings, told,
).map(([{ born, number }, began, reports]): { facts: Fact[]; life: Life } => {
  const later = reports.filter(([on]) => on !== '2016-06-11')
    .map(([on, say, luck]) => ({ event: say(on), isWithdrawn: luck === 0 }));
  const reported = [...began.map((event) => ({ event, isWithdrawn: false })), ...later];
  const holding = reported.filter(({ isWithdrawn }) => !isWithdrawn).map(({ event }) => event);
  const events = [...reported.map(({ event }) => event), ...(number ? [number] : [])];
  const undone = reported.flatMap(({ event, isWithdrawn }, index) =>
    (isWithdrawn ? [withdrawing(event, factId(index + 1))] : []));
  const life: Life = {
    born, said: holding.map(saidOf),
  };
  return { facts: asFacts<FactEvent>([...events, ...undone]), life };
});

export const youths = livesOf(reports);

/** Lives of which so little is said that often the 18th birthday alone tells that schooling is over. */
export const quietYouths = livesOf(reports.map((told) => told.slice(0, 2)));

/** At a school for some days and out of it for some, again and again. */
const comesAndGoes: fc.Arbitrary<Report[]> = fc.tuple(fc.nat(700), fc.array(fc.record({
  at: unit, studyPath, stays: fc.integer({ min: 1, max: 120 }), isOut: fc.constantFrom(1, 30, 30, 31),
  start: luck, end: luck,
}), { minLength: 2, maxLength: 4 })).map(([first, times]) => {
  let from = addDays('2016-06-13', first);
  return times.flatMap(({ at, studyPath, stays, isOut, start, end }): Report[] => {
    const [begins, leaves] = [from, addDays(from, stays)];
    from = addDays(leaves, isOut);
    return [
      [begins, (validOn) => enrolled({ validOn, unit: at, studyPath }), start],
      [leaves, (validOn) => droppedOut({ validOn, unit: at }), end],
    ];
  });
});

/** Lives in which gaps between two educations are frequent. */
export const interruptedYouths = livesOf(fc.tuple(comesAndGoes, reports).map(([often, others]) => {
  const days = new Set(often.map(([on]) => on));
  return [...often, ...others.slice(0, 3).filter(([on]) => !days.has(on))];
}));
