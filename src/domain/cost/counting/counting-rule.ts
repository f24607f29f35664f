import type { TProperties } from '@sinclair/typebox';
import type { Period } from '../../shared/period.js';
import type { RestsOn } from '../../shared/rests-on.js';

/**
 * A way of counting what of a yearly price is earned. A running count goes over paid days; what it has come
 * to is turned into whole parts of the price (days of the year, twelfths, tenths). An amount is a difference
 * of two such sums, each rounded once, so that every rule pays the whole price for a whole year, however the
 * year is cut (schooling-and-cost.md 7).
 */
export interface CountingRule {
  /** What is counted in days of one calendar year. Cut in two, the parts count what the whole did. */
  countIn(days: Period): number;
  /** The parts of the price that a count has earned; never fewer for more. */
  partsFor(count: number): number;
  /** How many parts make the whole price of a year. */
  partsPerYear(year: number): number;
  /**
   * What a running count belongs to: `claim` is what one payee asks for (stay, study path, price, year), and
   * begins anew with the next; `pupil` is everything paid for a pupil in a calendar year.
   */
  readonly countsOver: 'claim' | 'pupil';
}

/** A rule as it is registered: a version once used is never changed, a change is a version of its own. */
export interface CountingRuleKind<S = unknown> {
  /** As in `SNAPSHOT`; with the version and the settings it says all about how something was counted. */
  readonly name: string;
  readonly version: number;
  /** In a sentence, for the documentation. */
  readonly summary: string;
  /** The same for those who are paid. */
  readonly summaryInSwedish: string;
  readonly restsOn: RestsOn;
  /** The form of its settings, field by field. */
  readonly settings: TProperties;
  /** Refuses settings that have the form and cannot be; `within` begins the name of the field. */
  mustMakeSense(settings: S, within: string): void;
  rule(settings: S): CountingRule;
}
