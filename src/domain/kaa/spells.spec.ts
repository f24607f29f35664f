import {
  droppedOut, enrolled, forfeited, numberAdded, placed, registeredIn, removed, schoolingOver, SOUTH,
} from '../../../test/support/events.js';
import { membershipIn, membershipUnder } from '../../../test/support/youth.js';
import { assumedRoutine } from './routine.js';
import type { Membership } from './membership.js';
import { registerStanding } from './spells.js';

const leaver = [numberAdded(), registeredIn(), schoolingOver()];
const HOME = '1407';
const place = placed({ validOn: '2026-07-01' });

/** How each spell stands for who looks in the summer, on the last day of waiting, and on the day after. */
const seen = ({ spells }: Membership): string[][] => spells.map((spell) =>
  ['2026-08-01', '2026-09-15', '2026-09-16'].map((day) => registerStanding(spell, day)));
const [waits, is] = ['awaiting-start', 'registered'];

describe('the register waits for those who are placed for the coming autumn', () => {
  test('whoever starts by the day never comes into it', () => {
    const started = enrolled({ validOn: '2026-09-15' });
    expect(seen(membershipIn(...leaver, place, started))).toEqual([[waits, waits, waits]]);
  });

  test('whoever has not is in it from the true date', () => {
    const late = membershipIn(...leaver, place, enrolled({ validOn: '2026-09-16' }));
    expect(seen(late)).toEqual([[waits, waits, is]]);
    expect(late.spells[0]).toMatchObject({ from: '2026-06-12', waitsUntil: '2026-09-16' });
    expect(seen(membershipIn(...leaver, place))).toEqual([[waits, waits, is]]);
  });

  test('an admission for a day ahead is a placement too', () => {
    const admitted = enrolled({ validOn: '2026-08-17' });
    expect(seen(membershipIn(...leaver, admitted))).toEqual([[waits, waits, waits]]);
  });

  test('not for those who are placed nowhere, nor when the placement is taken back', () => {
    expect(seen(membershipIn(...leaver))).toEqual([[is, is, is]]);
    const gone = removed({ validOn: '2026-07-01' });
    expect(seen(membershipIn(...leaver, place, gone))).toEqual([[is, is, is]]);
  });

  test('no longer for those who did not come to the term', () => {
    const never = [place, enrolled({ validOn: '2026-08-17' }), forfeited({ validOn: '2026-08-17' })];
    expect(seen(membershipIn(...leaver, ...never))).toEqual([[is, is, is]]);
    const elsewhere = placed({ validOn: '2026-07-01', unit: SOUTH });
    expect(seen(membershipIn(...leaver, ...never, elsewhere))).toEqual([[waits, waits, is]]);
  });

  test('not again for one who started and left the same autumn', () => {
    const again = enrolled({ unit: SOUTH, validOn: '2026-09-07' });
    const first = [enrolled({ validOn: '2026-08-17' }), droppedOut({ validOn: '2026-09-01' })];
    expect(seen(membershipIn(...leaver, place, ...first, again)))
      .toEqual([[waits, waits, waits], [is, is, is]]);
  });

  test('not for one who was outside before the summer already', () => {
    const left = [enrolled({ validOn: '2025-08-18' }), droppedOut({ validOn: '2026-05-31' })];
    const early = schoolingOver({ validOn: '2025-06-13' });
    const membership = membershipIn(numberAdded(), registeredIn(), early, ...left, place);
    expect(seen(membership).at(-1)).toEqual([is, is, is]);
  });

  test('also where somebody moves while it waits', () => {
    const moved = registeredIn({ validOn: '2026-07-20', municipality: '1480' });
    expect(seen(membershipIn(...leaver, place, moved, enrolled({ validOn: '2026-08-17' }))))
      .toEqual([[waits, waits, waits], [waits, waits, waits]]);
  });

  test('until the day that the municipality has decided', () => {
    const started = enrolled({ validOn: '2026-09-10' });
    const routineOn = (municipality: string) => ({
      ...assumedRoutine, waitsThrough: municipality === HOME ? '08-31' : assumedRoutine.waitsThrough,
    });
    expect(seen(membershipUnder({ routineOn }, ...leaver, place, started))).toEqual([[waits, is, is]]);
    const moved = registeredIn({ validOn: '2026-07-20', municipality: '1480' });
    expect(seen(membershipUnder({ routineOn }, ...leaver, moved, place, started)))
      .toEqual([[waits, is, is], [waits, waits, waits]]);
  });
});
