import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { OptionalKind, type TSchema } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { Errors, ValueErrorType } from '@sinclair/typebox/errors';
import { Transform, Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested, type ValidationArguments } from 'class-validator';
import { isCivilDate } from '../../domain/shared/civil-date.js';
import type { EventKind } from '../../domain/shared/event.js';
import { CIVIL_DATE_PATTERN, INSTANT_PATTERN } from '../../domain/shared/fields.js';
import { isTextLine, textLineRule } from '../../domain/shared/text-line.js';

/**
 * Fields of requests. Each decorator both checks and documents; those that end up in an event take what they
 * check from the event's own schema (`FieldOf`), so that the two cannot drift apart.
 */

interface FieldOptions {
  readonly optional?: boolean;
  /** Instead of the one in the schema. */
  readonly description?: string;
  readonly example?: unknown;
  /** False where the example of a body is better without: it may be left out, and few may say it. */
  readonly isShown?: boolean;
}

export const EXAMPLE_ID = '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e';

type Test = (value: unknown) => boolean;

/** What must be, in words, of a value that is not so. */
type Rule = (value: unknown) => string;

/** A property that must pass a test; what it must be is said in words and never quotes what it was. */
const checked = (
  about: ApiPropertyOptions, rule: string | Rule, test: Test, optional = false,
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ ...about, required: !optional } as ApiPropertyOptions),
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    ValidateBy({ name: 'form', validator: { validate: test, defaultMessage: missingOr(rule) } }),
  );

/** A field that is not there breaks the same rule as one that is wrong; the answer tells them apart. */
const missingOr = (rule: string | Rule) => (about?: ValidationArguments): string => {
  const said = typeof rule === 'string' ? rule : rule(about?.value);
  return about?.value === undefined ? `It is missing. ${said}` : said;
};

/** Beyond the shape: 2026-02-30 looks like a day and is none. */
const existence = new Map<string | undefined, (text: string) => boolean>([
  [CIVIL_DATE_PATTERN, isCivilDate],
  [INSTANT_PATTERN, (text) => isCivilDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))],
]);

const literalsOf = ({ anyOf = [] }: TSchema): unknown[] | undefined => {
  const literals = (anyOf as TSchema[]).map((each) => each.const as unknown);
  return literals.length > 0 && !literals.includes(undefined) ? literals : undefined;
};

const textRule = (schema: TSchema): string => {
  const { pattern, minLength = 0, maxLength, examples } = schema;
  if (isTextLine(schema)) return textLineRule(schema);
  if (!pattern) return `Write ${minLength} to ${maxLength} characters.`;
  const like = examples ? ` such as ${(examples as string[])[0]},` : '';
  return `Write a text${like} that matches ${pattern}.`;
};

const numberRule = ({ minimum, maximum }: TSchema): string =>
  `Write a whole number from ${minimum} ${maximum === undefined ? 'on' : `to ${maximum}`}.`;

const ruleOf = (schema: TSchema): string => {
  const literals = literalsOf(schema);
  if (literals) return `Must be one of ${literals.join(', ')}.`;
  if (schema.pattern === CIVIL_DATE_PATTERN) return 'Write a day that exists, as yyyy-mm-dd.';
  if (schema.pattern === INSTANT_PATTERN) return 'Write an instant in UTC, as yyyy-mm-ddThh:mm:ssZ.';
  if (schema.format === 'uuid') return 'Must be a UUID.';
  if (schema.type === 'string') return textRule(schema);
  if (schema.type === 'boolean') return 'Must be true or false.';
  return schema.type === 'integer' ? numberRule(schema) : `Must be: ${schema.description}.`;
};

/** Texts and numbers that tell a kind of object from others, such as `rule DAILY_CALENDAR, version 1`. */
const kindOf = ({ properties }: TSchema): [name: string, is: unknown][] =>
  Object.entries<TSchema>(properties as Record<string, TSchema>)
    .flatMap(([name, { const: is }]): [string, unknown][] => (is === undefined ? [] : [[name, is]]));

/** Of one of several kinds of object: which kinds there are, or what is wrong in one of the kind it is of. */
const kindRule = (kinds: readonly TSchema[]): Rule => (value) => {
  const said = Object(value) as Record<string, unknown>;
  const kind = kinds.find((each) => kindOf(each).every(([name, is]) => said[name] === is));
  if (!kind) {
    const all = kinds.map((each) => kindOf(each).map((parts) => parts.join(' ')).join(', '));
    return `Must be an object with one of: ${all.join('; ')}.`;
  }
  const { path, schema, type } = Errors(kind, value).First()!;
  if (type === ValueErrorType.ObjectAdditionalProperties) {
    const known = Object.keys(schema.properties as object).join(', ');
    return `There is a field in it that is not known; it may have ${known}.`;
  }
  return `${path.slice(1).replaceAll('/', '.')}: ${ruleOf(schema)}`;
};

const isOfKinds = ({ anyOf = [] }: TSchema): boolean =>
  anyOf.length > 0 && (anyOf as TSchema[]).every(({ type }) => type === 'object');

const ruleFor = (schema: TSchema): string | Rule =>
  (isOfKinds(schema) ? kindRule(schema.anyOf as TSchema[]) : ruleOf(schema));

const testOf = (schema: TSchema): Test => {
  const shape = TypeCompiler.Compile(schema);
  const exists = existence.get(schema.pattern as string);
  return (value) => shape.Check(value) && (exists?.(value as string) ?? true);
};

const exampleOf = (schema: TSchema): unknown => schema.examples?.[0] ?? literalsOf(schema)?.[0]
  ?? (schema.format === 'uuid' ? EXAMPLE_ID : undefined);

const documented = (
  schema: TSchema, { description, example, isShown = true }: FieldOptions,
): ApiPropertyOptions => {
  const { type = 'string', pattern, format, minLength, maxLength, minimum, maximum } = schema;
  const literals = literalsOf(schema);
  return {
    type, pattern, format, minLength, maxLength, minimum, maximum, ...(literals && { enum: literals }),
    description: description ?? schema.description,
    example: isShown ? example ?? exampleOf(schema) : undefined,
  };
};

/** A field that is what a TypeBox schema says. */
export const Field = (schema: TSchema, options: FieldOptions = {}): PropertyDecorator =>
  checked(documented(schema, options), ruleFor(schema), testOf(schema),
    options.optional ?? OptionalKind in schema);

/** A field that becomes the field of the same meaning in an event. */
export const FieldOf = <K extends EventKind>(
  kind: K, name: string & keyof K['schema']['properties'], options: FieldOptions = {},
): PropertyDecorator => Field(kind.schema.properties[name], options);

/** A field of a query, whose text is read as a number: digits alone, and no `1e2` or `0x10`. */
export const NumberField = (schema: TSchema, options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(Transform(({ value }) => numberIn(value)), Field(schema, options));

const numberIn = (value: unknown): unknown =>
  (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value);

/** Swagger tells a class that is looked up later by the name of the function: it must be `type`. */
const objectOf = (of: () => new () => object, description?: string): ApiPropertyOptions =>
  ({ type: () => of(), description });

/** A field that is an object of a class of its own. */
export const ObjectField = (
  of: () => new () => object, { description, optional = false }: Omit<FieldOptions, 'example'>,
): PropertyDecorator => applyDecorators(
  checked(objectOf(of, description), 'Must be an object.', isObject, optional), Type(of), ValidateNested(),
);

/** A field that is a list of objects of a class of their own. */
export const ListField = (
  of: () => new () => object,
  { description, most, least = 1, optional = false }:
  { description: string; most: number; least?: number; optional?: boolean },
): PropertyDecorator => applyDecorators(
  checked(
    { ...objectOf(of, description), isArray: true, minItems: least, maxItems: most },
    `Must be a list of ${least} to ${most} objects.`,
    (value) => Array.isArray(value) && value.length >= least && value.length <= most && value.every(isObject),
    optional,
  ),
  Type(of), ValidateNested({ each: true }),
);

/** A field that is a list of texts; none of them is also a list. */
export const TextsField = (
  schema: TSchema,
  { description, most, optional = false }: { description: string; most: number; optional?: boolean },
): PropertyDecorator => {
  const fits = testOf(schema);
  return checked(
    { type: [String], description, maxItems: most, example: schema.examples as string[] },
    `Must be a list of up to ${most} texts; each: ${ruleOf(schema)}`,
    (value) => Array.isArray(value) && value.length <= most && value.every(fits), optional,
  );
};

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
