import type { Agreements } from '../agreement/state.js';
import type { Item } from '../funding/state.js';
import {
  lawfulRuleRestsOn, type PriceRule, priceRuleFor, priceRuleRestsOn, priceRules,
} from '../price-list/price-rules.js';
import { vatIn } from '../price-list/price-parts.js';
import { type Price, priceById, type Prices } from '../price-list/state.js';
import { type Principal, type SchoolRegister, unitOn } from '../school-register/state.js';
import type { CivilDate } from '../shared/civil-date.js';
import type { Ore } from '../shared/money.js';
import { covers } from '../shared/period.js';
import type { RestsOn } from '../shared/rests-on.js';
import type { Segment } from './allocation.js';
import {
  beyondRestsOn, type BeyondSetting, EXTENDED_STUDY, itemRestsOn, NAMED_BY_AGREEMENT, payerRestsOn, ROUNDING,
} from './line-grounds.js';
import type { MonthlyLine } from './monthly-lines.js';
import type { WorkedOut } from './counting/amount.js';
import { DAILY, explainCounting, type ExplainedCounting } from './counting/counting-rules.js';
import type { PaidStay } from './paid-stays.js';
import { pathRuns } from './path-runs.js';
import type { PayerBasis } from './payers.js';
import { type CostPolicy, DEFAULT_POLICY, defaultCostPolicy, policyFrom } from './policy.js';
import { vatBetween, workOutBetween } from './shape.js';
import type { ShareCode } from './shares.js';

/** Why a line is what it is: who pays whom for which days, at what price, counted how, and how it adds up. */
export interface ExplainedLine extends MonthlyLine {
  readonly payer: string;
  readonly payerBasis: PayerBasis;
  readonly payerRestsOn: RestsOn;
  readonly unit: string;
  readonly unitName: string;
  readonly principal: Principal;
  readonly studyPath: string;
  readonly variant?: string;
  /** Days before or after the stay that are paid all the same. */
  readonly beyondStay: readonly BeyondStay[];
  /** Of an amount that is paid besides a price there is none. */
  readonly price?: ExplainedPrice;
  /** What is paid besides the price, in a line of its own. */
  readonly item?: Item;
  readonly agreement?: { readonly name: string; readonly id: string; readonly validOn?: CivilDate };
  readonly policy: CostPolicy;
  readonly counting: ExplainedCounting;
  /** Where it took a decision on the place. */
  readonly decision?: ExplainedDecision;
  /** The decision on extended study, where the place is shared or the state's by another. */
  readonly extendedStudy?: ExplainedDecision;
  /** The decision that the place was taken in second hand. */
  readonly secondHand?: ExplainedDecision;
  /** `share` is what of both sums this payer pays, where several pay. */
  readonly amount: WorkedOut & {
    readonly perYearOre: Ore; readonly share?: ShareCode; readonly restsOn: RestsOn;
  };
  /** How much of the amount compensates for VAT; absent where the payee gets none. */
  readonly vat?: ExplainedVat;
}

/** The same parts of the VAT in the yearly price as the amount is of the price, and the same share. */
export interface ExplainedVat {
  readonly ore: Ore;
  readonly perYearOre: Ore;
  readonly restsOn: RestsOn;
}

export interface ExplainedDecision {
  /** The event that decided it. */
  readonly id: string;
  /** The agreement that it is part of, by name, where it is no decision on the pupil's place. */
  readonly agreement?: string;
  /** How much of the price is paid, in percent, where not all of it. */
  readonly paidPercent?: number;
  readonly restsOn: RestsOn;
}

export interface BeyondStay {
  readonly setting: BeyondSetting;
  readonly restsOn: RestsOn;
}

/** The price that was taken, by which rule, and the higher of two that was not. */
export interface ExplainedPrice extends Price {
  readonly rule: PriceRule;
  readonly asked: readonly string[];
  readonly restsOn: RestsOn;
  readonly higher?: Price;
}

/** What a line was worked out from. */
export interface WorkedLine {
  readonly segment: Segment;
  readonly line: MonthlyLine;
  readonly stays: readonly PaidStay[];
}

interface Sources {
  readonly register: SchoolRegister;
  readonly prices: Prices;
  readonly agreements: Agreements;
}

export const explainLine = ({ segment, line, stays }: WorkedLine, sources: Sources): ExplainedLine => {
  const { payer, payerBasis, unit, principal, studyPath, variant, perYearOre } = segment;
  return {
    ...line, payer, payerBasis, payerRestsOn: payerRestsOn[payerBasis], unit, principal, studyPath, variant,
    unitName: unitOn(sources.register, unit, line.from)?.name ?? unit,
    beyondStay: beyondStay(segment, line, stays),
    ...(segment.item === undefined
      ? { price: explainedPrice(segment, stays, sources.prices) } : { item: segment.item }),
    ...(segment.agreementId !== undefined && { agreement: agreementOf(segment, sources.agreements) }),
    policy: policyOf(segment, sources.agreements),
    counting: explainCounting(segment.counting ?? DAILY),
    ...decisionsOf(segment, sources.agreements),
    amount: { ...workedOut(segment, line), perYearOre, share: segment.share, restsOn: ROUNDING },
    vat: explainedVat(segment, line, sources.prices),
  };
};

const workedOut = (segment: Segment, { from, to }: MonthlyLine): WorkedOut => {
  const worked = workOutBetween(segment, from, to);
  if (!worked) throw new Error('A line has days that its segment has not');
  return worked;
};

const explainedVat = (
  segment: Segment, { from, to }: MonthlyLine, prices: Prices,
): ExplainedVat | undefined => {
  const { item, priceId, principal, perYearOre, vatPerYearOre } = segment;
  const ore = vatBetween(segment, from, to);
  const decided = item === undefined
    ? published(priceId, prices) : { key: { principal: principal.kind }, perYearOre };
  const restsOn = vatIn(decided)?.restsOn;
  return ore === undefined || vatPerYearOre === undefined || !restsOn
    ? undefined : { ore, perYearOre: vatPerYearOre, restsOn };
};

const explainedPrice = (
  segment: Segment, stays: readonly PaidStay[], prices: Prices,
): ExplainedPrice => {
  const { payer, home, principal, studyPath, agreementId, priceRule, priceId, higherPriceId } = segment;
  const hasAgreement = agreementId !== undefined;
  const educationBegan = educationBeganOf(segment, stays);
  const relation = { payer: home ?? payer, payee: principal, studyPath, educationBegan, hasAgreement };
  const rule = priceRule ?? priceRuleFor(relation);
  return {
    ...published(priceId, prices), rule, asked: priceRules[rule],
    restsOn: namedRuleRestsOn(segment) ?? lawfulRuleRestsOn(relation),
    ...(higherPriceId !== undefined && { higher: published(higherPriceId, prices) }),
  };
};

/** Of a rule that an agreement names, or a decision; the law gives all others. */
const namedRuleRestsOn = ({ priceRule, secondHandId }: Segment): RestsOn | undefined => {
  if (priceRule === undefined) return undefined;
  return secondHandId === undefined ? NAMED_BY_AGREEMENT : priceRuleRestsOn[priceRule];
};

/** When the education began that days of a segment belong to. */
const educationBeganOf = ({ unit, studyPath, from }: Segment, stays: readonly PaidStay[]): CivilDate => {
  const run = stays.filter(({ stay }) => stay.unit === unit).flatMap(pathRuns)
    .find((each) => each.studyPath === studyPath && covers(each, from));
  if (!run) throw new Error('A segment has days that no stay has');
  return run.began;
};

const published = (id: string, prices: Prices): Price => {
  const price = priceById(prices, id);
  if (!price) throw new Error('A line has a price that nobody published');
  return price;
};

const agreementOf = (
  { agreement: name = '', agreementId: id = '' }: Segment, { agreements }: Agreements,
): NonNullable<ExplainedLine['agreement']> =>
  ({ name, id, validOn: agreements[name]?.find((dated) => dated.id === id)?.version.validOn });

const policyOf = (
  { policy = DEFAULT_POLICY, policyId }: Segment, { policies }: Agreements,
): CostPolicy => {
  const dated = policies[policy]?.find(({ id }) => id === policyId);
  return dated ? policyFrom(dated.version, dated.id) : defaultCostPolicy;
};

/** How much of the price is paid is for the decision on extended study to say. */
const decisionsOf = (
  segment: Segment, { agreements }: Agreements,
): Pick<ExplainedLine, 'decision' | 'extendedStudy' | 'secondHand'> => {
  const { decisionId, extendedId, secondHandId, paidPercent } = segment;
  const id = decisionId === secondHandId ? undefined : decisionId;
  const percent = extendedId === undefined ? paidPercent : undefined;
  const agreed = Object.values(agreements).flat().find((dated) => dated.id === id)?.version.agreement;
  return {
    ...(id !== undefined && {
      decision: { id, agreement: agreed, paidPercent: percent, restsOn: decisionRestsOn(segment) },
    }),
    ...(extendedId !== undefined && {
      extendedStudy: { id: extendedId, paidPercent, restsOn: EXTENDED_STUDY },
    }),
    ...(secondHandId !== undefined && {
      secondHand: { id: secondHandId, restsOn: priceRuleRestsOn['second-hand'] },
    }),
  };
};

const decisionRestsOn = ({ payerBasis, share, item }: Segment): RestsOn => {
  if (item !== undefined) return itemRestsOn[item];
  if (payerBasis === 'state') return payerRestsOn.state;
  return share === undefined ? EXTENDED_STUDY : payerRestsOn.shared;
};

const beyondStay = (
  { unit }: Segment, { from, to }: MonthlyLine, stays: readonly PaidStay[],
): BeyondStay[] => {
  const paid = stays.find(({ stay, claim }) => stay.unit === unit && covers(claim, from));
  if (!paid) return [];
  const { stay } = paid;
  const settings: readonly BeyondSetting[] = [
    ...(from < stay.from ? ['augustStartPaysFromJuly' as const] : []),
    ...(to > stay.to ? [stay.ended === 'document' ? 'documentPays' as const : 'dropoutDay' as const] : []),
  ];
  return settings.map((setting) => ({ setting, restsOn: beyondRestsOn[setting] }));
};
