import type { RulesChange } from '../../../application/settlement/causes.js';
import type { BeyondSetting } from '../../../domain/cost/line-grounds.js';
import type { PayerBasis } from '../../../domain/cost/payers.js';
import type { CostPolicy } from '../../../domain/cost/policy.js';
import type { Item } from '../../../domain/funding/state.js';
import type { PriceRule, PriceSource } from '../../../domain/price-list/price-rules.js';
import type { Price } from '../../../domain/price-list/state.js';
import type { Principal } from '../../../domain/school-register/state.js';
import type { CivilDate } from '../../../domain/shared/civil-date.js';
import type { Ore } from '../../../domain/shared/money.js';
import type { RestsOn } from '../../../domain/shared/rests-on.js';

export type Label =
  | 'pupil' | 'days' | 'payer' | 'payee' | 'studyPath' | 'besides' | 'because' | 'beyondStay' | 'price'
  | 'notTaken' | 'decision' | 'counting' | 'policy' | 'agreement' | 'amount' | 'vat' | 'line' | 'issued'
  | 'right';

/** Settings of a policy that decide over the days of a line. */
export const TOLD_SETTINGS = [
  'augustStartPaysFromJuly', 'dropoutDay', 'documentPays', 'confirmBy', 'extendedStudy', 'supportLasts',
] as const satisfies readonly (keyof CostPolicy)[];
export type ToldSetting = (typeof TOLD_SETTINGS)[number];

export type SettingValue =
  `${boolean}` | CostPolicy['dropoutDay' | 'documentPays' | 'extendedStudy' | 'supportLasts'];

/**
 * All that the text of an explanation says besides names, codes, dates and ids, in one language. What is a
 * word by itself stands in tables that their types keep whole; what needs its grammar is a function.
 */
export interface Phrases {
  readonly labels: Readonly<Record<Label, string>>;
  readonly marks: Readonly<Record<RestsOn['mark'], string>>;
  readonly payerBases: Readonly<Record<PayerBasis, string>>;
  readonly principals: Readonly<Record<Principal['kind'], string>>;
  readonly items: Readonly<Record<Item, string>>;
  readonly beyond: Readonly<Record<BeyondSetting, string>>;
  readonly standings: Readonly<Record<Price['standing'], string>>;
  readonly priceRules: Readonly<Record<PriceRule, string>>;
  readonly priceSources: Readonly<Record<PriceSource, string>>;
  readonly settings: Readonly<Record<ToldSetting, string>>;
  readonly values: Readonly<Record<SettingValue, string>>;
  /** Settings of counting rules, by their names. */
  readonly countingSettings: Readonly<Record<string, string>>;

  readonly nothing: string;
  readonly marksMean: string;
  readonly somePupil: string;
  readonly protectedPupil: string;
  readonly builtIn: string;
  readonly higherOfTwo: string;
  readonly ofAgreement: (name: string) => string;
  readonly ofProgramme: (studyPath: string) => string;
  readonly gone: string;
  readonly registerChanged: string;
  readonly deadlinePassed: string;
  readonly rulesChanged: (rules: RulesChange) => string;
  /** Of a line that today's rules reckon otherwise. */
  readonly rulesSince: (rules: RulesChange) => string;

  readonly source: (restsOn: RestsOn) => string;
  readonly summary: (counting: { readonly summary: string; readonly summaryInSwedish: string }) => string;
  /** An amount without its unit, and with it. */
  readonly amount: (ore: Ore) => string;
  readonly kronor: (ore: Ore) => string;
  readonly title: (ore: Ore, month: string) => string;
  readonly issuedTitle: (ore: Ore, month: string) => string;
  readonly daysBetween: (count: number, first: CivilDate, last: CivilDate) => string;
  readonly atUnit: (name: string, code: string) => string;
  readonly variant: (code: string) => string;
  readonly fact: (type: string) => string;
  readonly said: (instant: string) => string;
  readonly recorded: (instant: string) => string;
  readonly event: (id: string) => string;
  readonly notTold: (count: number) => string;
  readonly perYear: (ore: Ore, standing: string, from: CivilDate) => string;
  readonly byRule: (rule: string, asked: readonly string[]) => string;
  readonly version: (rule: string, version: number) => string;
  readonly percentPaid: (percent: number) => string;
  /** What is counted of a claim, as a counting rule counts. */
  readonly parts: (rule: string, count: number) => string;
  readonly ofClaim: (parts: string) => string;
  /** Who pays so many of so many parts, or what others leave of them. */
  readonly share: (parts: string, isRest: boolean) => string;
  readonly withDays: (parts: string, sum: string) => string;
  readonly withoutDays: (parts: string, sum: string) => string;
  readonly theLine: (difference: string) => string;
  readonly vatOfLine: (ore: Ore, perYearOre: Ore) => string;
  readonly vatOfIt: (ore: Ore) => string;
  readonly ofSettlement: (through: string, workedOut: CivilDate) => string;
  readonly issuedBefore: (ore: Ore, kind: 'first' | 'difference', line: string) => string;
  readonly asKnownThen: (ore: Ore) => string;
}

/** What a count is of, in the singular and the plural, by counting rule. */
export type PartNames = Readonly<Record<string, readonly [one: string, more: string]>>;
