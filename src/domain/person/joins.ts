import { standing } from '../shared/standing.js';
import type { PersonEvent } from './events.js';
import type { PersonFact } from './municipality.js';

/** Who is said to be who in a person's record, whether it still holds or not. */
export interface JoinsSaid {
  /** The id that the record was made for. */
  readonly of: string;
  readonly facts: readonly PersonFact[];
}

/** Whom a fact joins with its person, or no longer does; undefined for all facts that are about no join. */
export const joinedBy = (data: PersonEvent['data']): string | undefined => {
  const { joins, joined } = data as { joins?: string; joined?: string };
  return joins ?? joined;
};

/** Two ids that are one person, by what is said and holds. */
export type JoinHolding = readonly [survivor: string, other: string];

/** The joins that hold, record by record: those that nobody withdrew, wherever the withdrawal stands. */
export const joinsHolding = (records: readonly JoinsSaid[]): JoinHolding[] =>
  records.flatMap(({ of, facts }) => standing(facts).flatMap(({ event: { data } }): JoinHolding[] => {
    const other = joinedBy(data);
    return other === undefined ? [] : [[of, other]];
  }));

/**
 * Everybody who is one with this id by joins that hold, the id that all of them go by first: of each two who
 * were joined the survivor, as long as that one is nobody else.
 */
export const oneWith = (id: string, joins: readonly JoinHolding[]): string[] => {
  const found = new Set([id]);
  for (const one of found) {
    for (const [survivor, other] of joins) {
      if (survivor === one) found.add(other);
      if (other === one) found.add(survivor);
    }
  }
  const others = new Set(joins.filter(([survivor]) => found.has(survivor)).map(([, other]) => other));
  const first = [...found].filter((one) => !others.has(one)).sort()[0] ?? [...found].sort()[0]!;
  return [first, ...[...found].filter((one) => one !== first)];
};
