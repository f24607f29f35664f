import type { PublishedPrice } from '../../../domain/price-list/decide.js';
import { instantInSweden } from '../../../domain/shared/stockholm-time.js';
import { Fields, like, oneOf, textUpTo } from '../reading/fields.js';
import { shapes } from '../reading/shapes.js';
import type { Interpret } from '../statement.js';
import { amountIn, priceLine, type SaidBefore } from './price-line.js';

const YEAR = like(/^\d{4}$/, 'Write the year with four digits.');
const principal = oneOf('municipal', 'region', 'independent');
const begun = oneOf('before', 'after');
const standing = oneOf('preliminary', 'decided');
const basis = oneOf('own', 'agreement', 'decision', 'national');
const owner = like(/^[0-9A-Za-z-]{1,61}$/, 'Write a municipality, a principal, or the name of an agreement.');
const variant = textUpTo(60);
const origin = textUpTo(200);

/** Columns of our own form of a price list, by the field they are. */
const COLUMNS = {
  validOn: 'valid_from', reportedAt: 'decided_on', perYearOre: 'amount_sek', standing: 'standing',
  origin: 'origin', 'key.year': 'year', 'key.principal': 'principal', 'key.studyPath': 'study_path',
  'key.variant': 'variant', 'key.begun': 'begun', 'key.unit': 'unit',
  'key.basis': 'basis', 'key.owner': 'owner',
};

/** See docs/reference/price-list-file.md. */
export const priceColumns = {
  needed: ['year', 'principal', 'study_path', 'valid_from', 'amount_sek', 'standing'],
  known: Object.values(COLUMNS),
};

/** How the rows of one price list in our own form read. */
export const priceRows = (): Interpret => {
  const said: SaidBefore = new Map();
  return (value) => priceLine(priceIn(Fields.of(value)), COLUMNS, said);
};

const priceIn = (row: Fields): PublishedPrice => {
  const decidedOn = row.has('decided_on') ? row.mustDay('decided_on') : undefined;
  return {
    validOn: row.mustDay('valid_from'),
    reportedAt: decidedOn && instantInSweden(`${decidedOn} 00:00:00`),
    key: {
      year: Number(row.mustText('year', YEAR)),
      principal: row.mustText('principal', principal), begun: row.text('begun', begun),
      studyPath: row.text('study_path', shapes.studyPath) ?? '', variant: row.text('variant', variant),
      unit: row.text('unit', shapes.unit), basis: row.text('basis', basis), owner: row.text('owner', owner),
    },
    perYearOre: amountIn(row, 'amount_sek'), standing: row.mustText('standing', standing),
    origin: row.text('origin', origin),
  } as PublishedPrice;
};
