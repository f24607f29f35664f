import type { Failure } from './checks.js';
import { type Block, reportField, type RowSubject } from './fields.js';
import { type Column, isRepeated, type Layout } from './layout.js';
import type { ReportedYouth, Reporting } from './reported-youth.js';

/** The cells of one row, by column. */
export type Cells = Readonly<Record<string, string>>;

/** The rows that a layout has for one youth, and what is wrong with them. */
export interface WrittenYouth {
  readonly rows: readonly Cells[];
  readonly failures: readonly Failure[];
}

/** Writes what is reported of one youth as rows of a layout; a code without a word has an empty cell. */
export const writeYouth = (youth: ReportedYouth, reporting: Reporting, layout: Layout): WrittenYouth => {
  const failures: Failure[] = [];
  const rows = youth.spells.flatMap((spell) => subjectsOf({ reporting, youth, spell }, layout))
    .map((subject) => Object.fromEntries(layout.columns.map((column) => {
      const cell = cellOf(column, subject, layout);
      if (cell.failing) failures.push({ check: cell.failing, facts: [], column: column.name });
      return [column.name, cell.text];
    })));
  return { rows, failures: withoutTwins(failures) };
};

const withoutTwins = (failures: readonly Failure[]): Failure[] => failures.filter((one, index) =>
  failures.findIndex(({ check, column }) => check === one.check && column === one.column) === index);

/** What the rows of a spell are about. */
const subjectsOf = (spell: RowSubject, { rows }: Layout): RowSubject[] => {
  const { contacts, measures } = spell.spell;
  const subjects = [
    ...(isRepeated('contact', rows) ? contacts.map((contact) => ({ ...spell, contact })) : []),
    ...(isRepeated('measure', rows) ? measures.map((measure) => ({ ...spell, measure })) : []),
  ];
  return subjects.length > 0 ? subjects : [spell];
};

interface Cell {
  readonly text: string;
  readonly failing?: 'column-empty' | 'code-unmapped';
}

const cellOf = (column: Column, row: RowSubject, layout: Layout): Cell => {
  const { block, kind, valueIn } = reportField(column.field);
  const subject = chosen(row, block, column.take);
  const value = valueIn(subject);
  // A row about a contact has nothing of measures, which is not missing from it.
  const isAbout = block === 'spell' || subject[block] !== undefined;
  if (value === undefined && column.required && isAbout) return { text: '', failing: 'column-empty' };
  if (value === undefined) return { text: '' };
  if (kind !== 'code') return { text: formed(value, column.form) };
  const word = wordFor(value, layout.codes[column.codes!]!);
  return word === undefined ? { text: '', failing: 'code-unmapped' } : { text: word };
};

const wordFor = (code: string, words: Readonly<Record<string, string>>): string | undefined =>
  (Object.hasOwn(words, code) ? words[code] : undefined);

const chosen = (row: RowSubject, block: Block, take: Column['take']): RowSubject => {
  if (take === undefined) return row;
  const { contacts, measures } = row.spell;
  const place = take === 'first' ? 0 : take === 'latest' ? -1 : take - 1;
  return block === 'contact' ? { ...row, contact: contacts.at(place) }
    : { ...row, measure: measures.at(place) };
};

const formed = (value: string, form: Column['form']): string => {
  switch (form) {
    case 'yyyymmdd': return value.replaceAll('-', '');
    case 'yyyymmdd-nnnn': return `${value.slice(0, 8)}-${value.slice(8)}`;
    case 'yymmddnnnn': return value.slice(2);
    case 'yyyy-mm-dd': case 'yyyymmddnnnn': case undefined: return value;
  }
};
