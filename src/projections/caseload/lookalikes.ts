import { isPassingOnly, likenessOf, nameKeyOf } from '../../domain/person/lookalikes.js';
import { personState } from '../../domain/person/state.js';
import type { Stay } from '../../domain/schooling/stay.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { standing } from '../../domain/shared/standing.js';
import { about, type AboutPerson } from '../about-person.js';
import type { Belonging, SortedFacts } from '../person-facts.js';
import type { Look } from '../timeline-rows.js';
import type { LookalikeRow } from './collections.js';

type NumberSaid = { readonly kind: LookalikeRow['kinds'][number]; readonly born?: CivilDate };

const EVER = { since: '0001-01-01', until: '9999-12-31' };

/** What a person is compared by, on the days on which the name may be shown. */
export const lookalikeRows = (
  facts: SortedFacts, { observed }: Belonging, stays: readonly Stay[],
  shown: readonly (AboutPerson & Look)[],
): LookalikeRow[] => {
  const name = personState(facts.person).name ?? observed.name;
  const nameKey = name && nameKeyOf(name);
  if (nameKey === undefined) return [];
  const said = standing(facts.person).map(({ event }) => event);
  const numbers = said.filter(({ type }) => type === 'IdentityNumberAdded')
    .map(({ data }) => data as unknown as NumberSaid);
  const kinds = [...new Set(numbers.map(({ kind }) => kind))].sort();
  const likeness = {
    nameKey, kinds, isPassing: isPassingOnly(kinds), passing: Number(isPassingOnly(kinds)) as 0 | 1,
    born: [...new Set(numbers.flatMap(({ born }) => born ?? []))].sort(),
    apart: [...new Set(said.flatMap((event) =>
      (event.type === 'PersonsToldApart' ? [event.data.other] : [])))].sort(),
  };
  const units = likeness.isPassing ? [...new Set(stays.map(({ unit }) => unit))].sort() : [];
  const rows = (units.length > 0 ? units : ['']).map((unit) => ({ ...EVER, ...likeness, unit }));
  return about(shown.filter((look) => !look.protected), rows);
};

/** Somebody who may be the person, and how the births of the two agree. */
export interface Other {
  readonly person: string;
  readonly name: string | null;
  readonly kinds: LookalikeRow['kinds'];
  readonly birth: 'same' | 'unknown';
}

/** A person with passing numbers alone, and who of others that may be. */
export interface Lookalike extends AboutPerson, Look {
  readonly unit: string;
  readonly kinds: LookalikeRow['kinds'];
  readonly others: readonly Other[];
}

/** Who of those of the same name somebody may be: neither was told apart from the other. */
export const lookalikeAmong = (row: LookalikeRow, sameName: readonly LookalikeRow[]): Lookalike => {
  const others = new Map<string, Other>();
  for (const other of sameName) {
    const birth = likenessOf(row, other);
    const isTold = row.apart.includes(other.person) || other.apart.includes(row.person);
    if (birth === undefined || isTold || other.person === row.person) continue;
    others.set(other.person, { person: other.person, name: other.name, kinds: other.kinds, birth });
  }
  const { person, name, protected: isProtected, since, until, unit, kinds } = row;
  return {
    person, name, protected: isProtected, since, until, unit, kinds, others: [...others.values()],
  };
};
