import type { TSchema } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { type ValueError, ValueErrorType } from '@sinclair/typebox/errors';
import { JsonUnreadable, type LocatedJson, type Place, readLocatedJson } from '../shared/located-json.js';
import { refuse } from '../shared/refusal.js';
import { type ReportField, reportField } from './fields.js';
import {
  ASSUMED, ASSUMED_IN_FILE_NAME, type Column, isEncodable, isRepeated, type Layout, LayoutField,
} from './layout.js';

const layoutCheck = TypeCompiler.Compile(LayoutField);

/** Some editors begin a file with one. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/** A rule that a layout breaks, and the place of it as a JSON pointer. */
interface Fault {
  readonly pointer: string;
  readonly rule: string;
  /** Whether the name of a member is meant, and not its value. */
  readonly isName?: boolean;
}

/**
 * Reads a layout file. Refuses (`layout-refused`) one that is no layout, or names a field, a code, a check or
 * a form that there is not, with line and column: nothing of it is guessed.
 */
export const readLayout = (text: string): Layout => {
  const json = located(text);
  if (!layoutCheck.Check(json.value)) return refuseAt(json, misfit(layoutCheck.Errors(json.value)));
  const [fault] = faultsIn(json.value);
  return fault ? refuseAt(json, fault) : json.value;
};

const located = (text: string): LocatedJson => {
  try {
    return readLocatedJson(text.replace(BYTE_ORDER_MARK, ''));
  } catch (error) {
    if (!(error instanceof JsonUnreadable)) throw error;
    return refuseOn(error.place, `${error.rule} It is read as JSON.`);
  }
};

const refuseAt = (json: LocatedJson, { pointer, rule, isName = false }: Fault): never =>
  refuseOn(isName ? json.placeOfName(pointer) : json.placeOf(pointer), rule);

const refuseOn = ({ line, column }: Place, rule: string): never =>
  refuse('layout-refused', undefined, `Line ${line}, column ${column}: ${rule}`);

const NOT_ENCODABLE = 'It has characters that the encoding of the file has not.';
const UNKNOWN_NAME = 'There is no such field in a layout; docs/reference/kaa-layout.md has them all.';

/** A name that is misspelt is told of as such, and not by what is missing for it. */
const misfit = (errors: Iterable<ValueError>): Fault => {
  const all = [...errors];
  const unknown = all.find(({ type }) => type === ValueErrorType.ObjectAdditionalProperties);
  if (unknown) return { pointer: unknown.path, rule: UNKNOWN_NAME, isName: true };
  const { type, path: pointer, schema, message } = all[0]!;
  if (type === ValueErrorType.ObjectRequiredProperty) {
    return { pointer, rule: `\`${pointer.split('/').at(-1)}\` is missing.` };
  }
  const known = ((schema.anyOf ?? []) as TSchema[]).flatMap((each) => (each.const as string) ?? []);
  if (known.length > 0) return { pointer, rule: `There is no such one. There are: ${known.join(', ')}.` };
  return { pointer, rule: schema.description ? `It must be: ${schema.description}.` : `${message}.` };
};

/** What no single field is at fault of: names that lead nowhere, and choices that do not go together. */
const faultsIn = (layout: Layout): Fault[] => [
  ...headFaults(layout),
  ...layout.columns.flatMap((column, index) => columnFaults(column, layout)
    .map(({ pointer, ...fault }) => ({ ...fault, pointer: `/columns/${index}${pointer}` }))),
  ...layout.columns.flatMap((column, index) =>
    (layout.columns.findIndex(({ name }) => name === column.name) < index
      ? [{ pointer: `/columns/${index}/name`, rule: 'Another column has the name.' }] : [])),
  ...Object.keys(layout.codes).flatMap((name) => wordFaults(name, layout)),
];

const headFaults = ({ from, through = from, name, standing, file }: Layout): Fault[] => [
  ...(through < from ? [{ pointer: '/through', rule: 'It must not be before `from`.' }] : []),
  ...(standing === 'assumed' && !name.includes(ASSUMED)
    ? [{ pointer: '/name', rule: `The name of an assumed layout must have "${ASSUMED}" in it.` }] : []),
  ...(standing === 'assumed' && !file.name.includes(ASSUMED_IN_FILE_NAME)
    ? [{ pointer: '/file/name', rule: `It must have "${ASSUMED_IN_FILE_NAME}" in it.` }] : []),
];

const FORMS: Readonly<Partial<Record<ReportField['kind'], readonly string[]>>> = {
  'day': ['yyyy-mm-dd', 'yyyymmdd'], 'identity-number': ['yyyymmddnnnn', 'yyyymmdd-nnnn', 'yymmddnnnn'],
};

const columnFaults = (column: Column, layout: Layout): Fault[] => {
  const { block, kind } = reportField(column.field);
  const isOneOfMany = block !== 'spell' && !isRepeated(block, layout.rows);
  const forms = FORMS[kind] ?? [];
  const faults: (readonly [isFault: boolean, pointer: string, rule: string])[] = [
    [kind === 'code' && column.codes === undefined, '', 'The field is a code: `codes` must name its words.'],
    [kind !== 'code' && column.codes !== undefined, '/codes', 'The field is no code.'],
    [column.codes !== undefined && !Object.hasOwn(layout.codes, column.codes), '/codes',
      'There are no such words in `codes`.'],
    [isOneOfMany && column.take === undefined, '',
      `A row is not about one ${block}: \`take\` must say which is taken.`],
    [!isOneOfMany && column.take !== undefined, '/take', 'There is only one in a row.'],
    [column.form !== undefined && !forms.includes(column.form), '/form',
      `The field is not written so${forms.length > 0 ? `, but as ${forms.join(', ')}` : ''}.`],
    [!isEncodable(column.name, layout), '/name', NOT_ENCODABLE],
  ];
  return faults.filter(([isFault]) => isFault).map(([, pointer, rule]) => ({ pointer, rule }));
};

const wordFaults = (name: string, layout: Layout): Fault[] => {
  const using = layout.columns.filter(({ codes }) => codes === name).map(({ field }) => reportField(field));
  const at = `/codes/${name}`;
  if (using.length === 0) return [{ pointer: at, rule: 'No column uses these words.', isName: true }];
  return Object.entries(layout.codes[name]!).flatMap(([code, word]) => [
    ...using.filter(({ codes }) => !codes?.includes(code)).map(({ codes }) => ({
      pointer: `${at}/${code}`, isName: true, rule: `There is no such code. There are: ${codes?.join(', ')}.`,
    })),
    ...(isEncodable(word, layout) ? [] : [{ pointer: `${at}/${code}`, rule: NOT_ENCODABLE }]),
  ]);
};
