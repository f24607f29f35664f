import type { PublishedPrice } from '../../../domain/price-list/decide.js';
import {
  PRICE_PARTS, type PricePart, type PriceParts, priceMeant, type StatedPrice,
} from '../../../domain/price-list/price-parts.js';
import { addDays } from '../../../domain/shared/civil-date.js';
import { instantInSweden } from '../../../domain/shared/stockholm-time.js';
import { Fields, like, oneOf, textUpTo } from '../reading/fields.js';
import { shapes } from '../reading/shapes.js';
import type { Interpret } from '../statement.js';
import { inColumns } from '../reading/in-columns.js';
import { amountIn, partIn, priceLine, type SaidBefore } from './price-line.js';

const YEAR = like(/^\d{4}$/, 'Write the year with four digits.');
const principal = oneOf('municipal', 'region', 'independent');
const begun = oneOf('before', 'after');
const standing = oneOf('preliminary', 'decided');
const basis = oneOf('own', 'agreement', 'decision', 'national');
const owner = like(/^[0-9A-Za-z-]{1,61}$/, 'Write a municipality, a principal, or the name of an agreement.');
const variant = textUpTo(60);
const origin = textUpTo(200);

/** Columns of the parts of a price. */
const PART_COLUMNS: Readonly<Record<PricePart, string>> = {
  teachingOre: 'teaching_sek', learningToolsOre: 'learning_tools_sek', pupilHealthOre: 'pupil_health_sek',
  mealsOre: 'meals_sek', administrationOre: 'administration_sek', premisesOre: 'premises_sek',
  vatOre: 'vat_sek',
};

/** Columns of our own form of a price list, by the field they are. */
const COLUMNS: Readonly<Record<string, string>> = {
  validOn: 'valid_from', until: 'valid_through', reportedAt: 'decided_on', perYearOre: 'amount_sek',
  standing: 'standing', origin: 'origin', 'key.year': 'year', 'key.principal': 'principal',
  'key.studyPath': 'study_path', 'key.variant': 'variant', 'key.begun': 'begun', 'key.unit': 'unit',
  'key.basis': 'basis', 'key.owner': 'owner', perYearExclVatOre: 'amount_excl_vat_sek',
  ...Object.fromEntries(Object.entries(PART_COLUMNS).map(([part, column]) => [`parts.${part}`, column])),
};

/** The column that a field of a price stands in. */
export const inOwnColumn = (field: string): string => COLUMNS[field] ?? field;

/** See docs/reference/price-list-file.md. */
export const priceColumns = {
  needed: ['year', 'principal', 'study_path', 'valid_from', 'standing'],
  known: Object.values(COLUMNS),
};

/** How the rows of one price list in our own form read. */
export const priceRows = (): Interpret => {
  const said: SaidBefore = new Set();
  return (value) => priceLine(priceIn(Fields.of(value)), COLUMNS, said);
};

const priceIn = (row: Fields): PublishedPrice => {
  const decidedOn = row.has('decided_on') ? row.mustDay('decided_on') : undefined;
  const parts = partsIn(row);
  const hasOnlyExclVat = row.has('amount_excl_vat_sek') && !row.has('amount_sek');
  const stated = {
    validOn: row.mustDay('valid_from'),
    ...(row.has('valid_through') && { until: addDays(row.mustDay('valid_through'), 1) }),
    reportedAt: decidedOn && instantInSweden(`${decidedOn} 00:00:00`),
    key: {
      year: Number(row.mustText('year', YEAR)),
      principal: row.mustText('principal', principal), begun: row.text('begun', begun),
      studyPath: row.text('study_path', shapes.studyPath) ?? '', variant: row.text('variant', variant),
      unit: row.text('unit', shapes.unit), basis: row.text('basis', basis), owner: row.text('owner', owner),
    },
    ...(!hasOnlyExclVat && { perYearOre: amountIn(row, 'amount_sek') }),
    ...(row.has('amount_excl_vat_sek') && { perYearExclVatOre: amountIn(row, 'amount_excl_vat_sek') }),
    ...(parts && { parts }), standing: row.mustText('standing', standing),
    origin: row.text('origin', origin),
  } as StatedPrice<PublishedPrice>;
  return inColumns(COLUMNS, '', () => priceMeant(stated, ''));
};

const partsIn = (row: Fields): PriceParts | undefined => {
  const known = PRICE_PARTS.filter((part) => row.has(PART_COLUMNS[part]));
  return known.length === 0 ? undefined
    : Object.fromEntries(known.map((part) => [part, partIn(row, PART_COLUMNS[part])]));
};
