import { FormatRegistry, type TLiteral, type TUnion, Type } from '@sinclair/typebox';
import { TextLine } from './text-line.js';

/** Building blocks of event schemas: the shapes that many facts share. */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
FormatRegistry.Set('uuid', (text) => UUID.test(text));

/** How days and instants are written; that one exists is for the rules to see (reported.ts). */
export const CIVIL_DATE_PATTERN = '^\\d{4}-\\d{2}-\\d{2}$';
export const INSTANT_PATTERN = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$';

export const CivilDateField = (description: string) =>
  Type.String({ description, pattern: CIVIL_DATE_PATTERN, examples: ['2026-03-16'] });

export const InstantField = (description: string) =>
  Type.String({ description, pattern: INSTANT_PATTERN, examples: ['2026-04-08T07:30:00Z'] });

export const MonthField = (description: string) =>
  Type.String({ description, pattern: '^\\d{4}-(0[1-9]|1[0-2])$', examples: ['2026-03'] });

export const MunicipalityField = Type.String({
  description: 'Municipality code, four characters as text; pseudo codes such as 9900 are kept as they came',
  pattern: '^[0-9A-Za-z]{4}$', examples: ['1480'],
});

/** Whoever pays: a municipality, the state, or another who bears a part. Safe in keys and addresses. */
export const PayerField = Type.String({
  description: 'Whoever pays: municipality code, `state`, or the id of another',
  pattern: '^[0-9A-Za-z-]{1,40}$', examples: ['1480'],
});

export const UnitField = Type.String({
  description: 'School unit code as text: eight digits, or a pseudo code such as x-00090002',
  pattern: '^[0-9A-Za-z-]{1,16}$', examples: ['94353434'],
});

export const StudyPathField = Type.String({
  description: 'Study path code, up to nine positions, as reported',
  pattern: '^[0-9A-ZÅÄÖ]{1,9}$', examples: ['NANAT000N'],
});

/** From when a fact holds, when its source said so, and when the source last changed what it said. */
export const times = {
  validOn: CivilDateField('The day from which the fact holds in the world'),
  reportedAt: Type.Optional(InstantField('When the source says it registered the fact')),
  amendedAt: Type.Optional(InstantField('When the source says it last changed the fact, if it did')),
};

/** What kind of source said it. About a person, the population register goes before a school. */
export const SourceField = Type.Union(
  [Type.Literal('population-register'), Type.Literal('school-system'), Type.Literal('case-worker')],
  { description: 'What kind of source said so' },
);

/** What a school delivery said about the person in passing; never a registration in itself. */
export const ObservedField = Type.Optional(Type.Object({
  givenName: Type.Optional(TextLine(200)),
  familyName: Type.Optional(TextLine(200)),
  homeMunicipality: Type.Optional(MunicipalityField),
}, { additionalProperties: false, description: 'Name and municipality as the source gave them in passing' }));

/** A withdrawal that names its target. */
export const TargetField = Type.String({ format: 'uuid', description: 'Id of the event that is withdrawn' });

export const ReasonField = Type.Optional(Type.String({
  pattern: '^[a-z][a-z0-9-]{0,60}$', description: 'Reason as a code, never free text',
  examples: ['registered-by-mistake'],
}));

type CodeOf<C extends readonly string[]> = TUnion<{ -readonly [I in keyof C]: TLiteral<C[I] & string> }>;

/** A field that is one of a closed list of codes. */
export const CodeField = <const C extends readonly string[]>(
  codes: C, description: string,
): CodeOf<C> =>
  Type.Union(codes.map((code) => Type.Literal(code)), { description }) as unknown as CodeOf<C>;
