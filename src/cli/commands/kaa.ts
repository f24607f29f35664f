import type { Command } from 'commander';
import { LANGUAGES } from '../../api/requests/languages.js';
import { CORRECTORS } from '../../domain/kaa/case-events.js';
import { SIGNS } from '../../domain/attendance/signs.js';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { fileOption, printFile } from '../files.js';
import { addPageOptions, day, mustHeedAll, option, PAGE_OPTIONS, personId } from '../options.js';
import { type Column, columnsOf, type Output } from '../output.js';
import { type Page, printRows } from '../pages.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';
import { printYouth, type Rules, rulesText, type Youth } from '../youth-text.js';

type Row = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

interface KaaOptions {
  readonly person?: string;
  readonly counts?: boolean;
  readonly spells?: string;
  readonly drift?: boolean;
  readonly extract?: string;
  readonly language?: string;
  readonly routine?: boolean;
  readonly rules?: boolean;
  readonly signs?: boolean;
  readonly explained?: boolean;
  readonly unit?: string;
  readonly list?: string;
  readonly awaiting?: boolean;
  readonly mine?: boolean;
  readonly officer?: string;
  readonly municipality?: string;
  readonly on?: string;
  readonly lookedAt?: string;
  readonly cameFrom?: string;
  readonly corrects?: string;
  readonly sign?: string;
  readonly sort?: string;
  readonly order?: string;
  readonly limit: number;
  readonly after?: string;
}

const headings: Readonly<Record<string, string>> = {
  measuresUnderWay: 'measures', lastContactOn: 'last contact', dueOn: 'due',
};

const columns = (...fields: readonly string[]): Column<Row>[] =>
  columnsOf(fields, headings);

const youthColumns: readonly Column<Row>[] = [
  ...columns(
    'name', 'person', 'municipality', 'from', 'to', 'status', 'officer', 'dueOn', 'lastContactOn', 'attempts',
    'nextStep', 'occupation', 'measuresUnderWay',
  ),
  ['disputed', ({ disputed, corrects }) => (disputed ? `${String(corrects)} corrects it` : '')],
  ['school asked', ({ asked, askedOn, answer }) =>
    (asked ? `${String(askedOn)}: ${String(answer ?? asked)}` : '')],
];
const countColumns = columns(
  'municipality', 'registered', 'awaitingStart', 'contacted', 'neverContacted', 'inMeasure',
);
const signColumns = columns(
  'name', 'person', 'municipality', 'unit', 'sign', 'from', 'to', 'evidence',
);
const driftColumns = columns('municipality', 'person', 'since', 'until');
interface Routine {
  readonly assumed: boolean;
  readonly inForce: {
    readonly firstTryDays: number; readonly contactDays: number; readonly retryDays: number;
    readonly autumn: { readonly from: string; readonly through: string; readonly retryDays: number };
    readonly waitsThrough: string; readonly steps: readonly string[];
    readonly signals: Readonly<Record<string, string | number>>;
  };
  readonly signalsAssumed: boolean;
}

const printRoutine = (output: Output, { assumed, inForce, signalsAssumed }: Routine): void => {
  const { firstTryDays, contactDays, retryDays, autumn, waitsThrough, steps, signals } = inForce;
  if (assumed) output.line('The municipality has set nothing: these values are assumed.');
  output.line(`First try after ${firstTryDays} days, next contact after ${contactDays}, next try after `
    + `${retryDays}, or after ${autumn.retryDays} from ${autumn.from} through ${autumn.through}.`);
  output.line(`The register waits for the autumn through ${waitsThrough}.`);
  output.line(`Steps: ${steps.join(', ')}.`);
  const thresholds = Object.entries(signals).map(([what, value]) => `${what} ${value}`).join(', ');
  output.line(`Early signals from: ${thresholds}${signalsAssumed ? ' (assumed)' : ''}.`);
};

const mustAskOneThing = (options: KaaOptions): void => {
  const { person, counts, spells, drift, routine, rules, signs, list, mine, officer, municipality } = options;
  const alone = [person, counts, spells, drift, routine, rules, signs];
  const given = [...alone, list, mine, officer].filter((each) => each !== undefined).length;
  const isAlone = alone.every((each) => each === undefined) || given === 1;
  if (!isAlone) {
    throw new CliFailure(
      'Give --person, --counts, --spells, --drift, --routine, --rules or --signs by itself.', WRONG_USAGE,
    );
  }
  if (options.extract !== undefined && person === undefined) {
    throw new CliFailure('Say whose extract, with --person.', WRONG_USAGE);
  }
  if (options.language !== undefined && options.extract !== 'text') {
    throw new CliFailure('--language is of --extract text; all else is in English.', WRONG_USAGE);
  }
  if (routine && municipality === undefined) {
    throw new CliFailure('Say whose routine, with --municipality.', WRONG_USAGE);
  }
  if (mine && officer) throw new CliFailure('Choose one of --mine and --officer.', WRONG_USAGE);
};

const ON_A_DAY = ['on', 'lookedAt', 'municipality'] as const;

/** The options that what is asked for goes by. */
const heededBy = (options: KaaOptions): string[] => {
  const { person, extract, counts, spells, drift, routine, rules, signs } = options;
  if (person !== undefined) return ['person', ...(extract === undefined ? ['on'] : ['extract', 'language'])];
  if (spells !== undefined) return ['spells', 'municipality'];
  if (routine) return ['routine', 'municipality', 'on'];
  if (rules) return ['rules', 'on'];
  if (counts) return ['counts', ...ON_A_DAY];
  if (drift) return ['drift', 'lookedAt', 'municipality', ...PAGE_OPTIONS];
  if (signs) return ['signs', 'sign', 'unit', 'explained', 'sort', ...ON_A_DAY, ...PAGE_OPTIONS];
  return [
    'list', 'awaiting', 'mine', 'officer', 'cameFrom', 'corrects', 'sort', 'order', ...ON_A_DAY,
    ...PAGE_OPTIONS,
  ];
};

const queryOf = (options: KaaOptions): Record<string, string | number | undefined> => {
  const { routine, list, awaiting, mine, officer, municipality, on: date, lookedAt } = options;
  const { sign, unit, explained, cameFrom, corrects, sort, order, limit, after } = options;
  const isInPages = PAGE_OPTIONS.every((each) => heededBy(options).includes(each));
  return {
    date, lookedAt, municipality: routine ? undefined : municipality, list,
    standing: awaiting ? 'awaiting-start' : undefined, officer: mine ? 'me' : officer, cameFrom, corrects,
    sort, order,
    sign, unit, explained: explained ? 'yes' : undefined, ...(isInPages && { limit, after }),
  };
};

const pathOf = ({ person, counts, drift, routine, rules, signs, municipality = '' }: KaaOptions): string => {
  if (rules) return '/v1/kaa/rules';
  if (signs) return '/v1/kaa/signs';
  if (routine) return `/v1/kaa/routines/${encodeURIComponent(municipality)}`;
  if (person !== undefined) return `/v1/persons/${personId(person)}/kaa`;
  if (drift) return '/v1/kaa/drift';
  return counts ? '/v1/kaa/counts' : '/v1/kaa/youths';
};

const columnsFor = ({ counts, drift, signs, explained }: KaaOptions): readonly Column<Row>[] => {
  if (signs) return explained ? [...signColumns, ...columns('why')] : signColumns;
  if (drift) return driftColumns;
  return counts ? countColumns : youthColumns;
};

/** What is read from a read model, and in pages; the rest is read from the ledger itself. */
const isListed = ({ person, routine, rules }: KaaOptions): boolean =>
  person === undefined && !routine && !rules;

type Answer = Page<Row> & Youth & Routine & Rules & { readonly through: string };

const print = (output: Output, options: KaaOptions, answer: Answer): void => {
  if (isListed(options)) {
    printRows(output, columnsFor(options), answer);
    if (options.list === 'since-look') {
      output.line(`To have seen them: liggare seen --list new-youths --through ${answer.through}`);
    }
  } else if (options.routine) printRoutine(output, answer);
  else if (options.rules) output.line(rulesText(answer));
  else printYouth(output, answer);
};

export const addKaa = (program: Command, terminal: Terminal): void => {
  addPageOptions(program.command('kaa'))
    .description('Youths under 20 outside school: worklists, counts, and one youth with the reasons why.')
    .option('--person <id>', 'instead: one youth, with each condition of the law, and all spells')
    .addOption(option('--extract <form>', 'of --person: everything held, as a file for that person')
      .choices(['text', 'json']))
    .addOption(option(
      '--language <code>', 'of --extract text: in Swedish, as the youth reads it, or English (sv)',
    ).choices(LANGUAGES))
    .option('--counts', 'instead: how many, by municipality')
    .addOption(fileOption('spells', 'every spell'))
    .option('--drift', 'instead: whose recorded register is not what follows from the facts')
    .option('--routine', 'instead: by which routine a municipality follows up')
    .option('--rules', 'instead: by which rules the region tells who is in the target group')
    .option('--signs', 'instead: signs that somebody is at no school though nothing registered says so')
    .addOption(option('--sign <kind>', 'of --signs: of one kind').choices(SIGNS))
    .option('--explained', 'of --signs: those that somebody looked into')
    .option('--unit <code>', 'of --signs: those of a school unit')
    .addOption(option('--list <worklist>', 'which worklist')
      .choices(['all', 'overdue', 'never-contacted', 'new', 'since-look', 'disputed', 'open-measures']))
    .addOption(option('--came-from <day>',
      'of --list new: came into the group on this day or later (the day of --on)', day))
    .addOption(option('--corrects <source>', 'who should not be listed, and whom this source has to correct')
      .choices(CORRECTORS))
    .option('--awaiting', 'instead: those placed for the autumn, for whom the register waits')
    .option('--mine', 'those assigned to whoever asks')
    .option('--officer <id>', 'those assigned to an officer')
    .option('--municipality <code>', 'one municipality')
    .addOption(option('--on <day>', 'the day it is about (today)', day))
    .addOption(option('--looked-at <day>', 'as it looked on another day (today)', day))
    .addOption(option('--sort <field>', 'what to sort by; dueOn is of worklists')
      .choices(['name', 'from', 'dueOn']))
    .addOption(option('--order <order>', 'of worklists: which way to sort (ascending)')
      .choices(['ascending', 'descending']))
    .addHelpText('after', `
Examples:
  $ liggare kaa --municipality 1480 --list overdue --sort dueOn
  $ liggare kaa --municipality 1480 --mine --sort from --order descending
  $ liggare kaa --list disputed --corrects population-register
  $ liggare kaa --signs --sign gone-from-roll --unit 94353434
  $ liggare kaa --counts --on 2026-10-01
  $ liggare kaa --spells csv > spells.csv
  $ liggare kaa --person 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e`)
    .action(async (options: KaaOptions, command: Command) => {
      mustAskOneThing(options);
      mustHeedAll(command, heededBy(options));
      const session = sessionOf(command, terminal);
      const { spells, municipality, person, extract: format, language } = options;
      if (format !== undefined) {
        return printFile(session, `/v1/persons/${personId(person!)}/kaa/extract`, { format, language });
      }
      if (spells !== undefined) return printFile(session, '/v1/kaa/spells', { format: spells, municipality });
      const path = pathOf(options);
      const answer = await withClient(session, (client, atLeast) =>
        client.get<Answer>(
          path, { ...queryOf(options), ...(isListed(options) && { atLeast }) },
        ));
      const { output } = session;
      output.result(answer, () => print(output, options, answer));
    });
};
