import type { Envelope } from '../../src/application/ledger/opened-event.js';
import { eventKinds } from '../../src/domain/catalogue.js';
import { HomeMunicipalityRegistered, NameRecorded } from '../../src/domain/person/events.js';
import { UnitRegistered } from '../../src/domain/school-register/events.js';
import { Enrolled } from '../../src/domain/schooling/events.js';
import type { EventKind } from '../../src/domain/shared/event.js';
import type { Projection, Reference, Row } from '../../src/projections/engine/projection.js';

const kinds = (...some: unknown[]): readonly EventKind[] => some as EventKind[];

/** Who runs which unit, by unit. */
type Register = Readonly<Record<string, string>>;

const register: Reference<Register> = {
  name: 'register',
  handles: kinds(UnitRegistered),
  init: () => ({}),
  evolve: (value, { data }) => {
    const { unit, principal } = data as { unit: string; principal: { id: string } };
    if (principal.id === 'poison') throw new Error('cannot be folded');
    return { ...value, [unit]: principal.id };
  },
  keysOf: ({ data }) => [`unit|${(data as { unit: string }).unit}`],
};

type Fact = Readonly<Record<string, string>>;
export type PupilDocument = { readonly facts: Record<string, Fact> };

const sortedFacts = ({ facts }: PupilDocument): Fact[] =>
  Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);

/** Pupils by municipality and by who runs their schools: uses rows, sums and a reference. */
export const pupils: Projection<PupilDocument> = {
  name: 'pupils', version: 1,
  handles: kinds(HomeMunicipalityRegistered, Enrolled, NameRecorded),
  keys: ({ person }) => (person ? [person] : []),
  init: () => ({ facts: {} }),
  evolve: (document, event) => {
    const fact = event.data as Fact;
    if (fact['givenName'] === 'Poison') throw new Error(`cannot fold ${fact['givenName']}`);
    document.facts[event.id] = { type: event.type, ...fact };
    return document;
  },
  contribute: (document, references, person) => {
    const facts = sortedFacts(document);
    const principals = references['register'] as Register;
    const sums = new Map<string, number>();
    const rows: Row[] = facts.map((fact, index) => {
      const { municipality = '', unit = '', givenName: name = null } = fact;
      const principal = unit && (principals[unit] ?? 'unknown');
      if (name === 'Wrong') return { collection: 'nowhere', key: '0', document: {} };
      const counted = `${municipality}|${unit}|${principal}`;
      sums.set(counted, (sums.get(counted) ?? 0) + 1);
      const document = { person, municipality, unit, principal, name };
      return { collection: 'facts', key: String(index), document };
    });
    return { rows, sums, uses: facts.flatMap(({ unit }) => (unit ? [`unit|${unit}`] : [])) };
  },
  collections: [{
    name: 'facts', fields: { person: 'text', municipality: 'text', unit: 'text', principal: 'text' },
    indexes: [['municipality', 'unit'], ['principal']],
  }],
  references: [register],
  aboutPersons: true,
};

/** How many events of each type there are, erased ones included: about no person. */
export const tally: Projection<{ readonly ids: Record<string, boolean> }, Envelope> = {
  name: 'tally', version: 1,
  handles: eventKinds,
  keys: ({ type }) => [type],
  init: () => ({ ids: {} }),
  evolve: (document, { id }) => {
    document.ids[id] = true;
    return document;
  },
  contribute: ({ ids }, _references, type) =>
    ({ rows: [], sums: new Map([[type, Object.keys(ids).length]]), uses: [] }),
  collections: [], references: [], aboutPersons: false, reads: 'envelopes',
};

/** For projections of other shapes: the same, but for what is named. */
export const like = (projection: Projection, changes: Partial<Projection>): Projection =>
  ({ ...projection, ...changes });
