import { agreementKinds } from './agreement/events.js';
import { attendanceKinds, rollKinds } from './attendance/events.js';
import { deliveryKinds } from './delivery/events.js';
import { fundingKinds } from './funding/events.js';
import { kaaKinds } from './kaa/events.js';
import { readKinds } from './kaa/read-events.js';
import { routineKinds } from './kaa/routine-events.js';
import { rulesKinds } from './kaa/rules-events.js';
import { reportKinds, youthReportKinds } from './kaa-report/events.js';
import { lookKinds } from './notices/events.js';
import { contactKinds, personKinds, protectionKinds } from './person/events.js';
import { priceListKinds } from './price-list/events.js';
import { schoolRegisterKinds } from './school-register/events.js';
import { documentKinds, schoolingKinds } from './schooling/events.js';
import { chargeKinds, settlementKinds } from './settlement/events.js';
import { StreamErased } from './shared/erasure.js';
import type { Category, EventKind, RecordClass } from './shared/event.js';

/** What a category of stream holds: one record class, sealed if it is about a person. */
export interface CategoryRules {
  readonly recordClass: RecordClass;
  readonly sealed: boolean;
  readonly summary: string;
}

export const categories: Record<Category, CategoryRules> = {
  person: { recordClass: 'population-record', sealed: true, summary: 'Who someone is, and where registered' },
  contact: { recordClass: 'contact-data', sealed: true, summary: 'Where someone can be reached' },
  protection: { recordClass: 'protected-identity', sealed: true, summary: 'Whether someone is protected' },
  schooling: { recordClass: 'enrolment-history', sealed: true, summary: 'One person\'s schooling history' },
  document: { recordClass: 'final-documents', sealed: true, summary: 'Diplomas and certificates' },
  attendance: {
    recordClass: 'attendance', sealed: true, summary: 'Whether somebody is where a school has said',
  },
  kaa: { recordClass: 'kaa-contact-log', sealed: true, summary: 'A municipality\'s file for a youth' },
  kaaread: { recordClass: 'kaa-access-log', sealed: true, summary: 'Who read of a youth, and when' },
  kaaroutine: {
    recordClass: 'kaa-routine', sealed: false, summary: 'By which routines and rules youths are followed up',
  },
  funding: {
    recordClass: 'place-funding', sealed: true, summary: 'Decisions on how a pupil\'s place is paid for',
  },
  charge: { recordClass: 'charges', sealed: true, summary: 'What settlements charged for one person' },
  pricelist: { recordClass: 'price-list', sealed: false, summary: 'A price list' },
  agreement: { recordClass: 'agreement', sealed: false, summary: 'An agreement, or a policy of counting' },
  schoolregister: { recordClass: 'school-register', sealed: false, summary: 'Schools and who runs them' },
  delivery: { recordClass: 'delivery-log', sealed: false, summary: 'What came in, and what was refused' },
  settlement: {
    recordClass: 'settlement', sealed: false, summary: 'Settlements: prepared, approved, issued',
  },
  look: { recordClass: 'looks', sealed: false, summary: 'Who has looked through which list of what is new' },
  kaareport: {
    recordClass: 'kaa-report', sealed: false, summary: 'Half-year reports: layouts, and which were made',
  },
};

/** Every kind of event there is. Nothing else is recorded; the reference documentation is made from it. */
export const eventKinds: readonly EventKind[] = [
  ...personKinds, ...contactKinds, ...protectionKinds, ...schoolingKinds, ...documentKinds,
  ...attendanceKinds, ...rollKinds, ...kaaKinds, ...readKinds, ...routineKinds, ...rulesKinds,
  ...lookKinds, ...fundingKinds, ...chargeKinds,
  ...priceListKinds, ...agreementKinds, ...schoolRegisterKinds, ...deliveryKinds, ...settlementKinds,
  StreamErased, ...youthReportKinds, ...reportKinds,
] as EventKind[];

const byType = new Map(eventKinds.map((kind) => [kind.type, kind]));

/** The catalogue's entry for a type; throws for one it does not know, which is a fault and not a refusal. */
export const kindOf = (type: string): EventKind => {
  const kind = byType.get(type);
  if (!kind) throw new Error(`The event type ${type} is not in the catalogue`);
  return kind;
};

/** The category a stream name begins with: `schooling-3f…` is a schooling stream. */
export const categoryOf = (stream: string): Category => {
  const category = stream.slice(0, stream.indexOf('-')) as Category;
  if (!(category in categories)) throw new Error('The stream name does not begin with a known category');
  return category;
};
