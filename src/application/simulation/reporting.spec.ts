import { addDays, daysBetween } from '../../domain/shared/civil-date.js';
import { type ElinKind, elinKinds, lagDays } from './elin-kinds.js';
import { Random } from './random.js';
import { Reporting } from './reporting.js';
import { schoolYear } from './school-year.js';

const YEAR = schoolYear('2025/2026');
const PLACE = { unit: '00010001', studyPath: 'NA' };

test.each(Object.keys(elinKinds) as ElinKind[])('%s lags as in the sample: half up to the median', (kind) => {
  const { lag } = elinKinds[kind];
  const random = Random.of(7, 1);
  const days = Array.from({ length: 2_000 }, () => lagDays(random, lag)).sort((a, b) => a - b);
  expect(days[0]).toBeGreaterThanOrEqual(lag.least);
  expect(days.at(-1)).toBeLessThanOrEqual(lag.most);
  expect(days[900]).toBeLessThanOrEqual(lag.median);
  expect(days[1_100]).toBeGreaterThanOrEqual(lag.median);
});

test('without lateness everything is registered on the day', () => {
  const reporting = new Reporting(Random.of(7, 2), YEAR, 0);
  expect(reporting.report('pathChanged', PLACE, '2025-11-03').registeredOn).toBe('2025-11-03');
});

test('what is taken back is taken back on a later day than it was said, even without lateness', () => {
  const reporting = new Reporting(Random.of(7, 3), YEAR, 0);
  const { registeredOn } = reporting.report('droppedOut', PLACE, '2026-05-20');
  const removal = reporting.report('dropoutRemoved', PLACE, '2026-05-20', { after: registeredOn });
  expect(daysBetween(registeredOn, removal.registeredOn)).toBe(1);
});

test('all is reported by the end of August after the school year, what is taken back included', () => {
  const reporting = new Reporting(Random.of(7, 4), YEAR, 10);
  for (let times = 0; times < 500; times += 1) {
    const { registeredOn } = reporting.report('pathChanged', PLACE, '2026-05-20');
    const removal = reporting.report('dropoutRemoved', PLACE, '2026-05-20', { after: registeredOn });
    expect(registeredOn < YEAR.allReported).toBe(true);
    expect(removal.registeredOn <= YEAR.allReported && removal.registeredOn > registeredOn).toBe(true);
  }
});

test('times of day are within the day, the last change not before the registration', () => {
  const reporting = new Reporting(Random.of(7, 5), YEAR, 1);
  for (let times = 0; times < 2_000; times += 1) {
    const validOn = addDays('2025-08-18', times % 30);
    const { registeredAt, amendedAt } = reporting.report('admitted', PLACE, validOn);
    expect(registeredAt).toMatch(/^(0[7-9]|1[0-4]):[0-5]\d:[0-5]\d$/);
    expect(amendedAt >= registeredAt && amendedAt < '17:00:00').toBe(true);
  }
});
