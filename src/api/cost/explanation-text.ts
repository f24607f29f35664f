import type { TrailEntry } from '../../application/queries/trail.js';
import type { Price } from '../../domain/price-list/state.js';
import { formatKronor } from '../../domain/shared/money.js';
import type { RestsOn } from '../../domain/shared/rests-on.js';
import type { ToldLine, ToldPupil } from './told-lines.js';

type Row = readonly [label: string, ...texts: readonly string[]];

const LABEL_WIDTH = 14;
const INDENT = ' '.repeat(LABEL_WIDTH + 'yyyy-mm-dd  '.length);
const PART_NAMES: Readonly<Record<string, string>> = {
  DAILY_CALENDAR: 'days', SNAPSHOT: 'months', PER_STARTED_FOUR_WEEKS: 'periods of four weeks',
};

const mark = ({ mark: letter, source }: RestsOn): string => `[${letter}: ${source}]`;

/** A label, and under each other what is told beside it. */
const rowText = ([label, ...texts]: Row): string => texts
  .map((text, index) => `${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${text}`.trimEnd()).join('\n');

const told = ({ type, summary, validOn, reportedAt, recordedAt, id, data }: TrailEntry): string => {
  const { unit, studyPath, municipality } = (data ?? {}) as Record<string, string | undefined>;
  const what = [type, unit, studyPath, municipality].filter((each) => each !== undefined).join(' ');
  const said = reportedAt === undefined ? '' : `, said ${reportedAt}`;
  const known = `${INDENT}recorded ${recordedAt}${said}, event ${id}`;
  return `${validOn}  ${what}: ${summary}\n${known}`;
};

const priceText = ({ perYearOre, standing, validOn, origin, id }: Price): string =>
  `${formatKronor(perYearOre)} kr a year, ${standing}, from ${validOn}`
  + `${origin === undefined ? '' : `; ${origin}`}; event ${id}`;

const priceRows = ({ price }: ToldLine): Row[] => [
  [
    'Price', priceText(price), `by the rule ${price.rule}, which asks: ${price.asked.join(', ')}`,
    mark(price.restsOn),
  ],
  ...(price.higher ? [['Not taken', `${priceText(price.higher)} (the higher of two)`] as const] : []),
];

const settingsText = ({ policy }: ToldLine): string => {
  const { name, id, augustStartPaysFromJuly, dropoutDay, documentPays, confirmBy } = policy;
  const settings = [
    `August starts paid from ${augustStartPaysFromJuly ? 'July' : 'their day'}`, `dropout day ${dropoutDay}`,
    `documents pay ${documentPays}`, `summer placements confirmed by ${confirmBy}`,
  ];
  return `${name} (${id === undefined ? 'built in' : `event ${id}`}): ${settings.join(', ')}`;
};

const countingRows = (line: ToldLine): Row[] => {
  const { counting, agreement } = line;
  const settings = Object.keys(counting.settings).length > 0 ? ` ${JSON.stringify(counting.settings)}` : '';
  return [
    [
      'Counting', `${counting.rule}, version ${counting.version}${settings}`, counting.summary,
      mark(counting.restsOn),
    ],
    ['Policy', settingsText(line)],
    ...(agreement ? [['Agreement', `${agreement.name} (event ${agreement.id})`] as const] : []),
  ];
};

const amountRow = ({ amount, counting, ore }: ToldLine): Row => {
  const { perYearOre, partsBefore, parts, partsPerYear, oreBefore, oreWith, restsOn } = amount;
  const [price, name] = [formatKronor(perYearOre), PART_NAMES[counting.rule] ?? 'parts'];
  const sum = (count: number, cost: number): string =>
    `${price} × ${count} ÷ ${partsPerYear} = ${formatKronor(cost)}`;
  return [
    'Amount', `with these days, ${parts} ${name} of the claim: ${sum(parts, oreWith)}`,
    `without them, ${partsBefore} ${name}: ${sum(partsBefore, oreBefore)}`,
    `the line: ${formatKronor(oreWith)} − ${formatKronor(oreBefore)} = ${formatKronor(ore)} kr`,
    mark(restsOn),
  ];
};

const pupilText = (pupil: ToldPupil): string => (pupil === 'protected'
  ? 'protected identity; the events below tell which line it is'
  : `${pupil.name} (${pupil.person})`);

const lineText = (line: ToldLine, pupil: ToldPupil): string => {
  const { principal, facts, withheld } = line;
  const path = [line.studyPath, line.variant].filter((each) => each !== undefined).join(', variant ');
  const hidden = withheld > 0 ? [`${withheld} more that are not told here`] : [];
  const rows: readonly Row[] = [
    ['Pupil', pupilText(pupil)],
    ['Days', `${line.days} days from ${line.from}, up to and not including ${line.to}`],
    ['Paid by', `${line.payer}: ${line.payerBasis}`, mark(line.payerRestsOn)],
    [
      'Paid to', `${principal.name} (${principal.id}), ${principal.kind}`,
      `for ${line.unitName} (${line.unit})`,
    ],
    ['Study path', path],
    ['Because of', ...facts.map(told), ...hidden],
    ...line.beyondStay.map(({ setting, restsOn }): Row => ['Beyond stay', `${setting} ${mark(restsOn)}`]),
    ...priceRows(line), ...countingRows(line), amountRow(line),
  ];
  return [`Why ${formatKronor(line.ore)} kr for ${line.month}`, '', ...rows.map(rowText)].join('\n');
};

const MARKS = 'Marks: [L] law, [S] a source of today\'s practice, [P] a proposal, [inferred] our reading.';

/** Lines as a text that can be sent to a school: without identity numbers, and without protected names. */
export const explanationText = (lines: readonly ToldLine[], pupil: ToldPupil): string => (lines.length === 0
  ? 'Nothing is paid that you may see.\n'
  : `${lines.map((line) => lineText(line, pupil)).join('\n\n\n')}\n\n${MARKS}\n`);
