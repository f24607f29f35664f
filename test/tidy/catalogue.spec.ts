import type { TSchema } from '@sinclair/typebox';
import { categories, eventKinds } from '../../src/domain/catalogue.js';
import type { EventKind } from '../../src/domain/shared/event.js';
import { projectFiles } from './project-files.js';

const sources = projectFiles.filter(({ path }) => path.startsWith('src/') && !path.endsWith('.spec.ts'));
const definitions = sources.filter(({ text }) => /= eventKind\(/.test(text));

const typesOf = (wrong: (kind: EventKind) => boolean): string[] =>
  eventKinds.filter(wrong).map(({ type }) => type);

test('every kind of event that is defined stands in the catalogue, once', () => {
  const defined = definitions.flatMap(({ text }) => [...text.matchAll(/= eventKind\('(\w+)'/g)]);
  expect(typesOf(() => true).sort()).toEqual(defined.map(([, type]) => type).sort());
});

test('every kind of event says in a sentence what happened', () => {
  expect(typesOf(({ summary }) => !/^[A-Z].{10,}\.$/.test(summary))).toEqual([]);
});

test('every kind of event has a record class, by its category', () => {
  expect(typesOf(({ category }) => category !== 'erasure' && !categories[category].recordClass)).toEqual([]);
});

test('every kind of event has a version and a schema that admits nothing else', () => {
  expect(typesOf(({ version }) => !Number.isInteger(version) || version < 1)).toEqual([]);
  const isOpen = ({ schema }: EventKind): boolean =>
    schema.type !== 'object' || schema.additionalProperties !== false;
  expect(typesOf(isOpen)).toEqual([]);
});

test('free text that somebody else writes is a line of text, save numbers', () => {
  const isFree = ({ type, pattern, format, const: only }: TSchema): boolean =>
    type === 'string' && pattern === undefined && format === undefined && only === undefined;
  const texts = (schema: TSchema): TSchema[] =>
    [schema, ...Object.entries<TSchema>(schema.properties ?? {}).flatMap(([name, inner]) =>
      (['number', 'replaces'].includes(name) ? [] : texts(inner)))];
  const hasFree = ({ category, schema }: EventKind): boolean =>
    category !== 'delivery' && texts(schema).some(isFree);
  expect(typesOf(hasFree)).toEqual([]);
});

test('every kind of event is used outside of its definition', () => {
  const elsewhere = sources.filter((file) => !definitions.includes(file));
  const isUnused = ({ type }: EventKind): boolean =>
    !elsewhere.some(({ text }) => new RegExp(`\\b${type}\\b`).test(text));
  expect(typesOf(isUnused)).toEqual([]);
});
