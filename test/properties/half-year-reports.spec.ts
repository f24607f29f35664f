import fc from 'fast-check';
import { membershipOf } from '../../src/domain/kaa/membership.js';
import { registerOn } from '../../src/domain/kaa/register.js';
import { failuresOf, CHECK_NAMES } from '../../src/domain/kaa-report/checks.js';
import { reportedYouth } from '../../src/domain/kaa-report/reported-youth.js';
import { addDays } from '../../src/domain/shared/civil-date.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import { daysOfHalfYear } from '../../src/domain/shared/half-year.js';
import { overlap } from '../../src/domain/shared/period.js';
import type { YouthRow } from '../../src/projections/kaa/collections.js';
import { kaa } from '../../src/projections/kaa/kaa.js';
import { contributionOf } from '../support/folded.js';
import { usualReporting, withRegister } from '../support/reported.js';
import { youthFacts } from '../support/youth.js';
import { youths } from './youths.js';

// Half-year reports of lives in three municipalities, against the register day by day.

const MUNICIPALITIES = ['1407', '1480', '1481'];
const TODAY = '2022-03-01';
const HALVES = ['2016H1', '2016H2', '2017H1', '2017H2', '2018H1', '2018H2', '2019H1', '2019H2', '2020H1'];

const firstDay = (half: string): string => `${half.slice(0, 4)}-${half.endsWith('1') ? '01' : '07'}-01`;

/** Every day of a half-year, counted one by one. */
const daysOf = (half: string): string[] => {
  const days: string[] = [];
  for (let day = firstDay(half); (half.endsWith('1') ? day.slice(5) < '07-01' : day.slice(5) >= '07-01');) {
    days.push(day);
    day = addDays(day, 1);
  }
  return days;
};

const DAYS = HALVES.map(daysOf);

const reportsOf = (facts: readonly Fact[], municipality: string) => HALVES.map((half) =>
  reportedYouth(youthFacts(facts), { ...usualReporting, municipality, half, today: TODAY }));

const inAll = (check: (facts: readonly Fact[], municipality: string) => void): void =>
  fc.assert(fc.property(youths, ({ facts }) => {
    const kept = withRegister(facts, TODAY);
    for (const municipality of MUNICIPALITIES) check(kept, municipality);
  }), { numRuns: 100 });

test('whoever has a day in the register of a half-year is in its report, and nobody else', () => {
  inAll((facts, municipality) => {
    const spells = registerOn(membershipOf(youthFacts(facts)), municipality, TODAY);
    const isIn = (day: string): boolean =>
      spells.some(({ from, to = '9999' }) => from <= day && day < to);
    expect(reportsOf(facts, municipality).map((report) => report !== undefined))
      .toEqual(DAYS.map((days) => days.some(isIn)));
  });
});

test('neighbouring half-years agree: only what is open at the end of one goes on in the next', () => {
  inAll((facts, municipality) => {
    const reports = reportsOf(facts, municipality).map((report) => report?.spells ?? []);
    reports.slice(1).forEach((spells, index) => {
      const start = firstDay(HALVES[index + 1]!);
      const open = reports[index]!.filter(({ to }) => to === undefined).map(({ from }) => from);
      expect(spells.filter(({ from }) => from < start).map(({ from }) => from)).toEqual(open);
    });
  });
});

test('a register that is kept passes every check that is about the register', () => {
  const aboutOthers = ['identity-number', 'birthday-20'];
  const names = CHECK_NAMES.filter((name) => !aboutOthers.includes(name));
  inAll((facts, municipality) => {
    const failures = reportsOf(facts, municipality)
      .flatMap((report) => (report ? failuresOf(report, names) : []));
    expect(failures).toEqual([]);
  });
});

test('the order in which facts came plays no part', () => {
  fc.assert(fc.property(youths, ({ facts }) => {
    const kept = withRegister(facts, TODAY);
    expect(reportsOf([...kept].reverse(), '1480')).toEqual(reportsOf(kept, '1480'));
  }), { numRuns: 100 });
});

test('the read model finds everybody who is in a report, whatever the register has of them', () => {
  let found = 0;
  fc.assert(fc.property(youths, fc.boolean(), ({ facts }, isKept) => {
    const told = isKept ? withRegister(facts, TODAY) : facts;
    const { rows } = contributionOf(kaa(() => true), told);
    const there = (collection: string, municipality: string) => rows
      .filter((row) => row.collection === collection && row.document['municipality'] === municipality)
      .map(({ document }) => document as unknown as YouthRow);
    for (const municipality of MUNICIPALITIES) {
      const registered = there('youths', municipality).filter(({ standing }) => standing === 'registered');
      const isAmiss = there('drift', municipality).length > 0;
      reportsOf(told, municipality).forEach((report, index) => {
        if (report === undefined) return;
        const days = daysOfHalfYear(HALVES[index]!);
        expect(isAmiss || registered.some((row) => overlap(row, days))).toBe(true);
        found += isAmiss ? 0 : 1;
      });
    }
  }), { numRuns: 40 });
  expect(found).toBeGreaterThan(0);
});
