import { RunningIntake } from '../../../../test/support/running-intake.js';

const HEADER = 'unit;on;identity_number';
const NUMBER = '201001012382';
const ROW = `10000001;2026-10-15;${NUMBER}`;
const CLOSED = '10000001;2026-10-15;';

test('each row names a pupil, and the one without a number closes the roll', async () => {
  const intake = new RunningIntake();
  const file = `${HEADER}\n${ROW}\n${CLOSED}\n`;
  expect(await intake.send('school-roll', file)).toMatchObject({ taken: 2, refused: 0 });
  const seen = (await intake.about(NUMBER)).filter(({ category }) => category === 'attendance');
  expect(seen.map((one) => (one.erased ? undefined : one.data)))
    .toEqual([{ validOn: '2026-10-15', source: 'school-system', unit: '10000001' }]);
  const closed = await intake.plain('schoolregister');
  expect(closed.map((one) => (one.erased ? undefined : [one.type, one.data])))
    .toEqual([['RollClosed', { validOn: '2026-10-15', unit: '10000001' }]]);
  expect(await intake.send('school-roll', file)).toMatchObject({ taken: 0, known: 2 });
});

test('a roll that is cut off is not closed', async () => {
  const intake = new RunningIntake();
  await intake.send('school-roll', `${HEADER}\n${ROW}\n`);
  expect(await intake.plain('schoolregister')).toEqual([]);
});

test.each([
  [ROW.replace('10000001', '1000 0001'), 'field-malformed', 'unit'],
  [ROW.replace('2026-10-15', '2026-02-30'), 'date-impossible', 'on'],
  [`10000001;2026-10-15;20100101${'2383'}`, 'identity-number-invalid', 'identity_number'],
  [ROW.replace('10000001', ''), 'field-missing', 'unit'],
])('the row %s is refused: %s', async (row, code, field) => {
  const report = await new RunningIntake().send('school-roll', `${HEADER}\n${row}\n${ROW}\n`);
  expect(report).toMatchObject({ taken: 1, refusals: [{ line: 2, code, field }] });
});
