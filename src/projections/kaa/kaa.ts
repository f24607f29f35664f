import type { Legible } from '../../application/ledger/opened-event.js';
import { kaaKinds } from '../../domain/kaa/events.js';
import type { KaaRoutines } from '../../domain/kaa/routine.js';
import { PlanAdopted } from '../../domain/kaa/plan-events.js';
import { IdentityNumberAdded, NameRecorded, type PersonEvent } from '../../domain/person/events.js';
import { birthDateIn } from '../../domain/shared/identity-number.js';
import type { EventKind } from '../../domain/shared/event.js';
import type { Contribution, Projection, Row } from '../engine/projection.js';
import { addFact, byPerson, type FactDocument, noFacts, placementKinds } from '../person-facts.js';
import { routineKey, routinesReference } from '../references.js';
import { numberedRows } from '../timeline-rows.js';
import { kaaCollections, type SpellRow } from './collections.js';
import { kaaRowsOf } from './derive.js';

/** The only free text there is stays in the ledger. */
const isWithoutWords = (kind: EventKind): boolean => kind.type !== PlanAdopted.type;

/**
 * The activity responsibility: who is in the target group of which municipality, why, and what is done about
 * it. Of an identity number it keeps the day of birth.
 */
export const kaa: Projection<FactDocument> = {
  name: 'kaa', version: 3,
  handles: [...placementKinds, NameRecorded, IdentityNumberAdded, ...kaaKinds.filter(isWithoutWords)],
  keys: byPerson,
  init: noFacts,
  evolve: (document, event) => addFact(document, event, withoutNumber(event)),
  contribute: (document, references, person): Contribution => {
    const routines = references[routinesReference.name] as KaaRoutines;
    const { youths, spells, drift, counts } = kaaRowsOf(document, person, routines);
    const rows = [
      ...numberedRows('youths', youths), ...spells.map(spellOf), ...numberedRows('drift', drift),
    ];
    const homes = new Set(spells.map(({ municipality }) => municipality));
    return { rows, sums: counts, uses: [...homes].map(routineKey) };
  },
  collections: kaaCollections,
  references: [routinesReference],
  aboutPersons: true,
};

/** By the first day, which no two spells of a person have in common and in whose order they stand. */
const spellOf = (spell: SpellRow): Row =>
  ({ collection: 'spells', key: spell.from, document: { ...spell } });

type NumberAdded = Extract<PersonEvent, { type: 'IdentityNumberAdded' }>['data'];

const withoutNumber = ({ type, data }: Legible): unknown => {
  if (type !== 'IdentityNumberAdded') return data;
  const { number, replaces: _other, joins: _person, ...said } = data as NumberAdded;
  return { ...said, born: birthDateIn({ value: number, kind: said.kind }) };
};
