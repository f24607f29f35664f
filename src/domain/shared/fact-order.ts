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
  const entries = Object.entries(value as Record<string, unknown>).filter(([, item]) => item !== undefined);
  return `{${entries.sort(([a], [b]) => compareText(a, b)).map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
};

/**
 * The order in which folds read facts: by the day they hold from, then by when they were said (and last amended),
 * and, between facts that agree on all of that, by content and id. Arrival plays no part (ADR 0003).
 */
export const inFactOrder = (a: Fact, b: Fact): number => {
  const [x, y] = [a.event.data, b.event.data];
  return compareText(x.validOn, y.validOn)
    || compareText(x.reportedAt ?? '', y.reportedAt ?? '')
    || compareText(x.amendedAt ?? x.reportedAt ?? '', y.amendedAt ?? y.reportedAt ?? '')
    || compareText(a.event.type, b.event.type)
    || compareText(canonicalJson(x), canonicalJson(y))
    || compareText(a.id, b.id);
};
