import type { Legible } from '../../application/ledger/opened-event.js';
import { IdentityNumberAdded, NameRecorded, type PersonEvent } from '../../domain/person/events.js';
import { birthDateIn } from '../../domain/shared/identity-number.js';
import type { Contribution, Projection } from '../engine/projection.js';
import { addFact, byPerson, type FactDocument, noFacts, placementKinds } from '../person-facts.js';
import { numberedRows } from '../timeline-rows.js';
import { caseloadCollections } from './collections.js';
import { caseloadOf } from './derive.js';

/**
 * Who is at which school unit on which study path from which home municipality on any day; who has left
 * without being taken in anywhere; which two schools claim the same pupil; and the counts of all that.
 */
export const caseload: Projection<FactDocument> = {
  name: 'caseload', version: 4,
  handles: [...placementKinds, NameRecorded, IdentityNumberAdded],
  keys: byPerson,
  init: noFacts,
  evolve: (document, event) => addFact(document, event, withoutNumber(event)),
  contribute: (document, _references, person): Contribution => {
    const { placements, left, overlaps, flags, counts } = caseloadOf(document, person);
    return {
      rows: [
        ...numberedRows('placements', placements), ...numberedRows('left', left),
        ...numberedRows('overlaps', overlaps), ...numberedRows('flags', flags),
      ],
      sums: counts, uses: [],
    };
  },
  collections: caseloadCollections,
  references: [],
  aboutPersons: true,
};

type NumberAdded = Extract<PersonEvent, { type: 'IdentityNumberAdded' }>['data'];

/** Of an identity number the caseload keeps the day of birth and no more: it tells when somebody turns 20. */
const withoutNumber = ({ type, data }: Legible): unknown => {
  if (type !== 'IdentityNumberAdded') return data;
  const { number, replaces: _other, joins: _person, ...said } = data as NumberAdded;
  return { ...said, born: birthDateIn({ value: number, kind: said.kind }) };
};
