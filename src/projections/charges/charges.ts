import type { CollectionSpec } from '../../application/ports/read-store.js';
import { type ProtectionEvent, protectionKinds } from '../../domain/person/events.js';
import { protections } from '../../domain/person/state.js';
import { type ChargeEvent, ChargesRecorded } from '../../domain/settlement/events.js';
import type { Basis, IssuedLine } from '../../domain/settlement/settle.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Contribution, Projection } from '../engine/projection.js';
import { byPerson } from '../person-facts.js';
import { addTo, numberedRows } from '../timeline-rows.js';

/** What a settlement recorded, and in which record. */
type Recorded = ChargeEvent['data'] & { readonly stream: string };

/** What settlements recorded for one person, and how the identity is protected, by event id. */
type ChargeDocument = {
  readonly charges: Record<string, Recorded>;
  readonly protection: Record<string, ProtectionEvent>;
};

/** One line of a settlement, whether or not that was issued in the end: see `settlement`. */
export type ChargeRow = IssuedLine & {
  readonly person: string;
  /** Ledger position that the settlement was worked out at. */
  readonly position: string;
};

/** Somebody whose identity is protected by whatever day one looks before `until`. */
export interface ProtectedRow {
  readonly person: string;
  readonly until: CivilDate;
}

/** What a person's lines of one settlement rest on, and the earliest month among them. */
export interface ChargeBasis {
  readonly settlement: string;
  readonly basis: Basis | null;
  /** Of two who turned out to be one: the records that lines stand in, which a basis of both tells too. */
  readonly records?: readonly string[];
  readonly firstMonth: string;
}

const collections: readonly CollectionSpec[] = [
  { name: 'protected', fields: { until: 'text' }, indexes: [['until']] },
  {
    name: 'lines',
    fields: {
      id: 'text', settlement: 'text', payer: 'text', principal: 'text', unit: 'text', month: 'text',
      person: 'text',
    },
    indexes: [
      ['settlement', 'payer', 'unit', 'month'], ['settlement', 'principal', 'unit', 'month'],
      ['person', 'month'], ['id'],
    ],
  },
  { name: 'bases', fields: {}, indexes: [] },
];

/** What was charged for each person by settlements, and what each settlement comes to. */
export const charges: Projection<ChargeDocument> = {
  name: 'charges', version: 8,
  handles: [ChargesRecorded, ...protectionKinds],
  keys: byPerson,
  init: () => ({ charges: {}, protection: {} }),
  evolve: (document, { id, stream, type, data }) => {
    if (type === ChargesRecorded.type) document.charges[id] = { ...data as ChargeEvent['data'], stream };
    else document.protection[id] = { type, data } as ProtectionEvent;
    return document;
  },
  contribute: (document, _, person) => contribution(document, person),
  collections,
  references: [],
  aboutPersons: true,
};

/** Until every protection that is known of is over: what is protected today hides all of the past. */
const protectedRows = (protection: ChargeDocument['protection'], person: string): ProtectedRow[] => {
  const last = protections(Object.entries(protection).map(([id, event]) => ({ id, event }))).at(-1);
  return last ? [{ person, until: last.to }] : [];
};

const contribution = (
  { charges: recorded, protection }: ChargeDocument, person: string,
): Contribution => {
  const lines = Object.entries(recorded).flatMap(([id, { settlement, position, lines: all }]) =>
    all.map((line, index): ChargeRow => ({ ...line, id: `${id}-${index}`, settlement, position, person })));
  const sums = new Map<string, number>();
  for (const line of lines) {
    if (line.item === undefined) addTo(sums, sumKey(line, 'days'), line.days);
    addTo(sums, sumKey(line, line.ore < 0 ? 'credit' : 'debit'), line.ore);
    if (line.vatOre) addTo(sums, sumKey(line, 'vat'), line.vatOre);
  }
  const records = [...new Set(Object.values(recorded).map(({ stream }) => stream))].sort();
  const ofSeveral = records.length > 1 ? { records } : {};
  const bases = Object.values(recorded)
    .map(({ settlement, basis = null, lines: all }): ChargeBasis => (
      { settlement, basis, firstMonth: all.map(({ month }) => month).sort()[0]!, ...ofSeveral }));
  const rows = [
    ...numberedRows('lines', lines), ...numberedRows('bases', bases),
    ...numberedRows('protected', protectedRows(protection, person)),
  ];
  return { rows, sums, uses: [] };
};

export type Summed = 'days' | 'debit' | 'credit' | 'vat';

/** What the sums of a settlement are kept by. */
export const sumKey = (
  { settlement, payer, principal, unit, studyPath, month }: ChargeRow, what: Summed,
): string => [settlement, payer, principal, unit, studyPath, month, what].join('|');
