import type { TSchema } from '@sinclair/typebox';
import { MeasureEnded, MeasureOffered } from '../kaa/case-events.js';
import { OccupationField } from '../kaa/codes.js';
import { ContactMade } from '../kaa/contact-events.js';
import type { KaaFile } from '../kaa/file.js';
import type { Measure } from '../kaa/measures.js';
import { ENTRIES, EXITS } from '../kaa/spell-codes.js';
import { addDays } from '../shared/civil-date.js';
import type { ReportedSpell, ReportedYouth, Reporting } from './reported-youth.js';

/** What there is to be written in one row: a spell, and of its contacts and measures one each, or none. */
export interface RowSubject {
  readonly reporting: Reporting;
  readonly youth: ReportedYouth;
  readonly spell: ReportedSpell;
  readonly contact?: KaaFile['contacts'][number];
  readonly measure?: Measure;
}

/** What a field is about: of a spell there is one in a row, of the others there may be several. */
export type Block = 'spell' | 'contact' | 'measure';

/** A field that a layout can have a column for, under the name that stays the same whatever the layout. */
export interface ReportField {
  readonly block: Block;
  readonly kind: 'text' | 'number' | 'day' | 'identity-number' | 'code';
  /** Of a code, all there are. */
  readonly codes?: readonly string[];
  readonly valueIn: (row: RowSubject) => string | undefined;
}

const codesOf = ({ anyOf = [] }: TSchema): string[] =>
  (anyOf as TSchema[]).map((each) => each.const as string);

const of = (
  block: Block, kind: ReportField['kind'], valueIn: ReportField['valueIn'],
): ReportField => ({ block, kind, valueIn });
const coded = (block: Block, codes: readonly string[], valueIn: ReportField['valueIn']): ReportField =>
  ({ block, kind: 'code', codes, valueIn });

const occupations = codesOf(OccupationField);
const { channel, initiatedBy, outcome } = ContactMade.schema.properties;
const { measure: measures, provider } = MeasureOffered.schema.properties;

/** Every field there is. */
const REPORT_FIELDS = {
  'municipality': of('spell', 'text', ({ reporting }) => reporting.municipality),
  'half-year': of('spell', 'text', ({ reporting }) => reporting.half),
  'identity-number': of('spell', 'identity-number', ({ youth }) => youth.number?.value),
  'born-on': of('spell', 'day', ({ youth }) => youth.born),
  'registered-on': of('spell', 'day', ({ spell }) => spell.from),
  'registration-reason': coded('spell', ENTRIES, ({ spell }) => spell.began),
  'deregistered-on': of('spell', 'day', ({ spell }) => spell.to),
  'last-day': of('spell', 'day', ({ spell: { to } }) => (to === undefined ? to : addDays(to, -1))),
  'deregistration-reason': coded('spell', EXITS, ({ spell }) => spell.ended),
  'occupation': coded('spell', occupations, ({ spell }) => spell.occupation),
  'contacts': of('spell', 'number', ({ spell }) => String(spell.contacts.length)),
  'attempts': of('spell', 'number', ({ spell }) => String(spell.attempts)),
  'measures': of('spell', 'number', ({ spell }) => String(spell.measures.length)),
  'contact-on': of('contact', 'day', ({ contact }) => contact?.on),
  'contact-channel': coded('contact', codesOf(channel), ({ contact }) => contact?.channel),
  'contact-initiated-by': coded('contact', codesOf(initiatedBy), ({ contact }) => contact?.initiatedBy),
  'contact-outcome': coded('contact', codesOf(outcome), ({ contact }) => contact?.outcome),
  'contact-occupation': coded('contact', occupations, occupationAtContact),
  'measure': coded('measure', codesOf(measures), ({ measure }) => measure?.measure),
  'measure-provider': coded('measure', codesOf(provider), ({ measure }) => measure?.provider),
  'measure-offered-on': of('measure', 'day', ({ measure }) => measure?.offeredOn),
  'measure-started-on': of('measure', 'day', ({ measure }) => measure?.startedOn),
  'measure-ended-on': of('measure', 'day', ({ measure }) => measure?.endedOn),
  'measure-end-reason':
    coded('measure', codesOf(MeasureEnded.schema.properties.why), ({ measure }) => measure?.why),
  'occupation-after-measure': coded('measure', occupations, ({ measure }) => measure?.occupationAfter),
} as const satisfies Record<string, ReportField>;

export type ReportFieldName = keyof typeof REPORT_FIELDS;
export const REPORT_FIELD_NAMES = Object.keys(REPORT_FIELDS) as readonly ReportFieldName[];

export const reportField = (name: ReportFieldName): ReportField => REPORT_FIELDS[name];

/** As the contact said, or else what was recorded on its day. */
function occupationAtContact({ contact, youth }: RowSubject): string | undefined {
  const { occupations: known } = youth.behind.file;
  return contact?.occupation ?? known.findLast(({ on }) => on === contact?.on)?.occupation;
}
