import { DAWN } from '../domain/kaa/condition-period.js';
import { type Cell, cellOf, type Column, columnsOf, headingOf, type Output } from './output.js';

type Row = Readonly<Record<string, Cell | readonly string[]>>;

/** A municipality's file: what was noted of each kind, in order. */
interface YouthFile {
  readonly municipality: string;
  readonly status: string;
  readonly officer?: string;
  readonly disclosedUpTo?: string;
  readonly contacts: readonly Row[];
  readonly attempts: readonly Row[];
  readonly occupations: readonly Row[];
  readonly measures: readonly Row[];
  readonly plans: readonly Row[];
  readonly reminders: readonly Row[];
  readonly disputes: readonly Row[];
  readonly disclosures: readonly Row[];
  /** What the municipality asked schools. */
  readonly asked: readonly Row[];
  /** Events about days outside any spell in the municipality. */
  readonly outsideSpells: readonly string[];
}

/** By which rules the region tells who is in the target group. */
export interface Rules {
  readonly leapDayBirthday: string;
  readonly gapToleranceDays: number;
  readonly assumed: boolean;
}

export const rulesText = ({ leapDayBirthday, gapToleranceDays, assumed }: Rules): string =>
  `Born on 29 February: birthday on ${leapDayBirthday} in common years. Days between two educations that `
  + `count as none outside: ${gapToleranceDays}.${assumed ? ' (assumed)' : ''}`;

/** A youth as the API tells of one. */
export interface Youth {
  readonly person: string;
  readonly on: string;
  readonly rules: Rules;
  readonly responsible: string | null;
  readonly conditions: readonly {
    readonly condition: string; readonly holds: boolean; readonly since: string;
    readonly decidedBy: readonly string[];
  }[];
  readonly spells: readonly Row[];
  readonly register: readonly {
    readonly municipality: string; readonly standing: string; readonly entries: readonly Row[];
  }[];
  readonly files: readonly YouthFile[];
}

const columns = (...fields: readonly string[]): Column<Row>[] =>
  columnsOf(fields);

const conditionColumns: readonly Column<Youth['conditions'][number]>[] = [
  ['condition', ({ condition }) => condition], ['holds', ({ holds }) => (holds ? 'yes' : 'no')],
  ['since', ({ since }) => (since === DAWN ? '' : since)],
  ['decided by', ({ decidedBy }) => decidedBy.join(', ')],
];
const spellColumns = columns('municipality', 'from', 'to', 'standing', 'began', 'ended');
const registerColumns = columns(
  'municipality', 'type', 'from', 'to', 'ended', 'why', 'standing', 'recordedAt', 'causedBy',
);

/** A line of a file, of whatever kind. */
interface Noted {
  readonly on: string;
  readonly what: string;
  readonly said: Row;
}

const notedIn = (file: YouthFile): Noted[] => {
  const kinds: readonly (readonly [string, readonly Row[]])[] = [
    ['contact', file.contacts], ['attempt', file.attempts], ['occupation', file.occupations],
    ['measure', file.measures], ['plan', file.plans], ['reminder', file.reminders],
    ['listing disputed', file.disputes], ['disclosure', file.disclosures],
    ['school asked', file.asked.map(({ request, municipality: _own, ...said }) =>
      ({ ...said, id: request! }))],
  ];
  const noted = kinds.flatMap(([what, all]) => all.map((said): Noted =>
    ({ what, said, on: String(said.on ?? said.offeredOn ?? said.due) })));
  return noted.sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
};

/** Has a column of its own, or is told of every fact alike. */
const TOLD_APART = new Set(['id', 'on', 'offeredOn', 'due', 'source', 'reportedAt', 'amendedAt']);

const inWords = (said: Row): string => Object.entries(said)
  .filter(([field]) => !TOLD_APART.has(field))
  .map(([field, value]) => `${headingOf(field)}: ${String(cellOf(value))}`).join('; ');

const printFile = (output: Output, file: YouthFile): void => {
  const { municipality, status, officer, disclosedUpTo, outsideSpells } = file;
  const whose = officer === undefined ? 'nobody\'s' : `of ${officer}`;
  const disclosed = disclosedUpTo === undefined ? '' : `, disclosed as it stood on ${disclosedUpTo}`;
  output.line(`\nThe file of ${municipality}: ${status}, ${whose}${disclosed}`);
  output.table<Noted>([
    ['on', ({ on }) => on], ['what', ({ what }) => what], ['said', ({ said }) => inWords(said)],
    ['event', ({ said }) => cellOf(said.id)],
    ['', ({ said }) => (outsideSpells.includes(String(said.id)) ? 'outside every spell' : '')],
  ], notedIn(file));
};

/** Prints a youth: the conditions of the law, spells, what the register recorded, and the files. */
export const printYouth = (output: Output, youth: Youth): void => {
  const { person, on, rules, responsible, conditions, spells, register, files } = youth;
  output.line(`Youth ${person}, on ${on}; responsible: ${responsible ?? 'none, or not yours to see'}\n`);
  output.table(conditionColumns, conditions);
  output.line(`\n${rulesText(rules)}`);
  output.line('\nIn the target group');
  output.table(spellColumns, spells);
  output.line('\nThe register as it was recorded');
  output.table(registerColumns, register.flatMap(({ entries, municipality, standing }) =>
    entries.map((entry) => ({ ...entry, municipality, standing }))));
  for (const file of files) printFile(output, file);
};
