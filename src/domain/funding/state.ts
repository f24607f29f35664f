import { FOREVER } from '../shared/civil-date.js';
import { compareInstants, type Fact } from '../shared/fact-order.js';
import { type Ordered, type Period, without } from '../shared/period.js';
import { standing } from '../shared/standing.js';
import type { EventOf } from '../shared/event.js';
import type { AdditionalAmountDecided, CostSharesDecided, FundingEvent } from './events.js';

export type FundingFact = Fact<FundingEvent>;

/** Days that something was decided for. */
export interface Decided extends Period {
  /** The event that says so. */
  readonly id: string;
}

/** Days beyond the years of an education that a municipality pays for all the same. */
export interface ExtendedStudy extends Decided {
  readonly municipality: string;
  /** How much of the price, in percent. */
  readonly percent: number;
}

/** Who pays which part of a place at a school unit. */
export interface CostShares extends Decided,
  Pick<EventOf<typeof CostSharesDecided>['data'], 'unit' | 'remainder' | 'others'> {}

/** What is paid besides the price of a place. */
export type Item = EventOf<typeof AdditionalAmountDecided>['data']['item'];

/** What a municipality pays besides the price of a place at a school unit. */
export interface AdditionalAmount extends Decided, Pick<
  EventOf<typeof AdditionalAmountDecided>['data'], 'municipality' | 'unit' | 'item' | 'perYearOre'
> {}

/** Days of a place at a school unit that was taken in second hand. */
export interface SecondHand extends Decided {
  readonly unit: string;
}

/** Days for which a municipality claims of the state, the pupil seeking asylum. */
export interface AsylumClaim extends Decided {
  readonly municipality: string;
}

/** What was decided of how somebody's place is paid for. */
export interface Funding {
  /** No two of one municipality are about one day. */
  readonly extended: readonly ExtendedStudy[];
  /** No two of one school unit are about one day. */
  readonly shares: readonly CostShares[];
  /** No two of one municipality, school unit and item are about one day. */
  readonly amounts: readonly AdditionalAmount[];
  /** Days that the state pays for. */
  readonly state: Ordered<Decided>;
  /** No two of one school unit are about one day. */
  readonly secondHand: readonly SecondHand[];
  /** No two of one municipality are about one day. */
  readonly asylum: readonly AsylumClaim[];
}

export const noFunding: Funding = {
  extended: [], shares: [], amounts: [], state: [], secondHand: [], asylum: [],
};

/** What holds of it, for any order of arrival. Of two for one day, the one that was decided last holds. */
export const fundingOf = (facts: readonly FundingFact[]): Funding => {
  if (facts.length === 0) return noFunding;
  const holding = standing(facts)
    .sort((a, b) => compareInstants(a.event.data.reportedAt, b.event.data.reportedAt));
  const [extended, shares]: [ExtendedStudy[], CostShares[]] = [[], []];
  const [amounts, state]: [AdditionalAmount[], Decided[]] = [[], []];
  const [secondHand, asylum]: [SecondHand[], AsylumClaim[]] = [[], []];
  for (const { id, event } of holding) {
    const days = { id, from: event.data.validOn, to: ('until' in event.data && event.data.until) || FOREVER };
    switch (event.type) {
      case 'ExtendedStudyDecided': {
        const { municipality, percent = 100 } = event.data;
        extended.push({ ...days, municipality, percent });
        break;
      }
      case 'CostSharesDecided': {
        const { unit, remainder, others } = event.data;
        shares.push({ ...days, unit, remainder, others });
        break;
      }
      case 'AdditionalAmountDecided': {
        const { municipality, unit, item, perYearOre } = event.data;
        amounts.push({ ...days, municipality, unit, item, perYearOre });
        break;
      }
      case 'StateFundingDecided': state.push(days); break;
      case 'SecondHandDecided': secondHand.push({ ...days, unit: event.data.unit }); break;
      case 'AsylumClaimDecided': asylum.push({ ...days, municipality: event.data.municipality }); break;
      default: break;
    }
  }
  return {
    extended: oneADay(extended, ({ municipality }) => municipality),
    shares: oneADay(shares, ({ unit }) => unit),
    amounts: oneADay(amounts, ({ municipality, unit, item }) => `${municipality}|${unit}|${item}`),
    state: oneADay(state, () => ''), secondHand: oneADay(secondHand, ({ unit }) => unit),
    asylum: oneADay(asylum, ({ municipality }) => municipality),
  };
};

/** Later ones take the days of earlier ones that decide the same thing. */
const oneADay = <D extends Decided>(decisions: readonly D[], aboutWhat: (decision: D) => string): D[] =>
  decisions.reduce<D[]>((all, next) => {
    const left = all.flatMap((one) => (aboutWhat(one) === aboutWhat(next)
      ? without(one, [next]).map((part) => ({ ...one, ...part })) : [one]));
    return [...left, next];
  }, []).sort((a, b) => (a.from < b.from ? -1 : 1));
