import { FOREVER } from '../../domain/shared/civil-date.js';
import { Course } from './course.js';
import { Random } from './random.js';
import { Reporting } from './reporting.js';
import { schoolYear } from './school-year.js';
import { followUpOf, overlapsOf } from './truth.js';

const YEAR = schoolYear('2025/2026');
const BORN = '2009-04-05';
const A = { unit: '00010001', studyPath: 'NA' };
const B = { unit: '00010002', studyPath: 'ES' };

const course = (): Course => new Course(new Reporting(Random.of(1, 1), YEAR, 1), YEAR);
const periods = (told: Course, born = BORN): string[] =>
  followUpOf(told, born).map(({ from, to, because }) => `${because} ${from} ${to}`);

test('a dropout is followed up until the 20th birthday', () => {
  const told = course();
  told.starts(A, '2025-08-18');
  told.leaves(A, '2026-01-12');
  expect(periods(told)).toEqual(['dropped-out 2026-01-12 2029-04-05']);
});

test('or until another school takes the pupil in', () => {
  const told = course();
  told.starts(A, '2025-08-18');
  told.leaves(A, '2026-01-12');
  told.starts(B, '2026-02-02');
  expect(periods(told)).toEqual(['dropped-out 2026-01-12 2026-02-02']);
});

test('a placement that nobody came to is followed up from its first day', () => {
  const told = course();
  told.placed(A);
  told.neverStarted();
  expect(periods(told)).toEqual(['never-started 2025-07-01 2029-04-05']);
});

test('leaving one of two schools is no way out', () => {
  const told = course();
  told.starts(A, '2025-08-18');
  told.starts(B, '2025-10-01');
  told.leaves(A, '2025-10-11');
  expect(periods(told)).toEqual([]);
  expect(overlapsOf(told.stays)).toEqual([{ units: [A.unit, B.unit], from: '2025-10-01', to: '2025-10-11' }]);
});

test('a diploma ends the following up, a study certificate begins it', () => {
  const [diploma, certificate] = [course(), course()];
  for (const told of [diploma, certificate]) told.starts(A, '2023-08-17');
  diploma.finishes('diploma', '2026-06-05');
  certificate.finishes('studyCertificate', '2026-06-05');
  expect(periods(diploma)).toEqual([]);
  expect(periods(certificate, '2007-04-05')).toEqual(['study-certificate 2026-06-05 2027-04-05']);
});

test('nobody is followed up after death or emigration', () => {
  const told = course();
  told.starts(A, '2025-08-18');
  told.goneOn = '2026-01-10';
  told.leaves(A, '2026-01-12');
  expect(periods(told)).toEqual([]);
});

test('a stay begins with the summer placement at the same school, and on the first day at another', () => {
  const [same, other] = [course(), course()];
  for (const told of [same, other]) told.placed(A);
  same.starts(A, '2025-08-18');
  other.starts(B, '2025-08-18');
  expect([...same.stays, ...other.stays].map(({ from, to }) => [from, to]))
    .toEqual([['2025-07-01', FOREVER], ['2025-08-18', FOREVER]]);
});
