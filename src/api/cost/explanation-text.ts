import type { TrailEntry } from '../../application/queries/trail.js';
import type { Price } from '../../domain/price-list/state.js';
import type { IssuedLine } from '../../domain/settlement/settle.js';
import { formatKronor } from '../../domain/shared/money.js';
import type { RestsOn } from '../../domain/shared/rests-on.js';
import type { ToldIssued, ToldLine, ToldPupil } from './told-lines.js';

type Row = readonly [label: string, ...texts: readonly string[]];

const LABEL_WIDTH = 14;
const TEXT_WIDTH = 90;
const PART_NAMES: Readonly<Record<string, string>> = {
  DAILY_CALENDAR: 'days', SNAPSHOT: 'months', PER_STARTED_FOUR_WEEKS: 'periods of four weeks',
};

const mark = ({ mark: letter, source }: RestsOn): string => `[${letter}: ${source}]`;

/** Cut between words into lines that a letter has room for. */
const wrapped = (text: string): string[] => text.split(' ').reduce<string[]>((lines, word) => {
  const longer = `${lines.at(-1) ?? ''} ${word}`.trimStart();
  if (lines.length > 0 && longer.length <= TEXT_WIDTH) lines[lines.length - 1] = longer;
  else lines.push(word);
  return lines;
}, []);

/** A label, and under each other what is told beside it. */
const rowText = ([label, ...texts]: Row): string => texts.flatMap(wrapped)
  .map((text, index) => `${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${text}`).join('\n');

/** `HomeMunicipalityRegistered` in words. */
const inWords = (type: string): string =>
  type.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** To the second, which is enough to find it. */
const instantText = (instant: string): string => instant.replace(/\.\d+Z$/, 'Z');

const factTexts = ({ type, validOn, reportedAt, recordedAt, id, data }: TrailEntry): string[] => {
  const { unit, studyPath, municipality } = (data ?? {}) as Record<string, string | undefined>;
  const where = [municipality, unit, studyPath].filter((each) => each !== undefined).join(' ');
  const said = reportedAt === undefined ? '' : `said ${instantText(reportedAt)}, `;
  return [
    `${validOn}: ${inWords(type)} ${where}`.trimEnd(),
    `${said}recorded ${instantText(recordedAt)}`, `event ${id}`,
  ];
};

const priceTexts = ({ perYearOre, standing, validOn, origin, id }: Price): string[] => [
  `${formatKronor(perYearOre)} kr a year, ${standing}, from ${validOn}`, ...(origin ? [origin] : []),
  `event ${id}`,
];

const priceRows = ({ price }: ToldLine): Row[] => (price ? [
  [
    'Price', ...priceTexts(price), `by the rule ${price.rule}, which asks: ${price.asked.join(', ')}`,
    mark(price.restsOn),
  ],
  ...(price.higher ? [['Not taken', ...priceTexts(price.higher), 'being the higher of two'] as const] : []),
] : []);

const policyRow = ({ policy }: ToldLine): Row => {
  const { name, id, augustStartPaysFromJuly, dropoutDay, documentPays, confirmBy, extendedStudy } = policy;
  const settings = {
    augustStartPaysFromJuly, dropoutDay, documentPays, confirmBy, extendedStudy,
    supportLasts: policy.supportLasts,
  };
  return [
    'Policy', id === undefined ? `${name}, built in` : `${name}, event ${id}`,
    Object.entries(settings).map(([setting, value]) => `${setting} ${value}`).join(', '),
  ];
};

const decisionRows = ({ decision, extendedStudy }: ToldLine): Row[] =>
  [decision, extendedStudy].filter((each) => each !== undefined).map(({ id, paidPercent, restsOn }) => {
    const part = paidPercent === undefined ? [] : [`${paidPercent} per cent of the price is paid`];
    return ['Decision', ...part, `event ${id}`, mark(restsOn)];
  });

const countingRows = (line: ToldLine): Row[] => {
  const { counting, agreement } = line;
  const settings = Object.keys(counting.settings).length > 0 ? ` ${JSON.stringify(counting.settings)}` : '';
  return [
    [
      'Counting', `${counting.rule}, version ${counting.version}${settings}`, counting.summary,
      mark(counting.restsOn),
    ],
    policyRow(line),
    ...(agreement ? [['Agreement', `${agreement.name} (event ${agreement.id})`] as const] : []),
  ];
};

const amountRow = ({ amount, counting, ore }: ToldLine): Row => {
  const { perYearOre, partsBefore, parts, partsPerYear, oreBefore, oreWith, share, restsOn } = amount;
  const part = share === undefined ? '' : `, of which ${share}`;
  const [price, name] = [formatKronor(perYearOre), PART_NAMES[counting.rule] ?? 'parts'];
  const sum = (count: number, cost: number): string =>
    `${price} × ${count} ÷ ${partsPerYear}${part} = ${formatKronor(cost)}`;
  return [
    'Amount', `with these days, ${parts} ${name} of the claim: ${sum(parts, oreWith)}`,
    `without them, ${partsBefore} ${name}: ${sum(partsBefore, oreBefore)}`,
    `the line: ${formatKronor(oreWith)} − ${formatKronor(oreBefore)} = ${formatKronor(ore)} kr`,
    mark(restsOn),
  ];
};

const vatRows = ({ vat }: ToldLine): Row[] => (vat ? [[
  'VAT', `${formatKronor(vat.ore)} kr of the line compensates for VAT: reckoned alike, at `
    + `${formatKronor(vat.perYearOre)} kr a year`, mark(vat.restsOn),
]] : []);

const notTold = (count: number): string => `${count} more that are not told here`;

const pupilText = (pupil: ToldPupil): string => (pupil === 'protected'
  ? 'protected identity; the events below tell which line it is'
  : `${pupil.name} (${pupil.person})`);

const lineText = (line: ToldLine, pupil: ToldPupil): string => {
  const { principal, facts, withheld } = line;
  const path = [line.studyPath, line.variant].filter((each) => each !== undefined).join(', variant ');
  const hidden = withheld > 0 ? [notTold(withheld)] : [];
  const rows: readonly Row[] = [
    ['Pupil', pupilText(pupil)],
    ['Days', `${line.days} days from ${line.from}, up to and not including ${line.to}`],
    ['Paid by', `${line.payer}: ${line.payerBasis}`, mark(line.payerRestsOn)],
    [
      'Paid to', `${principal.name} (${principal.id}), ${principal.kind}`,
      `for ${line.unitName} (${line.unit})`,
    ],
    ['Study path', path], ...(line.item === undefined ? [] : [['Besides', line.item] as const]),
    ['Because of', ...facts.flatMap(factTexts), ...hidden],
    ...line.beyondStay.map(({ setting, restsOn }): Row => ['Beyond stay', `${setting} ${mark(restsOn)}`]),
    ...priceRows(line), ...decisionRows(line), ...countingRows(line), amountRow(line), ...vatRows(line),
  ];
  return [`Why ${formatKronor(line.ore)} kr for ${line.month}`, '', ...rows.map(rowText)].join('\n');
};

const MARKS = 'Marks: [L] law, [S] a source of today\'s practice, [P] a proposal, [inferred] our reading.';

const withMarks = (text: string): string => `${text}\n\n${MARKS}\n`;
const textOfLines = (lines: readonly ToldLine[], pupil: ToldPupil): string =>
  lines.map((line) => lineText(line, pupil)).join('\n\n\n');

/** Lines as a text that can be sent to a school: without identity numbers, and without protected names. */
export const explanationText = (lines: readonly ToldLine[], pupil: ToldPupil): string =>
  (lines.length === 0 ? 'Nothing is paid that you may see.\n' : withMarks(textOfLines(lines, pupil)));

/** Why an issued line is what it is; of a protected pupil the line's id is the reference. */
export const issuedText = (told: ToldIssued, pupil: ToldPupil): string => {
  const { line, settlement: { through, validOn }, issuedBefore, right } = told;
  const [rightOre, issuedOre] = [sumOf(right), sumOf(issuedBefore)];
  const difference = formatKronor(rightOre - issuedOre);
  const because = causeTexts(told);
  const rows: readonly Row[] = [
    ['Line', line.id, `of the settlement through ${through}, worked out on ${validOn}`],
    ...(issuedBefore.length > 0 ? [['Issued', ...issuedBefore.map(issuedBeforeText)] as const] : []),
    ['Right', `${formatKronor(rightOre)} kr, as it was known then; see below`],
    ['Amount', `${formatKronor(rightOre)} − ${formatKronor(issuedOre)} = ${difference} kr`],
    ...(line.vatOre === undefined ? [] : [['VAT', `${formatKronor(line.vatOre)} kr of it`] as const]),
    ...(because.length > 0 ? [['Because of', ...because] as const] : []),
  ];
  const title = `Why ${formatKronor(line.ore)} kr for ${line.month}, issued`;
  const parts = [[title, '', ...rows.map(rowText)].join('\n'), textOfLines(right, pupil)];
  return withMarks(parts.filter((part) => part !== '').join('\n\n\n'));
};

const causeTexts = ({ causes }: ToldIssued): string[] => (causes ? [
  ...causes.facts.flatMap(factTexts), ...causes.published.map((id) => `published since: event ${id}`),
  ...causes.gone.map((id) => `does not hold any more: event ${id}`),
  ...(causes.registerChanged ? ['the register of schools says otherwise of the unit'] : []),
  ...(causes.deadlinePassed ? ['the deadline of a summer placement has passed'] : []),
  ...(causes.withheld > 0 ? [notTold(causes.withheld)] : []),
] : []);

const sumOf = (lines: readonly { readonly ore: number }[]): number =>
  lines.reduce((sum, { ore }) => sum + ore, 0);

const issuedBeforeText = ({ id, ore, kind }: IssuedLine): string =>
  `${formatKronor(ore)} kr ${kind === 'first' ? 'for the first time' : 'as a difference'}, line ${id}`;
