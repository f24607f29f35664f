import type { PolicyUsed } from '../../application/agreement/policy-used.js';
import type { RulesChange } from '../../application/settlement/causes.js';
import type { PolicySetting } from '../../domain/cost/setting-marks.js';
import {
  type FirstLine, policiesOf, type PolicyOfLine, type Reason,
} from '../../domain/settlement/settle.js';
import { addDays, type CivilDate } from '../../domain/shared/civil-date.js';
import type { Ore } from '../../domain/shared/money.js';
import { minuteInSweden } from '../minute-in-sweden.js';
import type { ToldCause } from '../settlements/told-causes.js';
import { causeWords } from './cause-words.js';
import type { Statement, StatementLine, StatementTotal } from './statement.js';
import { items, settingMarksInSwedish, settingNames, settingValues } from './statement-words.js';

/** What a cell holds: text, a whole number, a day or an amount; nothing where there is nothing to say. */
export type Cell = string | number | { readonly day: CivilDate } | { readonly ore: Ore } | undefined;

export type Column = readonly [heading: string, cellOf: (line: StatementLine) => Cell];

const reasons: Readonly<Record<Reason | 'reported-late', string>> = {
  'removed': 'borttagen', 'payer-changed': 'annan betalare', 'school-changed': 'annan skola eller studieväg',
  'days-changed': 'andra dagar', 'price-changed': 'annat belopp för samma dagar',
  'reported-late': 'tillkom efter månadens avräkning',
};

const ofFirst = (cellOf: (line: FirstLine) => Cell) => (line: StatementLine): Cell =>
  (line.kind === 'first' ? cellOf(line) : undefined);

/** Of each policy something, in their order, with a stroke between. */
const ofPolicies = (textOf: (policy: PolicyOfLine) => string) => (line: StatementLine): Cell =>
  policiesOf(line).map(textOf).join(' | ') || undefined;

/** Of each cause something, in their order, with a stroke between: as many in every column. */
const ofCauses = (textOf: (cause: ToldCause) => string | undefined) =>
  ({ because = [] }: StatementLine): Cell =>
    (because.length === 0 ? undefined : because.map((cause) => textOf(cause) ?? '–').join(' | '));

/** `(20 → 21)`; a question mark where the version was not noted. */
const versionsOf = ({ then, now }: RulesChange): string => `(${then ?? '?'} → ${now})`;

/** The columns of a statement for people, in Swedish; docs/reference/statements.md tells of each. */
export const columns: readonly Column[] = [
  ['Rad', ({ id }) => id], ['Elev', ({ person }) => person ?? undefined],
  ['Typ', ({ kind }) => (kind === 'first' ? 'ny' : 'ändring')], ['Månad', ({ month }) => month],
  ['Från och med', ({ from }) => ({ day: from })], ['Till och med', ({ to }) => ({ day: addDays(to, -1) })],
  ['Betalare', ({ payer }) => payer], ['Mottagare', ({ principal }) => principal],
  ['Skolenhet', ({ unit }) => unit], ['Studieväg', ({ studyPath }) => studyPath],
  ['Prisvariant', ({ variant }) => variant], ['Dagar', ({ days }) => days],
  ['Belopp kr', ({ ore }) => ({ ore })],
  ['Årspris kr', ofFirst(({ perYearOre }) => ({ ore: perYearOre }))],
  ['Prisläge', ofFirst(({ priceStanding }) => (priceStanding === 'decided' ? 'fastställt' : 'preliminärt'))],
  ['Pris', ofFirst(({ priceId }) => priceId)], ['Prisregel', ofFirst(({ priceRule }) => priceRule)],
  ['Dagräkning', ofFirst(({ counting }) => counting)],
  ['Ersättningsregler', ofPolicies(({ policy }) => policy)],
  ['Reglernas version', ofPolicies(({ policyId }) => policyId ?? 'inbyggd')],
  ['Avtal', ofFirst(({ agreement }) => agreement)],
  ['Avtalets version', ofFirst(({ agreementId }) => agreementId)],
  ['Beslut', ofFirst(({ decisionId }) => decisionId)],
  ['Betald andel %', ofFirst(({ paidPercent }) => paidPercent)],
  ['Andel', ofFirst(({ share }) => share)],
  ['Avser', ({ item }) => item && items[item]],
  ['Orsak', ({ reason }) => reason && reasons[reason]],
  ['Avser rad', (line) => (line.kind === 'difference' ? line.refersTo : undefined)],
  ['Varav moms kr', ({ vatOre }) => (vatOre === undefined ? undefined : { ore: vatOre })],
  ['Orsakad av', ofCauses(({ what, rules }) =>
    [causeWords[what] ?? what, ...(rules ? [versionsOf(rules)] : [])].join(' '))],
  ['Gäller från', ofCauses(({ validOn }) => validOn)],
  ['Rapporterad', ofCauses(({ reportedAt }) => reportedAt && minuteInSweden(reportedAt))],
  ['Registrerad', ofCauses(({ recordedAt }) => recordedAt && minuteInSweden(recordedAt))],
  ['Händelse', ofCauses(({ event }) => event)],
];

const values: Readonly<Record<string, string>> = settingValues;

const settingRows = (policy: PolicyUsed): Cell[][] =>
  (Object.keys(settingNames) as PolicySetting[]).map((setting) => {
    const value = String(policy[setting]);
    return [
      policy.name, policy.id ?? 'inbyggd', policy.validOn && { day: policy.validOn }, settingNames[setting],
      values[value] ?? value, settingMarksInSwedish[setting],
    ];
  });

/** One line of its own: every other amount stays in öre. */
const roundingRows = ({ debitOre, creditOre, roundingOre }: StatementTotal): Cell[][] =>
  (roundingOre === undefined ? [] : [
    ['Öresavrundning kr', { ore: roundingOre }],
    ['Att betala i hela kronor', { ore: debitOre + creditOre + roundingOre }],
  ]);

/** What a statement is of, what it comes to and by which rules, once its lines have gone by. */
export const summaryRows = async (statement: Statement): Promise<Cell[][]> => {
  const { settlement, part, total } = statement;
  return [
    ['Avräkning', settlement.settlement], ['Till och med månad', settlement.through],
    ['Uträknad', { day: settlement.validOn }],
    ['Attesterad', settlement.approved && { day: settlement.approved.on }],
    ['Betalare', part.payer ?? 'alla'], ['Mottagare', part.principal ?? 'alla'],
    ['Skolenhet', part.unit ?? 'alla'], ['Rader', total.lines], ['Dagar', total.days],
    ['Debet kr', { ore: total.debitOre }], ['Kredit kr', { ore: total.creditOre }],
    ['Att betala kr', { ore: total.debitOre + total.creditOre }],
    ['Varav moms kr', { ore: total.vatOre }], ...roundingRows(total), [],
    ['Ersättningsregler', 'Version', 'Gäller från', 'Inställning', 'Värde', 'Stöd'],
    ...(await statement.policies()).flatMap(settingRows),
    ['[L] följer av lag, [S] av annan källa, [P] är förslag som ska bekräftas'],
  ];
};
