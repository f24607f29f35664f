import {
  absenceDecided, breakPlanned, died, droppedOut, enrolled, forfeited, issued, named, NORTH, numberAdded,
  pathChanged, placed, registeredIn, SOUTH, transferred,
} from '../../../test/support/events.js';
import type { FactEvent } from '../../../test/support/caseload-of.js';
import { asFacts } from '../../../test/support/given-when-then.js';
import { readModelOf } from '../../../test/support/read-models.js';
import type { PupilOfPeriod } from '../../domain/figures/dropout-figures.js';
import { caseload } from './caseload.js';
import type { DropoutsAsked } from './dropouts.js';
import { CaseloadQueries } from './queries.js';

const SCHOOL_YEAR = { from: '2025-07-01', to: '2026-07-01' };

/** What a period says of one pupil, of these facts. */
const pupilsOf = async (
  facts: readonly FactEvent[], more: Partial<DropoutsAsked> = {},
): Promise<PupilOfPeriod[]> => {
  const someone = asFacts([named(), numberAdded(), registeredIn(), ...facts]);
  const model = await readModelOf(caseload, { someone });
  const found: PupilOfPeriod[] = [];
  const asked = { during: SCHOOL_YEAR, lookedAt: '2026-09-30', ...more };
  for await (const pupil of new CaseloadQueries(model).pupils(asked)) found.push(pupil);
  await model.close();
  return found;
};

const north = { municipality: '1407', unit: NORTH, programme: 'NA', yearOfStudy: '' };

test('whoever drops out and begins nowhere else in the period is a dropout of what they left', async () => {
  expect(await pupilsOf([enrolled({ schoolYear: '1' }), droppedOut()]))
    .toEqual([{ ...north, yearOfStudy: '1', droppedOut: true }]);
});

test('whoever is away until the place ends is one too, and who never came was no pupil', async () => {
  expect(await pupilsOf([enrolled(), absenceDecided()])).toEqual([{ ...north, droppedOut: true }]);
  expect(await pupilsOf([enrolled(), forfeited()])).toEqual([]);
});

test.each<[string, FactEvent[], Partial<PupilOfPeriod>]>([
  ['stays', [enrolled()], {}],
  ['comes to another school later in the period',
    [enrolled(), droppedOut({ validOn: '2026-01-10' }), enrolled({ unit: SOUTH, validOn: '2026-05-02' })],
    { unit: SOUTH }],
  ['changes school', [enrolled(), transferred()], { unit: SOUTH, programme: 'TE' }],
  ['is claimed by two schools, of which one says that they left',
    [enrolled(), enrolled({ unit: SOUTH }), droppedOut()], { unit: SOUTH }],
  ['drops out after the period', [enrolled(), droppedOut({ validOn: '2026-07-01' })], {}],
  ['has a diploma', [enrolled(), issued()], {}],
  ['is on a break', [enrolled(), breakPlanned()], {}],
  ['died', [enrolled(), died(), droppedOut({ validOn: '2026-01-12' })], { municipality: '' }],
])('whoever %s is none', async (_, facts, place) => {
  expect(await pupilsOf(facts)).toEqual([{ ...north, ...place, droppedOut: false }]);
});

test('each is counted once, where they were last', async () => {
  expect(await pupilsOf([enrolled(), pathChanged(), droppedOut()]))
    .toEqual([{ ...north, programme: 'TE', droppedOut: true }]);
});

test('no pupil of the period is who was at no school in it, or placed and nobody confirmed it', async () => {
  const left = [enrolled({ validOn: '2024-08-19' }), droppedOut({ validOn: '2025-07-01' })];
  expect(await pupilsOf(left)).toEqual([]);
  expect(await pupilsOf([placed()])).toEqual([]);
});

test('a municipality has those who belong there', async () => {
  expect(await pupilsOf([enrolled(), droppedOut()], { municipality: '1407' })).toHaveLength(1);
  expect(await pupilsOf([enrolled(), droppedOut()], { municipality: '1481' })).toEqual([]);
});
