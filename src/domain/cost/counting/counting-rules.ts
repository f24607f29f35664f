import { Type } from '@sinclair/typebox';
import { canonicalJson } from '../../shared/fact-order.js';
import type { RestsOn } from '../../shared/rests-on.js';
import type { CountingRule, CountingRuleKind } from './counting-rule.js';
import { dailyCalendar } from './daily-calendar.js';
import { perStartedFourWeeks } from './per-started-four-weeks.js';
import { snapshotKind } from './snapshot.js';

/** Every counting rule there is. One more is a file beside these, and a place in this list. */
export const countingRuleKinds: readonly CountingRuleKind<never>[] = [
  dailyCalendar, snapshotKind, perStartedFourWeeks,
];

/** A counting rule with its settings, as a policy names it. */
export interface Counting {
  readonly rule: string;
  readonly version: number;
  readonly [setting: string]: unknown;
}

/** The form in which a policy names a counting rule. */
export const CountingField = Type.Unsafe<Counting>(Type.Union(countingRuleKinds.map(
  ({ name, version, summary, settings }) => Type.Object({
    rule: Type.Literal(name), version: Type.Literal(version), ...settings,
  }, { additionalProperties: false, description: summary }),
), { type: 'object', description: 'How days are counted: a rule by name and version, and its settings' }));

/**
 * A counting rule with its settings as a text, such as `DAILY_CALENDAR/1`: what a line keeps, so that it can
 * be reckoned again from what it says itself.
 */
export type CountingCode = string;

export const DAILY: CountingCode = `${dailyCalendar.name}/${dailyCalendar.version}`;

export const countingCode = ({ rule, version, ...settings }: Counting): CountingCode => {
  const all = canonicalJson(settings);
  return `${rule}/${version}${all === '{}' ? '' : all}`;
};

/** `SNAPSHOT/1`, without the settings: for people. */
export const countingName = (code: CountingCode): string => /^[A-Z_]+\/\d+/.exec(code)![0];

const kindNamed = (name: string): CountingRuleKind => {
  const kind = countingRuleKinds.find(({ name: own, version }) => `${own}/${version}` === name);
  if (!kind) throw new Error(`There is no counting rule ${name}`);
  return kind;
};

/** Refuses settings of a rule that cannot be, by their field. They have the form of `CountingField`. */
export const mustMakeSense = ({ rule, version, ...settings }: Counting, within: string): void =>
  kindNamed(`${rule}/${version}`).mustMakeSense(settings, within);

const made = new Map<CountingCode, CountingRule>();

/** The rule that a code names. Codes come from policies that were checked, so there are few. */
export const countingRule = (code: CountingCode): CountingRule => {
  let rule = made.get(code);
  if (!rule) made.set(code, rule = kindNamed(countingName(code)).rule(settingsIn(code)));
  return rule;
};

const settingsIn = (code: CountingCode): object => {
  const name = countingName(code);
  return code === name ? {} : JSON.parse(code.slice(name.length)) as object;
};

/** A counting rule as it is told to people. */
export interface ExplainedCounting {
  readonly rule: string;
  readonly version: number;
  readonly settings: object;
  readonly summary: string;
  readonly summaryInSwedish: string;
  readonly restsOn: RestsOn;
}

export const explainCounting = (code: CountingCode): ExplainedCounting => {
  const { name: rule, version, summary, summaryInSwedish, restsOn } = kindNamed(countingName(code));
  return { rule, version, settings: settingsIn(code), summary, summaryInSwedish, restsOn };
};
