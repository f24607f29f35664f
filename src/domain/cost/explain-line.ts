import type { Agreements } from '../agreement/state.js';
import { basisRestsOn, type MunicipalityBasis } from '../person/municipality.js';
import { type PriceRule, priceRuleFor, priceRuleRestsOn, priceRules } from '../price-list/price-rules.js';
import { type Price, priceById, type Prices } from '../price-list/state.js';
import { type Principal, type SchoolRegister, unitOn } from '../school-register/state.js';
import type { CivilDate } from '../shared/civil-date.js';
import type { Ore } from '../shared/money.js';
import { covers } from '../shared/period.js';
import { type RestsOn, restsOn } from '../shared/rests-on.js';
import { type MonthlyLine, ruleOf, type Segment } from './allocation.js';
import { workOut, type WorkedOut } from './counting/amount.js';
import { DAILY, explainCounting, type ExplainedCounting } from './counting/counting-rules.js';
import type { PaidStay } from './paid-stays.js';
import { type CostPolicy, DEFAULT_POLICY, defaultCostPolicy, policyFrom } from './policy.js';

/** Why a line is what it is: who pays whom for which days, at what price, counted how, and how it adds up. */
export interface ExplainedLine extends MonthlyLine {
  readonly payer: string;
  readonly payerBasis: MunicipalityBasis;
  readonly payerRestsOn: RestsOn;
  readonly unit: string;
  readonly unitName: string;
  readonly principal: Principal;
  readonly studyPath: string;
  readonly variant?: string;
  /** Days before or after the stay that are paid all the same. */
  readonly beyondStay: readonly BeyondStay[];
  readonly price: ExplainedPrice;
  readonly agreement?: { readonly name: string; readonly id: string; readonly validOn?: CivilDate };
  readonly policy: CostPolicy;
  readonly counting: ExplainedCounting;
  readonly amount: WorkedOut & { readonly perYearOre: Ore; readonly restsOn: RestsOn };
}

export interface BeyondStay {
  readonly setting: 'augustStartPaysFromJuly' | 'documentPays' | 'dropoutDay';
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

const ROUNDING = restsOn('P', 'rounded once to whole öre, halves away from zero, as a running sum over the '
  + 'payee\'s claim: the lines of a whole year come to the price');

export const explainLine = ({ segment, line, stays }: WorkedLine, sources: Sources): ExplainedLine => {
  const { payer, payerBasis, unit, principal, studyPath, variant, perYearOre } = segment;
  return {
    ...line, payer, payerBasis, payerRestsOn: basisRestsOn[payerBasis], unit, principal, studyPath, variant,
    unitName: unitOn(sources.register, unit, line.from)?.name ?? unit,
    beyondStay: beyondStay(segment, line, stays),
    price: explainedPrice(segment, sources.prices),
    ...(segment.agreementId !== undefined && { agreement: agreementOf(segment, sources.agreements) }),
    policy: policyOf(segment, sources.agreements),
    counting: explainCounting(segment.counting ?? DAILY),
    amount: { ...workedOut(segment, line), perYearOre, restsOn: ROUNDING },
  };
};

const workedOut = (segment: Segment, { from, to }: MonthlyLine): WorkedOut => {
  const worked = workOut(ruleOf(segment), segment, from, to);
  if (!worked) throw new Error('A line has days that its segment has not');
  return worked;
};

const explainedPrice = (
  { payer, principal, studyPath, agreementId, priceRule, priceId, higherPriceId }: Segment, prices: Prices,
): ExplainedPrice => {
  const hasAgreement = agreementId !== undefined;
  const rule = priceRule ?? priceRuleFor({ payer, payee: principal, studyPath, hasAgreement });
  const isNamed = priceRule !== undefined;
  return {
    ...published(priceId, prices), rule, asked: priceRules[rule],
    restsOn: isNamed ? restsOn('S', 'the agreement names it') : priceRuleRestsOn[rule],
    ...(higherPriceId !== undefined && { higher: published(higherPriceId, prices) }),
  };
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

const JULY: BeyondStay = {
  setting: 'augustStartPaysFromJuly',
  restsOn: restsOn('L', 'Upper Secondary Ordinance (2010:2039) 13:1, for independent schools; a proposal for '
    + 'others, and that July is of the school of the first real start of the autumn'),
};
const JUNE: BeyondStay = {
  setting: 'documentPays', restsOn: restsOn('P', 'a final document in May or June pays through June'),
};
const LAST_DAY: BeyondStay = {
  setting: 'dropoutDay', restsOn: restsOn('P', 'the day of a dropout is the last one that is paid'),
};

const beyondStay = (
  { unit }: Segment, { from, to }: MonthlyLine, stays: readonly PaidStay[],
): BeyondStay[] => {
  const paid = stays.find(({ stay, claim }) => stay.unit === unit && covers(claim, from));
  if (!paid) return [];
  const { stay } = paid;
  const atEnd = stay.ended === 'document' ? JUNE : LAST_DAY;
  return [...(from < stay.from ? [JULY] : []), ...(to > stay.to ? [atEnd] : [])];
};
