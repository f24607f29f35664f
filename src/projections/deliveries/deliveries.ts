import type { Legible } from '../../application/ledger/opened-event.js';
import type { CollectionSpec } from '../../application/ports/read-store.js';
import {
  DeliveryBroken, DeliveryCompleted, type DeliveryEvent, type DeliveryKind, DeliveryReceived,
} from '../../domain/delivery/events.js';
import {
  afterEvent, type DeliveryCounts, type DeliveryState, type Outcome,
} from '../../domain/delivery/outcome.js';
import { type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import type { Projection } from '../engine/projection.js';

/** What became of one delivery, as of the last time that it was sent. */
export interface DeliveryRow extends Partial<DeliveryCounts> {
  readonly delivery: string;
  readonly kind: DeliveryKind;
  readonly state: DeliveryState;
  readonly actor: string;
  readonly organisation: string;
  readonly receivedAt: string;
  /** The day it was received in Sweden. */
  readonly receivedOn: CivilDate;
  readonly endedAt?: string;
  readonly bytes?: number;
  /** Why it is broken. */
  readonly problem?: string;
}

/** Who sent it when, and what became of it. */
type DeliveryDocument = {
  readonly sent?: Pick<DeliveryRow, 'delivery' | 'actor' | 'organisation' | 'receivedAt' | 'receivedOn'>;
  readonly outcome?: Outcome;
  readonly endedAt?: string;
};

const collections: readonly CollectionSpec[] = [{
  name: 'received',
  fields: { kind: 'text', state: 'text', organisation: 'text', receivedOn: 'text', receivedAt: 'text' },
  indexes: [['receivedAt'], ['kind', 'receivedAt'], ['state', 'receivedAt'], ['organisation', 'receivedAt']],
}];

const STREAM = 'delivery-';

/** Which deliveries came, from whom, and what became of them. */
export const deliveries: Projection<DeliveryDocument> = {
  name: 'deliveries', version: 2,
  handles: [DeliveryReceived, DeliveryCompleted, DeliveryBroken],
  keys: ({ stream }) => [stream.slice(STREAM.length)],
  init: () => ({}),
  evolve: (document, event) => told(document, event as Legible & DeliveryEvent),
  contribute: (document) => ({
    rows: rowsOf(document).map((row) => ({ collection: 'received', key: '0', document: { ...row } })),
    sums: new Map(), uses: [],
  }),
  collections,
  references: [],
  aboutPersons: false,
};

const told = (document: DeliveryDocument, event: Legible & DeliveryEvent): DeliveryDocument => {
  const outcome = afterEvent(document.outcome, event);
  if (!outcome) return document;
  const { stream, recordedAt, meta: { actor, organisation } } = event;
  const at = new Date(recordedAt).toISOString();
  if (event.type !== 'DeliveryReceived') return { ...document, outcome, endedAt: at };
  const sent = { delivery: stream.slice(STREAM.length), actor, organisation };
  return { outcome, sent: { ...sent, receivedAt: at, receivedOn: civilDateAt(recordedAt) } };
};

/** One row, unless nobody knows how it began. What is counted is told once it ended. */
const rowsOf = ({ sent, outcome, endedAt }: DeliveryDocument): DeliveryRow[] => {
  if (!sent || !outcome) return [];
  const { kind, state, lines, taken, known, refused, bytes, problem } = outcome;
  return [{
    ...sent, kind, state, ...(endedAt && { lines, taken, known, refused, endedAt }),
    ...(bytes !== undefined && { bytes }), ...(problem && { problem: problem.code }),
  }];
};
