import { type CivilDate, FOREVER } from '../shared/civil-date.js';
import { compareInstants, type Fact } from '../shared/fact-order.js';
import { type Ordered, type Period, without } from '../shared/period.js';
import { standing } from '../shared/standing.js';
import type { EventOf } from '../shared/event.js';
import type { Ore } from '../shared/money.js';
import type { ExtraCostIncurred, StateClaimSent } from './claim-events.js';
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

/** Days that the state pays for. */
export interface StateFunding extends Decided {
  /** What may be claimed a term, where an amount was decided. */
  readonly perTermOre?: Ore;
}

/** What a municipality had to pay besides, for a pupil who seeks asylum. */
export type ExtraCost = Pick<
  EventOf<typeof ExtraCostIncurred>['data'], 'municipality' | 'unit' | 'what' | 'ore'
> & { readonly id: string; readonly on: CivilDate };

/** What was claimed of the state, and what it answered. */
export type SentClaim = Pick<
  EventOf<typeof StateClaimSent>['data'], 'municipality' | 'claim' | 'from' | 'to' | 'ore' | 'reference'
> & {
  readonly id: string;
  readonly sentOn: CivilDate;
  readonly answeredOn?: CivilDate;
  /** Absent while nothing is answered. */
  readonly grantedOre?: Ore;
  readonly reason?: string;
};

/** What was decided of how somebody's place is paid for. */
export interface Funding {
  /** No two of one municipality are about one day. */
  readonly extended: readonly ExtendedStudy[];
  /** No two of one school unit are about one day. */
  readonly shares: readonly CostShares[];
  /** No two of one municipality, school unit and item are about one day. */
  readonly amounts: readonly AdditionalAmount[];
  readonly state: Ordered<StateFunding>;
  /** No two of one school unit are about one day. */
  readonly secondHand: readonly SecondHand[];
  /** No two of one municipality are about one day. */
  readonly asylum: readonly AsylumClaim[];
  readonly extraCosts: readonly ExtraCost[];
  readonly sent: readonly SentClaim[];
}

export const noFunding: Funding = {
  extended: [], shares: [], amounts: [], state: [], secondHand: [], asylum: [], extraCosts: [],
  sent: [],
};

/** What holds of it, for any order of arrival. Of two for one day, the one that was decided last holds. */
export const fundingOf = (facts: readonly FundingFact[]): Funding => {
  if (facts.length === 0) return noFunding;
  const holding = standing(facts)
    .sort((a, b) => compareInstants(a.event.data.reportedAt, b.event.data.reportedAt));
  const [extended, shares]: [ExtendedStudy[], CostShares[]] = [[], []];
  const [amounts, state]: [AdditionalAmount[], StateFunding[]] = [[], []];
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
      case 'StateFundingDecided': state.push({ ...days, perTermOre: event.data.perTermOre }); break;
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
    asylum: oneADay(asylum, ({ municipality }) => municipality), ...claimsIn(holding),
  };
};

/** Extra costs, and what was claimed; of two answers to one claim the one that was decided last holds. */
const claimsIn = (holding: readonly FundingFact[]): Pick<Funding, 'extraCosts' | 'sent'> => {
  const extraCosts = holding.flatMap(({ id, event }): ExtraCost[] => {
    if (event.type !== 'ExtraCostIncurred') return [];
    const { validOn: on, municipality, unit, what, ore } = event.data;
    return [{ id, on, municipality, unit, what, ore }];
  });
  const sent = holding.flatMap(({ id, event }): SentClaim[] => {
    if (event.type !== 'StateClaimSent') return [];
    const { validOn: sentOn, municipality, claim, from, to, ore, reference } = event.data;
    return [{ id, sentOn, municipality, claim, from, to, ore, reference, ...answerTo(id, holding) }];
  });
  return { extraCosts, sent };
};

const answerTo = (
  claim: string, holding: readonly FundingFact[],
): Pick<SentClaim, 'answeredOn' | 'grantedOre' | 'reason'> => {
  const answer = holding.findLast(({ event }) =>
    event.type === 'StateClaimAnswered' && event.data.answers === claim)?.event;
  if (answer?.type !== 'StateClaimAnswered') return {};
  const { validOn: answeredOn, grantedOre, reason } = answer.data;
  return { answeredOn, grantedOre, reason };
};

/** Later ones take the days of earlier ones that decide the same thing. */
const oneADay = <D extends Decided>(decisions: readonly D[], aboutWhat: (decision: D) => string): D[] =>
  decisions.reduce<D[]>((all, next) => {
    const left = all.flatMap((one) => (aboutWhat(one) === aboutWhat(next)
      ? without(one, [next]).map((part) => ({ ...one, ...part })) : [one]));
    return [...left, next];
  }, []).sort((a, b) => (a.from < b.from ? -1 : 1));
