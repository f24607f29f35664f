import { kindOf } from '../../../domain/catalogue.js';
import { AttendanceFactWithdrawn } from '../../../domain/attendance/events.js';
import { SchoolingFactWithdrawn } from '../../../domain/schooling/events.js';
import type { Event } from '../../../domain/shared/event.js';
import { canonicalJson } from '../../../domain/shared/fact-order.js';
import { identityNumber } from '../../../domain/shared/identity-number.js';
import { refuse } from '../../../domain/shared/refusal.js';
import { feedReader } from '../reading/feed-reader.js';
import { Fields } from '../reading/fields.js';
import type { LineReader } from '../reading/read-line.js';
import { shapes } from '../reading/shapes.js';
import type { Interpret, Statement } from '../statement.js';
import { type AttendanceKind, attendanceKinds, type SaidBySchool } from './attendance-kinds.js';

const source = 'school-system';
const COMMON = ['kind', 'identityNumber', 'unit', 'validOn', 'reportedAt'];
const WITHDRAWAL = ['withdraws', 'withdrawsReportedAt'];

const known = [...COMMON, ...WITHDRAWAL, ...Object.values(attendanceKinds).flatMap(({ fields }) => fields)];

/** Reads a school's attendance feed. */
export const attendanceReader = (): LineReader => feedReader({ needed: COMMON, known });

/** What a line says. A fact is the same fact if everything about it is the same. */
export const attendanceLine: Interpret = (value) => {
  const said = Fields.of(value);
  const kind = said.mustText('kind');
  const common = {
    source, unit: said.mustText('unit', shapes.unit), validOn: said.mustDay('validOn'),
    reportedAt: said.mustInstant('reportedAt'),
  } as const;
  const about = identityNumber(said.mustText('identityNumber'), 'identityNumber');
  const statements = kind === 'withdrawn' ? withdrawals(said, common) : stated(said, common);
  return { about, source, statements };
};

const kindNamed = (name: string, field: string): AttendanceKind => {
  if (Object.hasOwn(attendanceKinds, name)) return attendanceKinds[name]!;
  const names = [...Object.keys(attendanceKinds), ...(field === 'kind' ? ['withdrawn'] : [])].join(', ');
  return refuse('kind-unknown', field, `The attendance feed has no such kind of line; it has ${names}.`);
};

const stated = (said: Fields, common: SaidBySchool): Statement[] => {
  const kind = kindNamed(said.mustText('kind'), 'kind');
  said.mustHaveOnly([...COMMON, ...kind.fields]);
  return kind.fact(said, common).map((event) => ({ event, identity: identityOf(event) }));
};

const identityOf = ({ type, data }: Event): string => `attendance|${type}|${canonicalJson(data)}`;

const WITHDRAWN_BY: { readonly [category: string]: { readonly type: string } } = {
  attendance: AttendanceFactWithdrawn, schooling: SchoolingFactWithdrawn,
};

/** Repeats the line that is withdrawn, with its kind and its time of report in fields of their own. */
const withdrawals = (said: Fields, common: SaidBySchool): Statement[] => {
  const kind = kindNamed(said.mustText('withdraws'), 'withdraws');
  said.mustHaveOnly([...COMMON, ...WITHDRAWAL, ...kind.fields]);
  const { validOn, reportedAt } = common;
  const then = { ...common, reportedAt: said.mustInstant('withdrawsReportedAt') };
  return kind.fact(said, then).map((withdrawn) => {
    const { type } = WITHDRAWN_BY[kindOf(withdrawn.type).category]!;
    const identity = identityOf(withdrawn);
    return {
      event: { type, data: { validOn, reportedAt, source } }, withdraws: identity,
      identity: `attendance|withdrawn|${reportedAt}|${identity}`,
    };
  });
};
