import type { DeliveryEvent } from '../../domain/delivery/events.js';
import { afterEvent, type Outcome } from '../../domain/delivery/outcome.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import type { Position } from '../ports/event-store.js';
import type { LineRefusal } from './reading/read-line.js';

/** So many refused lines are listed in a report; all of them are counted. */
export const REFUSALS_REPORTED = 1_000;

/** What became of a delivery. */
export interface DeliveryReport extends Outcome {
  readonly delivery: string;
  /** The first lines that were refused. */
  readonly refusals: readonly LineRefusal[];
  /** Not before everything that was taken; for `atLeast`. */
  readonly position: Position;
}

/** The report as the delivery's own stream tells it; undefined for a stream without events. */
export const reportOf = (delivery: string, events: readonly OpenedEvent[]): DeliveryReport | undefined =>
  events.reduce<DeliveryReport | undefined>((report, opened) => {
    const event = opened as unknown as DeliveryEvent;
    const outcome = afterEvent(report, event);
    return outcome && {
      ...outcome, delivery, refusals: refusalsAfter(report, event), position: opened.position,
    };
  }, undefined);

const refusalsAfter = (
  report: DeliveryReport | undefined, { type, data }: DeliveryEvent,
): readonly LineRefusal[] => {
  if (!report || type === 'DeliveryReceived') return [];
  if (type !== 'LinesRefused') return report.refusals;
  return [...report.refusals, ...data.lines].slice(0, REFUSALS_REPORTED);
};
