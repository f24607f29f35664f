import {
  AddressRecorded, HomeMunicipalityRegistered, StayMunicipalityReported,
} from '../../../domain/person/events.js';
import {
  BreakPlanned, DocumentIssued, DroppedOut, Enrolled, RemovalReported, StudyPathChanged, SummerPlaced,
  Transferred,
} from '../../../domain/schooling/events.js';
import { type Event, event } from '../../../domain/shared/event.js';
import type { ElinEvent } from './elin-event.js';

/** ELIN is a school system; for persons, the population register's own feed goes before it. */
const source = 'school-system';

const atUnit = (said: ElinEvent) =>
  ({ ...said.times, source, unit: said.unit, observed: said.observed } as const);

const onPath = (said: ElinEvent) => ({ ...atUnit(said), ...said.study });

const removal = (removes: 'enrolment' | 'dropout' | 'transfer') => (said: ElinEvent): Event[] =>
  [event(RemovalReported, { ...atUnit(said), removes })];

const document = (kind: 'examensbevis' | 'studiebevis' | 'gymnasieintyg') => (said: ElinEvent): Event[] =>
  [event(DocumentIssued, {
    ...said.times, source, unit: said.unitIfAny, observed: said.observed, document: kind,
  })];

const address = (said: ElinEvent): Event[] => {
  const written = said.address;
  return written ? [event(AddressRecorded, { ...said.times, source, ...written })] : [];
};

const addressOnly = (said: ElinEvent): Event[] => {
  const facts = address(said);
  return facts.length > 0 ? facts : said.addressMissing();
};

const move = (outOfRegion?: true) => (said: ElinEvent): Event[] => [
  event(HomeMunicipalityRegistered, {
    ...said.times, source, municipality: said.municipality, movedFrom: said.movedFrom, outOfRegion,
    observed: said.observedName,
  }),
  ...address(said),
];

const stay = (said: ElinEvent): Event[] => [event(StayMunicipalityReported, {
  ...said.times, source, municipality: said.municipality, observed: said.observedName,
})];

/** What a type of event in the export becomes (docs/reference/elin.md). */
export interface ElinEventType {
  /** `Typid`. */
  readonly number: string;
  /** `Handelsenamn`, as seen. */
  readonly name: string;
  readonly facts: (said: ElinEvent) => Event[];
}

/** The types seen in an export of December 2025. There is no public specification. */
export const elinEventTypes: readonly ElinEventType[] = [
  { number: '3', name: 'Flytt ut ur region', facts: move(true) },
  { number: '4', name: 'Uppdatering av adress', facts: addressOnly },
  { number: '6', name: 'Flytt inom region', facts: move() },
  { number: '8', name: 'Antagen', facts: (said) => [event(Enrolled, onPath(said))] },
  { number: '8', name: 'Sommarplacerad', facts: (said) => [event(SummerPlaced, onPath(said))] },
  { number: '9', name: 'Avbrott', facts: (said) => [event(DroppedOut, atUnit(said))] },
  { number: '10', name: 'Skolbyte', facts: (said) => [event(Transferred, onPath(said))] },
  { number: '25', name: 'Planerat uppehåll', facts: (said) => [event(BreakPlanned, atUnit(said))] },
  { number: '26', name: 'Byte av studieväg', facts: (said) => [event(StudyPathChanged, onPath(said))] },
  { number: '32', name: 'Gymnasieintyg', facts: document('gymnasieintyg') },
  { number: '33', name: 'Studiebevis från BEDA', facts: document('studiebevis') },
  { number: '390', name: 'Uppdatering av vistelsekommun', facts: stay },
  { number: '400', name: 'Examen från BEDA', facts: document('examensbevis') },
  { number: '500', name: 'Borttagen antagning', facts: removal('enrolment') },
  { number: '501', name: 'Borttaget avbrott', facts: removal('dropout') },
  { number: '502', name: 'Borttaget skolbyte', facts: removal('transfer') },
];
