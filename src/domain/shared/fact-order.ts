import type { CivilDate } from './civil-date.js';

/** What folds need to know of a recorded fact, besides its content. */
export interface FactTimes {
  readonly validOn: CivilDate;
  readonly reportedAt?: string;
  readonly amendedAt?: string;
}

/** A fact with its identity: what folds work on. `id` is the event id. */
export interface Fact<E extends { type: string; data: FactTimes } = { type: string; data: FactTimes }> {
  readonly id: string;
  readonly event: E;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** JSON with sorted keys: equal for equal content, whatever order it was built in. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value as Record<string, unknown>).filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => compareText(a, b));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
};

/** An instant as text that compares: as it is written, `…:00.500Z` would come before `…:00Z`. */
const comparable = (instant: string): string => instant.replace(/(\.000)?Z$/, '');

/** Which instant is the earlier; one that nobody gave comes before all others. */
export const compareInstants = (a: string | undefined, b: string | undefined): number =>
  (a === b ? 0 : compareText(comparable(a ?? ''), comparable(b ?? '')));

/** Between facts of one moment: which kind is read first. Kinds not named come last, by name. */
export type KindOrder = readonly string[];

const rankIn = (order: KindOrder, type: string): number => {
  const place = order.indexOf(type);
  return place < 0 ? order.length : place;
};

/** What a fact says, without the name and municipality that its source gave in passing (ADR 0005). */
export const contentOf = ({ observed: _inPassing, ...said }: FactTimes & { observed?: unknown }): string =>
  canonicalJson(said);

/** Writes each fact out once: those that tie are compared again and again. */
const remembering = (textOf: (fact: Fact) => string): ((fact: Fact) => string) => {
  const known = new Map<Fact, string>();
  return (fact) => {
    const text = known.get(fact) ?? textOf(fact);
    known.set(fact, text);
    return text;
  };
};

/**
 * The order in which folds read facts: by the day they hold from, then by when they were said (and last
 * amended), and, between facts that agree on all of that, by kind, content, what came in passing, and id.
 * Arrival plays no part (ADR 0003).
 */
export const factOrder = (kinds: KindOrder = []) => {
  const content = remembering((fact) => contentOf(fact.event.data));
  const whole = remembering((fact) => canonicalJson(fact.event.data));
  return (a: Fact, b: Fact): number => compareTimes(a.event.data, b.event.data)
    || rankIn(kinds, a.event.type) - rankIn(kinds, b.event.type)
    || compareText(a.event.type, b.event.type)
    || compareText(content(a), content(b))
    || compareText(whole(a), whole(b))
    || compareText(a.id, b.id);
};

/** The part of the order that the source itself gives: 0 when only kind and content tell facts apart. */
export const compareTimes = (x: FactTimes, y: FactTimes): number => compareText(x.validOn, y.validOn)
  || compareInstants(x.reportedAt, y.reportedAt)
  || compareInstants(x.amendedAt ?? x.reportedAt, y.amendedAt ?? y.reportedAt);
