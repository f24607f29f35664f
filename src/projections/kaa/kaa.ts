import type { Legible } from '../../application/ledger/opened-event.js';
import { hear, nothingHeard } from '../../domain/attendance/correction-requests.js';
import { attendanceKinds } from '../../domain/attendance/events.js';
import type { Rolls } from '../../domain/attendance/rolls.js';
import { caseKinds } from '../../domain/kaa/case-events.js';
import { kaaKinds } from '../../domain/kaa/events.js';
import type { KaaRoutines } from '../../domain/kaa/routine.js';
import { SpellOpened } from '../../domain/kaa/register-events.js';
import { PlanAdopted } from '../../domain/kaa/plan-events.js';
import { IdentityNumberAdded, NameRecorded } from '../../domain/person/events.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import type { EventKind } from '../../domain/shared/event.js';
import type { FactTimes } from '../../domain/shared/fact-order.js';
import type { IsMunicipality } from '../../domain/shared/known-municipality.js';
import type { Contribution, Projection, Row } from '../engine/projection.js';
import { addFact, byPerson, noFacts, placementKinds, withoutNumber } from '../person-facts.js';
import { rollsReference, routinesReference } from '../references.js';
import { numberedRows } from '../timeline-rows.js';
import { KAA, kaaCollections, type SpellRow } from './collections.js';
import type { KaaDocument } from './kaa-document.js';
import { kaaRowsOf } from './derive.js';

/** The only free text there is stays in the ledger. */
const isWithoutWords = (kind: EventKind): boolean => kind.type !== PlanAdopted.type;

const CASE_WORK: ReadonlySet<string> = new Set(caseKinds.map(({ type }) => type));

const isCaseWork = (event: Legible): event is Legible & { readonly data: FactTimes } =>
  CASE_WORK.has(event.type);

/**
 * The activity responsibility: who is in the target group of which municipality, why, and what is done about
 * it. Of an identity number it keeps the day of birth.
 */
export const kaa = (isMunicipality: IsMunicipality): Projection<KaaDocument> => ({
  name: KAA, version: 20,
  handles: [
    ...placementKinds, NameRecorded, IdentityNumberAdded, ...attendanceKinds,
    ...kaaKinds.filter(isWithoutWords),
  ],
  keys: byPerson,
  init: () => ({ ...noFacts(), opened: {}, ahead: {}, heard: nothingHeard() }),
  evolve: (document, event) => {
    if (event.type === SpellOpened.type) document.opened[event.id] = event.position;
    if (isCaseWork(event) && event.data.validOn > civilDateAt(event.recordedAt)) {
      document.ahead[event.id] = event.data.validOn;
    }
    hear(document.heard, event);
    addFact(document, event, withoutNumber(event));
    return document;
  },
  contribute: (document, references, person): Contribution => {
    const { youths, signs, early, asked, spells, drift, counts, uses } = kaaRowsOf(document, person, {
      routines: references[routinesReference.name] as KaaRoutines,
      rolls: references[rollsReference.name] as Rolls,
      isMunicipality,
    });
    const rows = [
      ...numberedRows('youths', youths), ...numberedRows('signs', signs),
      ...numberedRows('early_signals', early), ...numberedRows('correction_requests', asked),
      ...spells.map(spellOf), ...numberedRows('drift', drift),
    ];
    return { rows, sums: counts, uses };
  },
  collections: kaaCollections,
  references: [routinesReference, rollsReference],
  aboutPersons: true,
});

/** By the first day, which no two spells of a person have in common and in whose order they stand. */
const spellOf = (spell: SpellRow): Row =>
  ({ collection: 'spells', key: spell.from, document: { ...spell } });
