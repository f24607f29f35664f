import {
  begun, contacted, ended, numberAdded, occupied, offered, placed, protectionSet, registeredIn,
  schoolingOver,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';
import { reportOf } from '../../../test/support/reported.js';

/** In the group in 1480 from 12 June 2026 on; the fourth fact is the first that a test adds. */
const leaver = [numberAdded(), registeredIn({ municipality: '1480' }), schoolingOver()];
const FOURTH = factId(4);

const spells = (...given: Parameters<typeof reportOf>): string[] => reportOf(...given)?.spells
  .map(({ from, to = '…', began, ended: how = '…' }) => `${from} ${to}: ${began} → ${how}`) ?? [];

test('whoever has a day in the register in the half-year is in its report', () => {
  expect(spells(leaver)).toEqual(['2026-06-12 …: compulsory-schooling-over → …']);
  expect(spells(leaver, { half: '2026H1' })).toEqual(['2026-06-12 …: compulsory-schooling-over → …']);
  expect(reportOf(leaver, { half: '2025H2' })).toBeUndefined();
  expect(reportOf(leaver, { municipality: '1481' })).toBeUndefined();
});

test('what ended after the half-year is open in it', () => {
  const gone = [...leaver, registeredIn({ municipality: '1481', validOn: '2026-07-02' })];
  expect(spells(gone, { half: '2026H1' })).toEqual(['2026-06-12 …: compulsory-schooling-over → …']);
  expect(spells(gone)).toEqual(
    ['2026-06-12 2026-07-02: compulsory-schooling-over → no-longer-registered']);
});

test('who leaves on 1 July has no day in the second half-year, and is told of in the first', () => {
  const gone = [...leaver, registeredIn({ municipality: '1481', validOn: '2026-07-01' })];
  expect(spells(gone, { half: '2026H1' })).toEqual(
    ['2026-06-12 2026-07-01: compulsory-schooling-over → no-longer-registered']);
  expect(reportOf(gone)).toBeUndefined();
});

test('while the register waits for a start, nobody is reported; later they are from their true day', () => {
  const awaited = [...leaver, placed({ validOn: '2026-07-01' })];
  expect(reportOf(awaited, { half: '2026H1', today: '2026-09-15' })).toBeUndefined();
  expect(spells(awaited, { half: '2026H1', today: '2026-09-16' })).toHaveLength(1);
});

test('contacts and attempts of the half-year are told of with the spell they fell into', () => {
  const youth = reportOf([
    ...leaver, contacted({ validOn: '2026-06-30' }), contacted({ validOn: '2026-07-01' }),
    contacted({ validOn: '2027-01-01' }),
  ]);
  expect(youth?.spells.map(({ contacts }) => contacts.map(({ on }) => on))).toEqual([['2026-07-01']]);
});

test('the occupation is the last that was known by the end of the half-year', () => {
  const youth = reportOf([
    ...leaver, occupied({ validOn: '2026-09-01' }), occupied({ validOn: '2027-01-01', occupation: 'none' }),
  ]);
  expect(youth?.spells[0]?.occupation).toBe('work');
});

describe('measures', () => {
  const offer = offered({ validOn: '2026-06-15' });
  const measures = (half: string, ...more: Parameters<typeof reportOf>[0]) =>
    reportOf([...leaver, offer, ...more], { half })?.spells.flatMap((spell) => spell.measures) ?? [];

  test('are those that began, and went on in the half-year', () => {
    const begunInJune = begun({ validOn: '2026-06-20', offer: FOURTH });
    const endedInJuly = ended({ validOn: '2026-07-05', offer: FOURTH });
    expect(measures('2026H1')).toEqual([]);
    expect(measures('2026H1', begunInJune, endedInJuly)).toMatchObject([{ startedOn: '2026-06-20' }]);
    expect(measures('2026H2', begunInJune, endedInJuly)).toMatchObject(
      [{ startedOn: '2026-06-20', endedOn: '2026-07-05', why: 'completed' }]);
    expect(measures('2027H1', begunInJune, endedInJuly)).toEqual([]);
  });

  test('that end later are open in it', () => {
    const [measure] = measures(
      '2026H1', begun({ validOn: '2026-06-20', offer: FOURTH }),
      ended({ validOn: '2026-07-05', offer: FOURTH, occupationAfter: 'work' }));
    expect(measure).not.toHaveProperty('endedOn');
    expect(measure).not.toHaveProperty('why');
    expect(measure).not.toHaveProperty('occupationAfter');
  });

  test('that go on from one spell to the next are told of once', () => {
    const youth = reportOf([
      ...leaver, offer, begun({ validOn: '2026-06-20', offer: FOURTH }),
      registeredIn({ municipality: '1481', validOn: '2026-08-01' }),
      registeredIn({ municipality: '1480', validOn: '2026-09-01' }),
    ]);
    expect(youth?.spells.map((spell) => spell.measures.length)).toEqual([1, 0]);
  });
});

test('a personal number goes before a coordination number, whichever came last', () => {
  const coordination = numberAdded({ number: '200901872385', kind: 'coordination', validOn: '2026-01-01' });
  expect(reportOf([...leaver, coordination])?.number?.kind).toBe('personal');
});

test('who is protected is so until every protection that is known of is over', () => {
  const set = protectionSet({ protection: 'secrecy-marking' });
  const lifted = protectionSet({ protection: 'none', validOn: '2027-01-10' });
  expect(reportOf([...leaver, set])?.isProtected).toBe(true);
  expect(reportOf([...leaver, set, lifted], { today: '2027-01-09' })?.isProtected).toBe(true);
  expect(reportOf([...leaver, set, lifted], { today: '2027-01-10' })?.isProtected).toBe(false);
});
