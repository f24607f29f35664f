import type { Legible } from '../../application/ledger/opened-event.js';
import type { CollectionSpec } from '../../application/ports/read-store.js';
import {
  DeliveryBroken, DeliveryCompleted, type DeliveryEvent, type DeliveryKind, DeliveryReceived,
} from '../../domain/delivery/events.js';
import type { DeliveryCounts, DeliveryState } from '../../domain/delivery/states.js';
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

/** Nothing while its beginning is not known. */
type DeliveryDocument = { readonly row?: DeliveryRow };

const collections: readonly CollectionSpec[] = [{
  name: 'received',
  fields: { kind: 'text', state: 'text', organisation: 'text', receivedOn: 'text', receivedAt: 'text' },
  indexes: [['receivedAt'], ['kind', 'receivedAt'], ['state', 'receivedAt'], ['organisation', 'receivedAt']],
}];

const STREAM = 'delivery-';

/** Which deliveries came, from whom, and what became of them. */
export const deliveries: Projection<DeliveryDocument> = {
  name: 'deliveries', version: 1,
  handles: [DeliveryReceived, DeliveryCompleted, DeliveryBroken],
  keys: ({ stream }) => [stream.slice(STREAM.length)],
  init: () => ({}),
  evolve: ({ row }, event) => ({ row: told(row, event) }),
  contribute: ({ row }) => ({
    rows: row ? [{ collection: 'received', key: '0', document: { ...row } }] : [],
    sums: new Map(), uses: [],
  }),
  collections,
  references: [],
  aboutPersons: false,
};

/** Events of a stream come in its order; each says the whole of what it is about. */
const told = (row: DeliveryRow | undefined, event: Legible): DeliveryRow | undefined => {
  const { type, data } = event as Legible & DeliveryEvent;
  const at = new Date(event.recordedAt).toISOString();
  if (type === 'DeliveryReceived') {
    const { stream, recordedAt, meta: { actor, organisation } } = event;
    return {
      delivery: stream.slice(STREAM.length), kind: data.kind, state: 'receiving', actor, organisation,
      receivedAt: at, receivedOn: civilDateAt(recordedAt),
    };
  }
  if (!row || type === 'LinesRefused') return row;
  const { lines, taken, known, refused } = data;
  const counted = { ...row, lines, taken, known, refused, endedAt: at };
  return type === 'DeliveryCompleted'
    ? { ...counted, state: 'completed', bytes: data.bytes }
    : { ...counted, state: 'broken', problem: data.code };
};
