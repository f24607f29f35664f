import type { DeliveryEvent } from '../../domain/delivery/events.js';
import type { Ledger, Target } from '../ledger/ledger.js';
import { type Position, WrongExpectedRevision } from '../ports/event-store.js';
import { MOST_ATTEMPTS } from '../ledger/not-recorded.js';
import { type DeliveryReport, reportOf } from './delivery-report.js';
import type { DeliveryMeta } from './writing/line-in-hand.js';

/** The plain stream of a delivery: that it came, which lines were refused, how it ended. */
export class DeliveryLog {
  private readonly target: Target;
  private written = 0;

  private constructor(
    private readonly ledger: Ledger, private readonly meta: DeliveryMeta & { readonly attempt: string },
    private revision: number, readonly earlier: DeliveryReport | undefined,
  ) {
    this.target = { stream: streamOf(meta.delivery) };
  }

  /** @param attempt an id of this attempt at receiving it, to tell its events from those of others */
  static async open(ledger: Ledger, meta: DeliveryMeta & { readonly attempt: string }): Promise<DeliveryLog> {
    const events = await ledger.read(streamOf(meta.delivery));
    return new DeliveryLog(ledger, meta, events.length - 1, reportOf(meta.delivery, events));
  }

  /** Durable when it resolves; the position is after everything recorded before. */
  async append(event: DeliveryEvent): Promise<Position> {
    const { attempt, ...meta } = this.meta;
    const commandKey = `${attempt}|${this.written += 1}`;
    const told = this.ledger.metaOf(this.target, event.data, { ...meta, commandKey });
    for (let tries = 1; ; tries += 1) {
      try {
        const { revision, position } = await this.ledger.append(this.target, this.revision, [event], told);
        this.revision = revision;
        return position;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || tries >= MOST_ATTEMPTS) throw error;
        this.revision = error.actual;
      }
    }
  }
}

const streamOf = (delivery: string): string => `delivery-${delivery}`;

/** The report of a delivery, from its own stream; undefined if there is none of that id. */
export const readDelivery = async (ledger: Ledger, delivery: string): Promise<DeliveryReport | undefined> =>
  reportOf(delivery, await ledger.read(streamOf(delivery)));
