import type { DeliveryEvent, DeliveryKind } from './events.js';

/** `receiving` while it comes, or if the process ended in the middle; `broken` if it got to no end. */
export const DELIVERY_STATES = ['receiving', 'completed', 'broken'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How many lines were read, and what became of them. */
export interface DeliveryCounts {
  readonly lines: number;
  readonly taken: number;
  readonly known: number;
  readonly refused: number;
}

/** What became of a delivery, as of the last time that it was sent. */
export interface Outcome extends DeliveryCounts {
  readonly kind: DeliveryKind;
  readonly state: DeliveryState;
  /** Lines that were being written as the store failed: each is in the ledger or not. None if left out. */
  readonly uncertain?: number;
  readonly problem?: { readonly code: string; readonly rule: string };
  readonly bytes?: number;
  readonly sha256?: string;
}

const NOTHING: DeliveryCounts = { lines: 0, taken: 0, known: 0, refused: 0 };

/** What became of it with one more event of its stream; nothing while its beginning is not known. */
export const afterEvent = (
  outcome: Outcome | undefined, { type, data }: DeliveryEvent,
): Outcome | undefined => {
  if (type === 'DeliveryReceived') { // once more after it broke off: it begins anew
    return { kind: data.kind, state: 'receiving', ...NOTHING };
  }
  if (!outcome) return undefined;
  switch (type) {
    case 'LinesRefused':
      return { ...outcome, refused: outcome.refused + data.lines.length };
    case 'DeliveryCompleted': {
      const { units: _, ...completed } = data;
      return { ...outcome, ...completed, state: 'completed' };
    }
    case 'DeliveryBroken': {
      const { code, rule, ...counts } = data;
      return { ...outcome, ...counts, state: 'broken', problem: { code, rule } };
    }
  }
};
