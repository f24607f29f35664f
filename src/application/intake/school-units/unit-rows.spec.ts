import { RunningIntake } from '../../../../test/support/running-intake.js';

const HEADER = 'unit,name,principal_id,principal_name,principal_kind,municipality,valid_from,csn_code';
const ROW = '10000001,Norra gymnasiet,1482,Kungälvs kommun,municipal,1482,2020-01-01,0001';

test('each row registers a unit and who runs it, in the one register there is', async () => {
  const intake = new RunningIntake();
  const file = `${HEADER}\n${ROW}\nx-00090002,Övrigt,999999-9999,Skolbolaget,independent,,2021-07-01,\n`;
  expect(await intake.send('school-units', file)).toMatchObject({ taken: 2, refused: 0 });
  const events = await intake.plain('schoolregister');
  expect(new Set(events.map(({ stream }) => stream)).size).toBe(1);
  expect(events.map((event) => (event.erased ? undefined : event.data))).toEqual([
    {
      validOn: '2020-01-01', unit: '10000001', name: 'Norra gymnasiet', municipality: '1482',
      principal: { id: '1482', name: 'Kungälvs kommun', kind: 'municipal' },
    },
    {
      validOn: '2021-07-01', unit: 'x-00090002', name: 'Övrigt',
      principal: { id: '999999-9999', name: 'Skolbolaget', kind: 'independent' },
    },
  ]);
  expect(await intake.send('school-units', file)).toMatchObject({ taken: 0, known: 2 });
});

test('a row may say that the unit is closed from a day on', async () => {
  const intake = new RunningIntake();
  await intake.send('school-units', `${HEADER},closed\n${ROW},\n${ROW.replace('2020', '2026')},true\n`);
  const closed = (await intake.plain('schoolregister'))
    .map((event) => (event.erased ? undefined : (event.data as { closed?: boolean }).closed));
  expect(closed).toEqual([undefined, true]);
});

test.each([
  [ROW.replace('10000001', '1000 0001'), 'field-malformed', 'unit'],
  [ROW.replace('Norra gymnasiet', ''), 'field-missing', 'name'],
  [ROW.replace('Norra gymnasiet', 'Norra\u0007gymnasiet'), 'field-malformed', 'name'],
  [ROW.replace('1482,Kung', '14 82,Kung'), 'field-malformed', 'principal_id'],
  [ROW.replace('municipal', 'state'), 'field-malformed', 'principal_kind'],
  [ROW.replace(',1482,2020', ',148,2020'), 'field-malformed', 'municipality'],
  [ROW.replace('2020-01-01', '2020-13-01'), 'date-impossible', 'valid_from'],
])('the row %s is refused: %s', async (row, code, field) => {
  const report = await new RunningIntake().send('school-units', `${HEADER}\n${row}\n${ROW}\n`);
  expect(report).toMatchObject({ taken: 1, refusals: [{ line: 2, code, field }] });
});

test('a file with other columns is no register', async () => {
  const report = await new RunningIntake().send('school-units', 'unit,name,colour\n');
  expect(report).toMatchObject({ state: 'broken', lines: 0, problem: { code: 'column-missing' } });
});
