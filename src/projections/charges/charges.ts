import type { CollectionSpec } from '../../application/ports/read-store.js';
import { type ChargeEvent, ChargesRecorded } from '../../domain/settlement/events.js';
import type { Basis, IssuedLine } from '../../domain/settlement/settle.js';
import type { Contribution, Projection } from '../engine/projection.js';
import { byPerson } from '../person-facts.js';
import { addTo, numberedRows } from '../timeline-rows.js';

type Recorded = ChargeEvent['data'];

/** What settlements recorded for one person, by event id. */
type ChargeDocument = { readonly charges: Record<string, Recorded> };

/** One line of a settlement, whether or not that was issued in the end: see `settlement`. */
export type ChargeRow = IssuedLine & {
  readonly person: string;
  /** Ledger position that the settlement was worked out at. */
  readonly position: string;
};

/** What a person's lines of one settlement rest on, where all was settled. */
export interface ChargeBasis {
  readonly settlement: string;
  readonly basis: Basis | null;
}

const collections: readonly CollectionSpec[] = [
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
  name: 'charges', version: 3,
  handles: [ChargesRecorded],
  keys: byPerson,
  init: () => ({ charges: {} }),
  evolve: (document, event) => {
    document.charges[event.id] = event.data as Recorded;
    return document;
  },
  contribute: (document, _, person) => contribution(document, person),
  collections,
  references: [],
  aboutPersons: true,
};

const contribution = ({ charges: recorded }: ChargeDocument, person: string): Contribution => {
  const lines = Object.entries(recorded).flatMap(([id, { settlement, position, lines: all }]) =>
    all.map((line, index): ChargeRow => ({ ...line, id: `${id}-${index}`, settlement, position, person })));
  const sums = new Map<string, number>();
  for (const line of lines) {
    addTo(sums, sumKey(line, 'days'), line.days);
    addTo(sums, sumKey(line, line.ore < 0 ? 'credit' : 'debit'), line.ore);
  }
  const bases = Object.values(recorded)
    .map(({ settlement, basis = null }): ChargeBasis => ({ settlement, basis }));
  return { rows: [...numberedRows('lines', lines), ...numberedRows('bases', bases)], sums, uses: [] };
};

export type Summed = 'days' | 'debit' | 'credit';

/** What the sums of a settlement are kept by. */
export const sumKey = (
  { settlement, payer, principal, unit, studyPath, month }: ChargeRow, what: Summed,
): string => [settlement, payer, principal, unit, studyPath, month, what].join('|');
