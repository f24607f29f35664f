import type { SpellRow } from '../../projections/kaa/collections.js';

/** The fields of an exported spell, in order; docs/reference/kaa-spells.md says what each of them means. */
export const spellFields = [
  'person', 'municipality', 'from', 'to', 'began', 'openedBy', 'ended', 'closedBy', 'waitsUntil',
  'startedInTime',
] as const satisfies readonly (keyof SpellRow)[];

export const spellFormats = {
  ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8',
} as const;
export type SpellFormat = keyof typeof spellFormats;

const asJson = (spell: SpellRow): string =>
  JSON.stringify(Object.fromEntries(spellFields.map((field) => [field, spell[field]])));

/** Codes, days and ids only: no value has a comma, a quotation mark or a line break in it. */
const cell = (value: SpellRow[(typeof spellFields)[number]]): string =>
  (Array.isArray(value) ? value.join(' ') : String(value ?? ''));

const asCsv = (spell: SpellRow): string => spellFields.map((field) => cell(spell[field])).join(',');

/** Spells as text, as they come: one a line, and of CSV a header first. */
export async function* writtenSpells(
  spells: AsyncIterable<readonly SpellRow[]>, format: SpellFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield `${spellFields.join(',')}\n`;
  const lineOf = format === 'csv' ? asCsv : asJson;
  for await (const some of spells) yield some.map((spell) => `${lineOf(spell)}\n`).join('');
}
