import type { DeliveryEvent, DeliveryKind } from '../../domain/delivery/events.js';
import type { DeliveryCounts, DeliveryState } from '../../domain/delivery/states.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import { BEGINNING, type Position } from '../ports/event-store.js';
import type { LineRefusal } from './reading/read-line.js';

/** So many refused lines are listed in a report; all of them are counted. */
export const REFUSALS_REPORTED = 1_000;

/** What became of a delivery. */
export interface DeliveryReport extends DeliveryCounts {
  readonly delivery: string;
  readonly kind: DeliveryKind;
  readonly state: DeliveryState;
  /** Lines that were being written as the store failed: each is in the ledger or not. None if left out. */
  readonly uncertain?: number;
  /** The first lines that were refused. */
  readonly refusals: readonly LineRefusal[];
  readonly problem?: { readonly code: string; readonly rule: string };
  readonly bytes?: number;
  readonly sha256?: string;
  /** Not before everything that was taken; for `atLeast`. */
  readonly position: Position;
}

const NOTHING: DeliveryCounts = { lines: 0, taken: 0, known: 0, refused: 0 };

/** The report as the delivery's own stream tells it; undefined for a stream without events. */
export const reportOf = (delivery: string, events: readonly OpenedEvent[]): DeliveryReport | undefined =>
  events.reduce<DeliveryReport | undefined>((report, event) => {
    const next = told(delivery, report, event as unknown as DeliveryEvent);
    return next && { ...next, position: event.position };
  }, undefined);

const told = (
  delivery: string, report: DeliveryReport | undefined, { type, data }: DeliveryEvent,
): DeliveryReport | undefined => {
  if (type === 'DeliveryReceived') { // once more after it broke off: it begins anew
    return { delivery, kind: data.kind, state: 'receiving', ...NOTHING, refusals: [], position: BEGINNING };
  }
  if (!report) return undefined;
  switch (type) {
    case 'LinesRefused': {
      const refusals = [...report.refusals, ...data.lines].slice(0, REFUSALS_REPORTED);
      return { ...report, refusals, refused: report.refused + data.lines.length };
    }
    case 'DeliveryCompleted': {
      const { units: _, ...completed } = data;
      return { ...report, ...completed, state: 'completed' };
    }
    case 'DeliveryBroken': {
      const { code, rule, ...counts } = data;
      return { ...report, ...counts, state: 'broken', problem: { code, rule } };
    }
  }
};
