import { type Static, Type } from '@sinclair/typebox';
import { divideHalfAwayFromZero, type Ore } from '../shared/money.js';
import { refuse, refuseIf } from '../shared/refusal.js';
import { type RestsOn, restsOn } from '../shared/rests-on.js';

/** Öre of one part; none is a part too: a school that serves no meals. */
const partOf = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, description: `Öre of the yearly price: ${description}` }));

/** The seven kinds of cost (kostnadsslag) of the Education Act 16:53, as far as they are known. */
export const PricePartsField = Type.Object({
  teachingOre: partOf('teaching (undervisning)'),
  learningToolsOre: partOf('learning tools (lärverktyg)'),
  pupilHealthOre: partOf('pupil health (elevhälsa)'),
  mealsOre: partOf('meals (måltider)'),
  administrationOre: partOf('administration'),
  premisesOre: partOf('premises (lokalkostnader)'),
  vatOre: partOf('VAT compensation (mervärdesskatt), of independent principals alone'),
}, { additionalProperties: false, description: 'Parts of the yearly price, as they were decided' });

export type PriceParts = Static<typeof PricePartsField>;
export type PricePart = keyof PriceParts;

export const PRICE_PARTS = Object.keys(PricePartsField.properties) as PricePart[];

/** What a municipality must be able to show of a grant (Upper Secondary Ordinance 13:10), besides VAT. */
const MUST_SHOW = ['premisesOre', 'administrationOre'] as const satisfies readonly PricePart[];

/** A yearly price with its parts, and for what kind of principal it is. */
export interface PartedPrice {
  readonly key: { readonly principal: 'municipal' | 'region' | 'independent' };
  readonly perYearOre: Ore;
  readonly parts?: PriceParts;
}

/** The VAT compensation in a yearly price, and whether it was decided or is reckoned here. */
export interface VatPart {
  readonly ore: Ore;
  readonly restsOn: RestsOn;
}

/** Per hundred, on top of everything else (Upper Secondary Ordinance 13:3). */
const VAT_PERCENT = 6;

const DECIDED = restsOn('S', 'decided with the price', 'beslutad tillsammans med priset');
const RECKONED = restsOn(
  'L', 'Upper Secondary Ordinance (2010:2039) 13:3: 6 % of the whole grant, additional amounts too; that '
    + 'what was decided has it in it, on top of the rest, is a proposal',
  'gymnasieförordningen (2010:2039) 13 kap. 3 §: 6 % av hela bidraget, även tilläggsbelopp; att det ingår i '
    + 'det som beslutats, ovanpå resten, är ett förslag',
);

/** What a price costs with VAT compensation on top of it, rounded once to whole öre. */
export const withVatOnTop = (exclVatOre: Ore): Ore =>
  exclVatOre + divideHalfAwayFromZero(exclVatOre * VAT_PERCENT, 100);

/**
 * The VAT compensation in a yearly price, or in an amount besides one; undefined for municipalities and
 * regions, which get none. A decided part goes before; else 6 % on top of the rest is taken to be in it, as
 * it is in the national list.
 *
 * @example vatIn(price of 111 300 kr for independent principals)?.ore // 630_000: 105 000 kr without it
 */
export const vatIn = ({ key, perYearOre, parts }: PartedPrice): VatPart | undefined => {
  if (key.principal !== 'independent') return undefined;
  if (parts?.vatOre !== undefined) return { ore: parts.vatOre, restsOn: DECIDED };
  const exclVatOre = divideHalfAwayFromZero(perYearOre * 100, 100 + VAT_PERCENT);
  return { ore: perYearOre - exclVatOre, restsOn: RECKONED };
};

const knownIn = (parts: PriceParts): number[] => PRICE_PARTS.flatMap((part) => parts[part] ?? []);
const sumOf = (parts: PriceParts): Ore => knownIn(parts).reduce((sum, ore) => sum + ore, 0);

/** How many parts are known of a price. */
export const partsKnown = (parts: PriceParts = {}): number => knownIn(parts).length;

/** What is in a price beside the parts that are known of it. */
export const undividedIn = ({ perYearOre, parts = {} }: PartedPrice): Ore => perYearOre - sumOf(parts);

/** Parts that must be shown of an independent principal's grant, and that a price does not say. */
export const partsMissing = ({ key, parts = {} }: PartedPrice): PricePart[] =>
  (key.principal === 'independent' ? MUST_SHOW.filter((part) => parts[part] === undefined) : []);

/** Lists round each part and the total to whole kronor: half a krona each is no contradiction. */
const roundingOf = (count: number): Ore => (count + 1) * 50;

/**
 * Refuses parts that cannot be (`price-parts-impossible`). The decided total stays
 * what is paid, whatever its parts come to.
 */
export const mustHaveParts = (price: PartedPrice, within: string): void => {
  const { key, parts } = price;
  if (!parts) return;
  refuseIf(
    key.principal !== 'independent' && parts.vatOre !== undefined, 'price-parts-impossible',
    `${within}parts.vatOre`, 'Municipalities and regions get no VAT compensation; leave it out.',
  );
  const count = partsKnown(parts);
  const of = key.principal === 'independent' ? PRICE_PARTS.length : PRICE_PARTS.length - 1;
  const [left, rounding] = [undividedIn(price), roundingOf(count)];
  refuseIf(
    left < -rounding || (count === of && left > rounding), 'price-parts-impossible', `${within}parts`,
    'The parts come to more than the price or, being all there are, to less.',
  );
};

/** A price as it is said: with VAT compensation, without it, or both. */
export type StatedPrice<P extends PartedPrice> =
  Omit<P, 'perYearOre'> & { readonly perYearOre?: Ore; readonly perYearExclVatOre?: Ore };

/**
 * The price that is meant. One that is said without VAT compensation gets it on top; a decided total goes
 * before, and then what it has more is the compensation, unless that was said too.
 */
export const priceMeant = <P extends PartedPrice>(stated: StatedPrice<P>, within: string): P => {
  const { perYearOre, perYearExclVatOre: exclVatOre, ...price } = stated;
  if (exclVatOre === undefined) return { ...price, perYearOre } as P;
  refuseIf(
    stated.key.principal !== 'independent', 'price-parts-impossible', `${within}perYearExclVatOre`,
    'Only independent principals have prices without and with VAT compensation.',
  );
  if (perYearOre === undefined) return { ...price, perYearOre: withVatOnTop(exclVatOre) } as unknown as P;
  if (perYearOre < exclVatOre) {
    return refuse('price-parts-impossible', `${within}perYearExclVatOre`,
      'Without VAT compensation the price is no higher than with it.');
  }
  const parts = { vatOre: perYearOre - exclVatOre, ...stated.parts };
  return { ...price, perYearOre, parts } as unknown as P;
};
