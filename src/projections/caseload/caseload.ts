import type { KaaRoutines } from '../../domain/kaa/routine.js';
import {
  Died, Emigrated, HomeMunicipalityRegistered, IdentityNumberAdded, NameRecorded, PersonFactWithdrawn,
  PersonsToldApart, StayMunicipalityReported,
} from '../../domain/person/events.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import type { Contribution, Projection } from '../engine/projection.js';
import { addFact, byPerson, noFacts, placementKinds, withoutNumber } from '../person-facts.js';
import { routinesReference } from '../references.js';
import { numberedRows } from '../timeline-rows.js';
import { caseloadCollections } from './collections.js';
import type { CaseloadDocument } from './caseload-document.js';
import { caseloadOf } from './derive.js';

/**
 * Who is at which school unit on which study path from which home municipality on any day; who has left
 * without being taken in anywhere; which two schools claim the same pupil; and the counts of all that.
 */
export const caseload: Projection<CaseloadDocument> = {
  name: 'caseload', version: 12,
  handles: [...placementKinds, NameRecorded, IdentityNumberAdded, PersonsToldApart],
  keys: byPerson,
  init: () => ({ ...noFacts(), known: {} }),
  evolve: (document, event) => {
    if (moving.has(event.type)) document.known[event.id] = civilDateAt(event.recordedAt);
    addFact(document, event, withoutNumber(event));
    return document;
  },
  contribute: (document, references, person): Contribution => {
    const { placements, left, overlaps, flags, lateMoves, lookalikes, counts, uses } = caseloadOf(
      document, person, references[routinesReference.name] as KaaRoutines,
    );
    return {
      rows: [
        ...numberedRows('placements', placements), ...numberedRows('left', left),
        ...numberedRows('overlaps', overlaps), ...numberedRows('flags', flags),
        ...numberedRows('late_moves', lateMoves), ...numberedRows('lookalikes', lookalikes),
      ],
      sums: counts, uses,
    };
  },
  collections: caseloadCollections,
  references: [routinesReference],
  aboutPersons: true,
};

/** Facts that say where somebody belongs: of these it matters when they were learnt. */
const moving: ReadonlySet<string> = new Set([
  HomeMunicipalityRegistered, StayMunicipalityReported, Died, Emigrated, PersonFactWithdrawn,
].map(({ type }) => type));
