import { type CivilDate, FOREVER } from '../../domain/shared/civil-date.js';
import { caseloadIn, EARLY, type FactEvent, seenOn, written } from '../../../test/support/caseload-of.js';
import {
  absenceDecided, died, documentWithdrawn, droppedOut, emigrated, enrolled, forfeited, issued, NORTH,
  numberAdded, placed, registeredIn, removed, rulesSet, SOUTH, transferred,
} from '../../../test/support/events.js';
import { contributionOf } from '../../../test/support/folded.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import { referencesAfter } from '../../../test/support/references-after.js';
import type { Event } from '../../domain/shared/event.js';
import { caseload } from './caseload.js';

const left = (...events: readonly FactEvent[]): string[] =>
  written(caseloadIn(...events).left, 'from', 'to', 'unit', 'how');

describe('who has left without being taken in anywhere', () => {
  test('is listed from the dropout on, with where and how', () => {
    const { left: [row] } = caseloadIn(registeredIn(), enrolled(), droppedOut());
    expect(row).toMatchObject({
      from: '2026-05-20', to: FOREVER, unit: NORTH, municipality: '1407',
      leftOn: '2026-05-20', how: 'dropout',
    });
  });

  test('until taken in anywhere', () => {
    const elsewhere = enrolled({ unit: SOUTH, validOn: '2026-06-01' });
    expect(left(enrolled(), droppedOut(), elsewhere)).toEqual([`2026-05-20 2026-06-01 ${NORTH} dropout`]);
  });

  test('is not listed when taken in on the same or an earlier day; one day between is a day outside', () => {
    const takenInOn = (validOn: CivilDate) =>
      left(enrolled(), droppedOut(), enrolled({ unit: SOUTH, validOn }));
    expect(takenInOn('2026-05-20')).toEqual([]);
    expect(takenInOn('2026-05-19')).toEqual([]);
    expect(takenInOn('2026-05-21')).toEqual([`2026-05-20 2026-05-21 ${NORTH} dropout`]);
  });

  test('is not listed for a transfer, but when the new school says at once that nobody came', () => {
    const there = transferred({ fromUnit: NORTH });
    expect(left(enrolled(), there)).toEqual([]);
    expect(left(enrolled(), there, droppedOut({ unit: SOUTH, validOn: '2026-03-16' })))
      .toEqual([`2026-03-16 9999-12-31 ${SOUTH} dropout`]);
  });

  test('is listed when taken in and never come', () => {
    expect(left(enrolled(), droppedOut({ validOn: '2025-08-18' })))
      .toEqual([`2025-08-18 9999-12-31 ${NORTH} dropout`]);
  });

  test('is listed from the first day of the term when nobody came to it, and was never at the school', () => {
    const { left: [row, ...more], placements, counts } = caseloadIn(placed(), enrolled(), forfeited());
    expect(row).toMatchObject({ from: '2025-08-18', to: FOREVER, unit: NORTH, how: 'no-show' });
    expect([more, placements, [...counts]]).toEqual([[], [], []]);
    expect(left(enrolled(), forfeited(), enrolled({ unit: SOUTH }))).toEqual([]);
  });

  test('is listed from the day on which a decision on absence takes effect', () => {
    expect(left(enrolled(), absenceDecided())).toEqual([`2025-11-10 9999-12-31 ${NORTH} absence`]);
    const goesOn = absenceDecided({ outcome: 'goes-on', decidedOn: '2025-11-12' });
    expect(left(enrolled(), absenceDecided(), goesOn)).toEqual([]);
  });

  test('is listed from 1 July when no start confirmed a placement, once the deadline has passed', () => {
    expect(seenOn(caseloadIn(placed()).left, EARLY)).toEqual([]);
    expect(left(placed())).toEqual([`2025-07-01 9999-12-31 ${NORTH} not-confirmed`]);
  });

  test('is not listed while another school has the pupil, and is when that ends too', () => {
    const there = enrolled({ unit: SOUTH, validOn: '2026-05-01' });
    const andOut = droppedOut({ unit: SOUTH, validOn: '2026-06-01' });
    expect(left(enrolled(), droppedOut(), there, andOut)).toEqual([`2026-06-01 9999-12-31 ${SOUTH} dropout`]);
  });

  test('no more from the 20th birthday on, by the personal number before any other', () => {
    const coordination = numberAdded({ validOn: '2026-01-01', number: '200901872385', kind: 'coordination' });
    expect(left(enrolled(), droppedOut(), numberAdded(), coordination))
      .toEqual([`2026-05-20 2030-01-01 ${NORTH} dropout`]);
  });

  test('no more from the day of death on', () => {
    expect(left(enrolled(), droppedOut(), died({ validOn: '2026-06-01' })))
      .toEqual([`2026-05-20 2026-06-01 ${NORTH} dropout`]);
  });

  test('not while living abroad, and again after coming back', () => {
    const gone = [emigrated({ validOn: '2026-06-01' }), registeredIn({ validOn: '2026-08-01' })];
    expect(left(enrolled(), droppedOut(), ...gone)).toEqual([
      `2026-05-20 2026-06-01 ${NORTH} dropout`, `2026-08-01 9999-12-31 ${NORTH} dropout`,
    ]);
  });

  test('no more with a diploma, whoever issued it', () => {
    expect(left(enrolled(), issued())).toEqual([]);
    expect(left(enrolled(), droppedOut(), issued({ validOn: '2026-06-10' })))
      .toEqual([`2026-05-20 2026-06-10 ${NORTH} dropout`]);
  });

  test('as before when the diploma is withdrawn', () => {
    const withdrawn = documentWithdrawn({ withdraws: factId(3) });
    expect(left(enrolled(), droppedOut(), issued({ validOn: '2026-06-10' }), withdrawn))
      .toEqual([`2026-05-20 9999-12-31 ${NORTH} dropout`]);
  });

  test('a study certificate is no diploma: it ends the place and begins the follow-up', () => {
    const certificate = issued({ document: 'studiebevis' });
    expect(left(enrolled(), certificate)).toEqual([`2026-06-05 9999-12-31 ${NORTH} study-certificate`]);
    expect(left(enrolled(), droppedOut(), certificate)).toEqual([`2026-05-20 9999-12-31 ${NORTH} dropout`]);
  });

  test('is listed anew from the last way out, with where and how that was', () => {
    const placedAgain = placed({ unit: SOUTH, validOn: '2026-07-01' });
    const { left: rows } = caseloadIn(enrolled(), droppedOut(), placedAgain);
    expect(seenOn(rows, '2026-09-16').map(({ from, to, unit, how }) => [from, to, unit, how])).toEqual([
      ['2026-05-20', '2026-07-01', NORTH, 'dropout'], ['2026-07-01', FOREVER, SOUTH, 'not-confirmed'],
    ]);
  });

  test('is not listed when the school takes the dropout back', () => {
    const takenBack = removed({ validOn: '2026-05-20', removes: 'dropout' });
    expect(left(enrolled(), droppedOut(), takenBack)).toEqual([]);
  });

  test('is listed under the municipality of each day', () => {
    const moved = registeredIn({ validOn: '2026-06-01', municipality: '1481' });
    const { left: rows } = caseloadIn(registeredIn(), enrolled(), droppedOut(), moved);
    expect(written(rows, 'from', 'to', 'municipality'))
      .toEqual(['2026-05-20 2026-06-01 1407', '2026-06-01 9999-12-31 1481']);
  });
});

describe('by the rules of the region, of those born on a leap day', () => {
  const reported = { source: 'school-system' } as const;
  const leap = numberAdded({ number: '200802292383' });
  const outOn = [enrolled(), droppedOut({ ...reported, validOn: '2026-02-28' })];
  const early = rulesSet({ validOn: '2020-01-01', leapDayBirthday: '02-28' });
  const under = (events: readonly FactEvent[], ...set: readonly Event[]) =>
    contributionOf(caseload, asFacts<FactEvent>(events), referencesAfter(caseload.references, set));
  const flagged = ({ rows }: ReturnType<typeof under>) =>
    rows.filter(({ collection }) => collection === 'flags').map(({ document }) => document['kind']);

  test('it is told who was a minor when they left, and who is found when rules change', () => {
    expect(flagged(under([leap, ...outOn]))).toEqual(['consent-not-stated']);
    expect(flagged(under([leap, ...outOn], early))).toEqual([]);
    expect(under([leap, ...outOn]).uses).toEqual(['kaa-rules']);
    expect(under([numberAdded(), ...outOn], early).uses).toEqual([]);
  });
});
