import { RunningIntake } from '../../../../test/support/running-intake.js';
import { attendanceLine } from './attendance-line.js';
import type { PersonLine } from '../statement.js';

const NUMBER = '201001012382';
const UNIT = '10000001';
const times = { validOn: '2026-02-10', reportedAt: '2026-02-12T07:30:00Z' };
const common = { identityNumber: NUMBER, unit: UNIT, ...times };
const said = { ...times, source: 'school-system', unit: UNIT };

const facts = (fields: object) => (attendanceLine({ ...common, ...fields }) as PersonLine)
  .statements.map(({ event: { type, data } }) => [type, data]);
const ndjson = (...lines: readonly object[]): string =>
  lines.map((line) => `${JSON.stringify({ ...common, ...line })}\n`).join('');

test.each<[object, string, object]>([
  [{ kind: 'no-show' }, 'DidNotAppear', {}],
  [{ kind: 'absence' }, 'AbsenceReported', {}],
  [{ kind: 'absence-end' }, 'AbsenceEnded', {}],
  [{ kind: 'absence-exception' }, 'AbsenceExcepted', {}],
  [{ kind: 'absence-share', until: '2026-03-10', absentPercent: 25, unexcusedHours: 4 },
    'AbsenceShareReported', { until: '2026-03-10', absentPercent: 25, unexcusedHours: 4 }],
  [{ kind: 'warning', about: 'course-failed' }, 'WarningGiven', { about: 'course-failed' }],
  [{ kind: 'dropout', guardianConsent: false }, 'DroppedOut', { guardianConsent: false }],
  [{ kind: 'forfeited-place' }, 'PlaceForfeited', {}],
  [{ kind: 'absence-decision', decidedOn: '2026-02-10', awaySince: '2026-01-07', outcome: 'ends' },
    'AbsenceDecided', { decidedOn: '2026-02-10', awaySince: '2026-01-07', outcome: 'ends' }],
])('%p becomes its fact', (fields, type, data) => {
  expect(facts(fields)).toEqual([[type, { ...said, ...data }]]);
});

test.each<[object, string, string | undefined]>([
  [{}, 'field-missing', 'kind'],
  [{ kind: 'ill' }, 'kind-unknown', 'kind'],
  [{ kind: 'toString' }, 'kind-unknown', 'kind'],
  [{ kind: 'absence', unit: '1000 0001' }, 'field-malformed', 'unit'],
  [{ kind: 'absence', validOn: '2026-02-30' }, 'date-impossible', 'validOn'],
  [{ kind: 'absence', reportedAt: undefined }, 'field-missing', 'reportedAt'],
  [{ kind: 'absence', identityNumber: `20100101${'2383'}` }, 'identity-number-invalid', 'identityNumber'],
  [{ kind: 'absence', until: '2026-03-10' }, 'field-unknown', undefined],
  [{ kind: 'absence-share', until: '2026-03-10' }, 'field-missing', 'absentPercent'],
  [{ kind: 'absence-share', until: '2026-03-10', absentPercent: 2.5 }, 'field-malformed', 'absentPercent'],
  [{ kind: 'absence-share', until: '2026-03-10', absentPercent: 101 }, 'field-malformed', 'absentPercent'],
  [{ kind: 'absence-share', until: '2026-02-10', absentPercent: 9 }, 'ends-before-it-begins', 'until'],
  [{ kind: 'warning', about: 'illness' }, 'field-malformed', 'about'],
  [{ kind: 'dropout', guardianConsent: 'maybe' }, 'field-malformed', 'guardianConsent'],
  [{ kind: 'absence-decision', decidedOn: '2026-01-06', awaySince: '2026-01-07', outcome: 'ends' },
    'ends-before-it-begins', 'decidedOn'],
  [{ kind: 'withdrawn', withdraws: 'withdrawn', withdrawsReportedAt: times.reportedAt },
    'kind-unknown', 'withdraws'],
])('%p is refused: %s', async (fields, code, field) => {
  const report = await new RunningIntake().send('attendance', ndjson(fields, { kind: 'no-show' }));
  expect(report).toMatchObject({ lines: 2, taken: 1, refused: 1, refusals: [{ line: 1, code }] });
  expect(report.refusals[0]!.field).toBe(field);
});

test('a line that is withdrawn names the fact it was, before or after it', async () => {
  const withdrawn = {
    kind: 'withdrawn', withdraws: 'absence', withdrawsReportedAt: times.reportedAt,
    reportedAt: '2026-02-20T07:30:00Z',
  };
  const intake = new RunningIntake();
  const file = ndjson(withdrawn, { kind: 'absence' });
  expect(await intake.send('attendance', file)).toMatchObject({ taken: 2, refused: 0 });
  const events = (await intake.about(NUMBER)).filter(({ category }) => category === 'attendance');
  const [withdrawal, absence] = events.map((one) => (one.erased ? undefined : one));
  expect(withdrawal).toMatchObject({ type: 'AttendanceFactWithdrawn', data: { withdraws: absence!.id } });
  expect(await intake.send('attendance', file)).toMatchObject({ taken: 0, known: 2 });
});

test('the same feed as CSV says the same', async () => {
  const intake = new RunningIntake();
  await intake.send('attendance', ndjson(
    { kind: 'absence-share', until: '2026-03-10', absentPercent: 25 },
    { kind: 'dropout', guardianConsent: true },
  ));
  const csv = `kind;identityNumber;unit;validOn;reportedAt;until;absentPercent;guardianConsent\n${[
    `absence-share;${NUMBER};${UNIT};2026-02-10;2026-02-12T07:30:00Z;2026-03-10;25;`,
    `dropout;${NUMBER};${UNIT};2026-02-10;2026-02-12T07:30:00Z;;;true`,
  ].join('\n')}\n`;
  expect(await intake.send('attendance', csv)).toMatchObject({ lines: 2, taken: 0, known: 2 });
});
