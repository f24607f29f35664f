import { type Static, Type } from '@sinclair/typebox';
import { CodeField } from '../shared/fields.js';
import { TextLine } from '../shared/text-line.js';
import { CHECK_NAMES } from './checks.js';
import { type Block, REPORT_FIELD_NAMES } from './fields.js';
import { HalfYearField } from '../shared/half-year.js';

/** What stands in a layout that was made up, since the true one is not public. */
export const ASSUMED = 'ASSUMED, not SCB';
export const ASSUMED_IN_FILE_NAME = 'ASSUMED-not-SCB';

const closed = { additionalProperties: false } as const;

/** Whatever stands in files; a file name has no place for much else. */
const FileNameField = Type.String({
  pattern: '^([0-9A-Za-z._-]|\\{municipality\\}|\\{half-year\\}){1,80}$',
  description: 'Name of the file; `{municipality}` and `{half-year}` stand for what it is about',
});

const ColumnField = Type.Object({
  name: TextLine(80, { minLength: 1, description: 'What the column is called' }),
  field: CodeField(REPORT_FIELD_NAMES, 'What is written in it'),
  codes: Type.Optional(Type.String({
    pattern: '^[a-z0-9-]{1,40}$', description: 'Of a code: which of `codes` has the words for it',
  })),
  take: Type.Optional(Type.Union(
    [Type.Literal('first'), Type.Literal('latest'), Type.Integer({ minimum: 1, maximum: 20 })],
    { description: 'Of a contact or measure, where rows are not about one: the first, the latest, or which' },
  )),
  form: Type.Optional(CodeField(
    ['yyyy-mm-dd', 'yyyymmdd', 'yyyymmddnnnn', 'yyyymmdd-nnnn', 'yymmddnnnn'],
    'How a day or an identity number is written; else `yyyy-mm-dd` and `yyyymmddnnnn`',
  )),
  required: Type.Optional(Type.Boolean({ description: 'Whether a row without it fails the checks' })),
}, closed);

const WordsField = Type.Record(Type.String({ pattern: '^[a-z0-9-]{1,60}$' }), TextLine(80), {
  ...closed, description: 'The word for each code; an empty one leaves the cell empty, on purpose',
});

/** How a half-year report is written: columns, codes, checks and the form of the file. */
export const LayoutField = Type.Object({
  format: Type.Literal('liggare-kaa-layout/1', { description: 'Of this form' }),
  name: TextLine(80, { minLength: 1, description: 'What it is called' }),
  standing: CodeField(['assumed', 'given'],
    'Whether somebody made it up, or it is what whoever collects the reports asks for'),
  source: TextLine(300, { minLength: 1, description: 'Where it is from' }),
  from: HalfYearField,
  through: Type.Optional(HalfYearField),
  file: Type.Object({
    name: FileNameField,
    encoding: CodeField(['utf-8', 'utf-8-bom', 'iso-8859-1'], 'How characters are written as bytes'),
    separator: CodeField([';', ',', '|', 'tab'], 'What stands between cells'),
    quotes: CodeField(['where-needed', 'always'], 'Which cells stand in quotation marks'),
    lineEnd: CodeField(['crlf', 'lf'], 'What ends a line'),
    header: Type.Boolean({ description: 'Whether the first line has the names of the columns' }),
  }, { ...closed, description: 'The form of the file' }),
  rows: CodeField(['spell', 'contact', 'measure', 'contact-or-measure'],
    'What a row is about; a spell without any contact or measure has one row all the same'),
  protectedPersons: CodeField(['left-out', 'included'], 'Whether protected persons stand in the file'),
  columns: Type.Array(ColumnField, { minItems: 1, maxItems: 100, description: 'In their order' }),
  codes: Type.Record(Type.String({ pattern: '^[a-z0-9-]{1,40}$' }), WordsField, {
    ...closed, description: 'Words for codes, by the names that columns use',
  }),
  checks: Type.Array(CodeField(CHECK_NAMES, 'A check'), {
    maxItems: CHECK_NAMES.length, uniqueItems: true, description: 'Which checks a report must pass',
  }),
}, closed);

export type Layout = Static<typeof LayoutField>;
export type Column = Layout['columns'][number];

/** Whether a layout is for a half-year. */
export const isFor = ({ from, through = '9999H2' }: Layout, half: string): boolean =>
  from <= half && half <= through;

/** Whether each row has one of a block, so that it need not be said which of several is taken. */
export const isRepeated = (block: Block, rows: Layout['rows']): boolean =>
  block === rows || (rows === 'contact-or-measure' && block !== 'spell');

/** Letters of ISO 8859-1; the signs between that differ in Windows are none of them. */
const isLatin = (character: string): boolean => character <= '\u007f'
  || (character >= '\u00a0' && character <= '\u00ff');

/** Whether a file of the layout can hold a text. */
export const isEncodable = (text: string, { file }: Pick<Layout, 'file'>): boolean =>
  file.encoding !== 'iso-8859-1' || [...text].every(isLatin);
