import { type Grant, PART_NAMES, type PartName } from '../../domain/cost/grants.js';
import type { Item } from '../../domain/funding/state.js';
import { addDays, type CivilDate } from '../../domain/shared/civil-date.js';
import type { Ore } from '../../domain/shared/money.js';
import { BYTE_ORDER_MARK, csvRow } from '../statements/statement-csv.js';
import type { Cell } from '../statements/statement-tables.js';
import { items } from '../statements/statement-words.js';

/** What a school unit is granted for some days, as it looks on one. */
export interface UnitGrants {
  readonly unit: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly lookedAt: CivilDate;
  readonly grants: readonly Grant[];
  readonly total: { readonly days: number; readonly ore: Ore };
}

const partWords: Readonly<Record<PartName, string>> = {
  teaching: 'undervisning', learningTools: 'lärverktyg', pupilHealth: 'elevhälsa', meals: 'måltider',
  administration: 'administration', premises: 'lokaler', vat: 'moms',
};

const basisWords: Readonly<Record<string, string>> = {
  own: 'egen lista', agreement: 'avtal', decision: 'beslut om utbildningen', national: 'riksprislistan',
};

type Column = readonly [heading: string, cellOf: (grant: Grant, unit: string) => Cell];

const oreCell = (ore: Ore | undefined): Cell => (ore === undefined ? undefined : { ore });

/** The columns, in Swedish; docs/reference/grants.md tells of each. */
const columns: readonly Column[] = [
  ['Betalare', ({ payer }) => payer], ['Mottagare', ({ principal }) => principal],
  ['Skolenhet', (_, unit) => unit], ['Studieväg', ({ studyPath }) => studyPath],
  ['Avser', ({ item }) => (item === undefined ? 'grundbelopp' : items[item as Item])],
  ['Pris', ({ price }) => price?.id], ['Gäller från', ({ price }) => price && { day: price.validOn }],
  ['Prisläge', ({ price }) => price && (price.standing === 'decided' ? 'fastställt' : 'preliminärt')],
  ['Grund', ({ price }) => price?.key.basis && basisWords[price.key.basis]],
  ['Källa', ({ price }) => price?.origin],
  ['Årspris kr', ({ price }) => oreCell(price?.perYearOre)],
  ['Dagar', ({ days }) => days], ['Belopp kr', ({ ore }) => oreCell(ore)],
  ...PART_NAMES.flatMap((name): Column[] => [
    [`Varav ${partWords[name]} kr`, ({ parts }) => oreCell(parts.find(({ part }) => part === name)?.ore)],
    [`Årsbelopp ${partWords[name]} kr`,
      ({ parts }) => oreCell(parts.find(({ part }) => part === name)?.perYearOre)],
  ]),
  ['Ej uppdelat kr', ({ undividedOre }) => oreCell(undividedOre)],
  ['Saknas men ska kunna redovisas', ({ missing }) => missing.map((part) => partWords[part]).join(', ')],
  ['Inte uppgivet', ({ notTold }) => notTold.map((part) => partWords[part]).join(', ')],
];

/** For Swedish Excel: grants with semicolons and decimal commas, and below them what they are of. */
export const grantCsv = ({ unit, from, to, lookedAt, grants, total }: UnitGrants): string => [
  columns.map(([heading]) => heading),
  ...grants.map((grant) => columns.map(([, cellOf]) => cellOf(grant, unit))), [],
  ['Skolenhet', unit], ['Från och med', { day: from }], ['Till och med', { day: addDays(to, -1) }],
  ['Sett den', { day: lookedAt }], ['Dagar', total.days], ['Belopp kr', oreCell(total.ore)],
  ['Momsersättning står som på raderna. Övriga delar är samma del av beloppet som av årspriset [P].'],
  ['Lokaler, administration och moms ska kunna redovisas [L: gymnasieförordningen 13 kap. 10 §].'],
].reduce((text, row: readonly Cell[]) => text + csvRow(row), BYTE_ORDER_MARK);
