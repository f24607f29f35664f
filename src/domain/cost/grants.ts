import { PRICE_PARTS, type PricePart, partsMissing, vatIn } from '../price-list/price-parts.js';
import { type Price, priceById, type Prices } from '../price-list/state.js';
import { divideHalfAwayFromZero, type Ore } from '../shared/money.js';
import { type RestsOn, restsOn } from '../shared/rests-on.js';

/** What is granted to whom by whom, for how many days. */
interface Granted {
  readonly payer: string;
  readonly principal: string;
  readonly studyPath: string;
  /** What is granted besides the price; absent for the basic amount. */
  readonly item?: string;
  readonly days: number;
  readonly ore: Ore;
}

/** Days of one pupil at a school unit, and what they cost. */
export interface GrantLine extends Granted {
  /** Absent where the payee gets no compensation for VAT, being no independent principal. */
  readonly vatOre?: Ore;
  readonly priceId: string;
}

/** One of the seven kinds of cost, by name: `premises`. */
export type PartName = PricePart extends `${infer Name}Ore` ? Name : never;

const nameOf = (part: PricePart): PartName => part.slice(0, -'Ore'.length) as PartName;

export const PART_NAMES: readonly PartName[] = PRICE_PARTS.map(nameOf);

/** One of the seven kinds of cost in a grant. */
export interface GrantPart {
  readonly part: PartName;
  /** Öre of the yearly price; absent of an amount besides it. */
  readonly perYearOre?: Ore;
  readonly ore: Ore;
  readonly restsOn: RestsOn;
}

/** What one payer grants a principal at one price, worked out part by part. */
export interface Grant extends Granted {
  readonly price?: Price;
  readonly parts: readonly GrantPart[];
  /** What is in the amount beside its parts. */
  readonly undividedOre: Ore;
  /** Parts that must be possible to show, and that nobody has said. */
  readonly missing: readonly PartName[];
  /** The other parts that nobody has said. */
  readonly notTold: readonly PartName[];
}

const DECIDED = restsOn(
  'S', 'decided with the price; that the amount has the same part of it is a proposal',
  'beslutad tillsammans med priset; att beloppet har samma del av den är ett förslag',
);

/** Lines of one payer, principal, study path and price together. */
interface Together {
  readonly of: GrantLine;
  days: number;
  ore: Ore;
  vatOre: Ore;
}

/** Adds up the lines of a school unit, however many, and tells what the grants are made of. */
export class Grants {
  private readonly groups = new Map<string, Together>();

  constructor(private readonly prices: Prices) {}

  /** Lines of principals that are not independent are no grants, and left out. */
  add(lines: readonly GrantLine[]): void {
    for (const line of lines) if (line.vatOre !== undefined) this.addOne(line, line.vatOre);
  }

  /** In the order of payers, principals, study paths, and what is granted besides. */
  all(): Grant[] {
    return [...this.groups.keys()].sort().map((key) => grantOf(this.groups.get(key)!, this.prices));
  }

  private addOne(line: GrantLine, vatOre: Ore): void {
    const { payer, principal, studyPath, item, priceId } = line;
    const key = [payer, principal, studyPath, item === undefined ? '' : `+${item}`, priceId].join('\n');
    let known = this.groups.get(key);
    if (!known) this.groups.set(key, known = { of: line, days: 0, ore: 0, vatOre: 0 });
    known.days += item === undefined ? line.days : 0;
    known.ore += line.ore;
    known.vatOre += vatOre;
  }
}

const grantOf = ({ of, days, ore, vatOre }: Together, prices: Prices): Grant => {
  const { payer, principal, studyPath, item } = of;
  const price = item === undefined ? priceById(prices, of.priceId) : undefined;
  const parts = price ? partsOf(price, ore, vatOre) : [vatAlone(vatOre)];
  const missing = item === undefined ? partsMissing(price ?? NOTHING_SAID).map(nameOf) : [];
  const told = new Set<PartName>([...parts.map(({ part }) => part), ...missing]);
  return {
    payer, principal, studyPath, ...(item !== undefined && { item }), days, ore, ...(price && { price }),
    parts, undividedOre: ore - parts.reduce((sum, part) => sum + part.ore, 0), missing,
    notTold: item === undefined ? PART_NAMES.filter((part) => !told.has(part)) : [],
  };
};

/** A price of which only is known that it is for an independent principal. */
const NOTHING_SAID = { key: { principal: 'independent' }, perYearOre: 0 } as const;

/** The parts that are known; VAT compensation as it stands on the lines. */
const partsOf = (price: Price, ore: Ore, vatOre: Ore): GrantPart[] =>
  PRICE_PARTS.flatMap((field): GrantPart[] => {
    const part = nameOf(field);
    if (part === 'vat') {
      const vat = vatIn(price)!;
      return [{ part, perYearOre: vat.ore, ore: vatOre, restsOn: vat.restsOn }];
    }
    const perYearOre = price.parts?.[field];
    return perYearOre === undefined
      ? [] : [{ part, perYearOre, ore: samePart(ore, perYearOre, price.perYearOre), restsOn: DECIDED }];
  });

const vatAlone = (ore: Ore): GrantPart => ({ part: 'vat', ore, restsOn: vatIn(NOTHING_SAID)!.restsOn });

/** Of an amount the same part as of another, rounded once; exact for amounts of whole schools. */
const samePart = (ore: Ore, part: Ore, whole: Ore): Ore => {
  const rest = ore % whole;
  return ((ore - rest) / whole) * part + divideHalfAwayFromZero(rest * part, whole);
};
