import type { TSchema } from '@sinclair/typebox';
import type { RegisterExtract } from '../../../application/queries/register-extract.js';
import { youthReportKinds } from '../../../domain/kaa-report/events.js';
import { kaaKinds } from '../../../domain/kaa/events.js';
import { english } from './english.js';
import type { ExtractPhrases } from './phrases.js';
import { swedish } from './swedish.js';
import { swedishFields } from './swedish-fields.js';
import { extractText } from './text.js';

/** As the text leaves them out, or the register has a line of its own for them. */
const TOLD_OTHERWISE =
  ['validOn', 'municipality', 'spell', 'revision', 'from', 'began', 'ended', 'decidedBy'];

/** Fields of a schema, with the codes that each can have, those within others too. */
const fieldsOf = ({ properties = {} }: TSchema): [field: string, codes: string[]][] =>
  Object.entries(properties as Record<string, TSchema>).flatMap(([field, schema]) => {
    const inner = (schema.items ?? schema) as TSchema;
    const codes = ((inner.anyOf ?? [inner]) as TSchema[])
      .flatMap((one) => (one.const === undefined ? [] : [String(one.const)]));
    return [[field, codes] as [string, string[]], ...fieldsOf(inner)];
  });

const fields = [...kaaKinds, ...youthReportKinds].flatMap(({ schema }) => fieldsOf(schema))
  .filter(([field]) => !TOLD_OTHERWISE.includes(field));

test('every field that can stand in a file has a Swedish name, and every code a Swedish word', () => {
  const missing = fields.flatMap(([field, codes]) => [
    ...(swedishFields[field] ? [] : [field]),
    ...codes.filter((code) => !swedishFields[field]?.codes?.[code]).map((code) => `${field} ${code}`),
  ]);
  expect(missing).toEqual([]);
  expect(fields.length).toBeGreaterThan(100);
});

test('no Swedish word is there for what cannot stand in a file', () => {
  const ofAddress = ['street', 'postalCode', 'city'];
  const all = fields.flatMap(([field, codes]) => [field, ...codes.map((code) => `${field} ${code}`)]);
  const unused = Object.entries(swedishFields).flatMap(([field, { codes = {} }]) =>
    [field, ...Object.keys(codes).map((code) => `${field} ${code}`)]);
  expect(unused.filter((one) => !all.includes(one) && !ofAddress.includes(one))).toEqual([]);
});

const tables = ['conditions', 'entries', 'exits', 'numbers', 'reads', 'kinds'] as const satisfies
  readonly (keyof ExtractPhrases)[];
const pairs = tables.flatMap((table) => Object.entries(english[table]).map(([name, text]): string[] =>
  [`${table} ${name}`, text, (swedish[table] as Readonly<Record<string, string>>)[name] ?? '']));

test.each(pairs)('%s is said in both languages, and otherwise', (_, inEnglish, inSwedish) => {
  expect(inSwedish).not.toBe('');
  expect(inSwedish).not.toBe(inEnglish);
});

const extract: RegisterExtract = {
  person: 'p-1', madeOn: '2026-03-16', identity: {},
  conditions: [{ condition: 'no-diploma', holds: false, since: '2026-03-01', decidedBy: [] }],
  spells: [], register: [],
  files: [{
    municipality: '1480', facts: [{
      id: 'e-1', type: 'PlanAdopted', summary: '', recordedAt: '2026-03-31T22:30:00.000Z', withdrawn: true,
      said: {
        validOn: '2026-03-02', municipality: '1480', source: 'case-worker', goal: 'work',
        whyEnded: 'began-work', rows: [{ source: 'work' }],
      },
    }],
  }],
  reads: [],
};

test.each([
  ['sv', `2026-03-02 En version av den individuella planen. källa: handläggare; planering och mål: work; ${
    'varför insatsen avslutades: började arbeta; rader: (source: work)'
  } (registrerad 2026-04-01 00:30, återtagen senare)`],
  ['en', `2026-03-02 A version of the individual plan, with its seven parts. source: case-worker; ${
    'goal: work; whyEnded: began-work; rows: (source: work)'} (recorded 2026-04-01 00:30, withdrawn since)`],
] as const)('in %s free text and cells of a report stand as they were written', (language, line) => {
  expect(extractText(extract, language)).toContain(`\n  ${line}\n`);
});

test('days of a spell go through its last, or on', () => {
  const spell = { municipality: '1480', from: '2026-01-01', began: 'moved-in', decidedBy: [] };
  const of = (to?: string) => ({ ...extract, spells: [{ ...spell, ...(to && { to }) }] }) as unknown as
    RegisterExtract;
  expect(extractText(of('2026-02-01'), 'sv'))
    .toContain('från och med 2026-01-01 till och med 2026-01-31 i kommun 1480; började: flyttade in');
  expect(extractText(of(), 'en')).toContain('2026-01-01 on in 1480; began: moved-in; ends: nothing known');
});
