import type { PublishedPrice } from '../../../domain/price-list/decide.js';
import { refuse } from '../../../domain/shared/refusal.js';
import type { CsvHeader } from '../reading/csv-reader.js';
import { Fields } from '../reading/fields.js';
import { Unreadable } from '../reading/read-line.js';
import { shapes } from '../reading/shapes.js';
import type { Interpret } from '../statement.js';
import { amountIn, priceLine, type SaidBefore } from './price-line.js';

/** A variant of the national price list, and its study path (reference-data/riksprislista_variants.csv). */
export interface RiksprislistaVariant {
  readonly programme: string;
  readonly variant: string;
  readonly studyPath: string;
}

const CODE = 'program_code';
const AMOUNT = 'amount_sek_incl_meals_incl_vat';
const COLUMNS = {
  'key.studyPath': CODE, 'key.variant': 'variant', 'key.begun': 'variant', perYearOre: AMOUNT,
};
const TITLE = /Riksprislista (\d{4})(?: \([^)]{1,100}\))?/;
const EXCEPT = 'excl. ';
/** The reform of 1 July 2025, on either side of which education may have begun (SFS 2023:654). */
const BEGUN: Readonly<Record<string, 'before' | 'after'>> = {
  'education begun before 2025-07-01': 'before', 'education begun after 2025-06-30': 'after',
};

/** See docs/reference/price-list-file.md. */
export const riksprislistaColumns = {
  needed: [CODE, 'variant', AMOUNT], known: [CODE, 'program', 'variant', AMOUNT, 'amount_excl_vat_calc'],
};

/** How rows of a national price list (riksprislista) read, by the year that a comment before them names. */
export const riksprislistaRows = (
  { comments }: CsvHeader, variants: readonly RiksprislistaVariant[],
): Interpret => {
  const title = comments.map((comment) => TITLE.exec(comment)).find((match) => match !== null);
  if (!title) throw new Unreadable('year-missing', 'A comment must say "Riksprislista" and the year.');
  const [origin, year] = [title[0], Number(title[1])];
  const said: SaidBefore = new Set();
  return (value) => {
    const row = Fields.of(value);
    const programme = row.mustText(CODE, shapes.studyPath);
    const { studyPath, begun } = readVariant(row.text('variant') ?? '', programme, variants);
    const price: PublishedPrice = {
      validOn: `${year}-01-01`, key: { year, principal: 'independent', studyPath, begun, basis: 'national' },
      perYearOre: amountIn(row, AMOUNT), standing: 'decided', origin,
    };
    return priceLine(price, COLUMNS, said);
  };
};

const readVariant = (text: string, programme: string, variants: readonly RiksprislistaVariant[]) => {
  const parts = text.split(';').map((part) => part.trim()).filter((part) => part !== '');
  const begun = parts.flatMap((part) => BEGUN[part] ?? []);
  const named = parts.filter((part) => !(part in BEGUN));
  if (begun.length > 1 || named.length > 1) return refuse('variant-unknown', 'variant', 'Name one variant.');
  return { begun: begun[0], studyPath: studyPathOf(named[0], programme, variants) };
};

/** What a variant is excluded from is the programme itself, if pupils on the variant can be told apart. */
const studyPathOf = (
  variant: string | undefined, programme: string, variants: readonly RiksprislistaVariant[],
): string => {
  if (variant === undefined) return programme;
  const name = variant.startsWith(EXCEPT) ? variant.slice(EXCEPT.length) : variant;
  const known = variants.find((one) => one.programme === programme && one.variant === name)
    ?? refuse('variant-unknown', 'variant', 'No study path is known for the variant.');
  return variant.startsWith(EXCEPT) ? programme : known.studyPath;
};
