import { DeliveryReceived, type DeliveryKind } from '../../domain/delivery/events.js';
import type { PriceContext } from '../../domain/price-list/price-context.js';
import type { Prices } from '../../domain/price-list/state.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { event } from '../../domain/shared/event.js';
import { refuseIf } from '../../domain/shared/refusal.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Clock } from '../ports/clock.js';
import type { NewDigest } from '../ports/content-digest.js';
import type { IdSource } from '../ports/id-source.js';
import { deliveryFormat, type FormatLists } from './delivery-formats.js';
import { DeliveryLog, readDelivery } from './delivery-log.js';
import { type OnProgress, ProgressTeller } from './delivery-progress.js';
import type { DeliveryReport } from './delivery-report.js';
import { judgePrices } from './price-list/judge-prices.js';
import { checkPriceFile, type PriceFileCheck } from './price-list/check-price-file.js';
import { DeliveryRun } from './delivery-run.js';
import { Meter } from './meter.js';
import { FactWriter, SharedByDeliveries } from './writing/fact-writer.js';
import type { DeliveryMeta } from './writing/line-in-hand.js';
import type { IsMunicipality } from '../../domain/shared/known-municipality.js';

/** A file or feed that somebody sends, and on whose behalf. */
export interface Delivery {
  readonly kind: DeliveryKind;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly totalBytes?: number;
  readonly actor: string;
  readonly organisation: string;
  readonly correlationId?: string;
  /** The same key and content again give the first report again; what broke off is taken up anew. */
  readonly idempotencyKey?: string;
  readonly onProgress?: OnProgress;
}

export interface IntakeServices {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly newDigest: NewDigest;
  readonly lists: FormatLists;
  /** As far as the read models have come. */
  readonly pricesInForce: () => Promise<Prices>;
  readonly isMunicipality: IsMunicipality;
}

/**
 * Takes deliveries in: reads them piece by piece, turns each line into facts, and writes what is new. One bad
 * line costs one line. Sending one again, in any order, after any crash, changes nothing. There is one of
 * these in a process.
 */
export class ReceiveDelivery {
  private readonly shared = new SharedByDeliveries();
  private readonly running = new Set<string>();

  constructor(private readonly services: IntakeServices) {}

  /**
   * Resolves when every line is durable, or when it is clear that no more can be read or written: the report
   * says which. Refuses `delivery-running` and `idempotency-key-reused`.
   */
  async receive(delivery: Delivery): Promise<DeliveryReport> {
    const id = this.idOf(delivery);
    mustNotRun(this.running.has(id));
    this.running.add(id);
    try {
      return await this.receiveAs(id, delivery);
    } finally {
      this.running.delete(id);
    }
  }

  /** What taking in a price list would do; nothing of it is recorded. */
  async checkPriceList(bytes: AsyncIterable<Uint8Array>): Promise<PriceFileCheck> {
    const { newDigest, lists } = this.services;
    return checkPriceFile(new Meter(bytes, newDigest()), lists, await this.pricesInForce());
  }

  /** The report of a delivery, now or earlier; undefined if there is none of that id. */
  report(delivery: string): Promise<DeliveryReport | undefined> {
    return readDelivery(this.services.ledger, delivery);
  }

  private async receiveAs(id: string, delivery: Delivery): Promise<DeliveryReport> {
    const { ledger, ids, clock, newDigest, lists } = this.services;
    const { kind, bytes, totalBytes, actor, organisation, correlationId, onProgress } = delivery;
    const meta: DeliveryMeta = { actor, organisation, delivery: id, ...(correlationId && { correlationId }) };
    const log = await DeliveryLog.open(ledger, { ...meta, attempt: ids.next() });
    const meter = new Meter(bytes, newDigest());
    if (log.earlier) mustBeSame(log.earlier.kind === kind);
    if (log.earlier?.state === 'completed') return repeated(log.earlier, meter);
    await log.append(event(DeliveryReceived, { kind }));
    const run = new DeliveryRun({
      delivery: id, kind, log, meter, totalBytes, format: deliveryFormat(kind, lists),
      writer: new FactWriter(ledger, this.shared, meta), progress: new ProgressTeller(clock, onProgress),
      ...(kind === 'price-list' && {
        judge: async (lines, isComplete) =>
          judgePrices(lines, await this.pricesInForce(), { ledger, delivery: id, isComplete }),
      }),
    });
    return run.toEnd();
  }

  /** As far as the read models have come. */
  private async pricesInForce(): Promise<PriceContext> {
    const { clock, pricesInForce, isMunicipality } = this.services;
    return { prices: await pricesInForce(), today: civilDateAt(clock.now()), isMunicipality };
  }

  private idOf({ actor, organisation, idempotencyKey }: Delivery): string {
    const { ids, ledger } = this.services;
    if (idempotencyKey === undefined) return ids.next();
    const { stream } = ledger.plainStream('delivery', JSON.stringify([organisation, actor, idempotencyKey]));
    return stream.slice('delivery-'.length);
  }
}

const mustNotRun = (isRunning: boolean): void => refuseIf(
  isRunning, 'delivery-running', 'Idempotency-Key', 'The delivery is being received; wait for its report.',
);

const mustBeSame = (isSame: boolean): void => refuseIf(
  !isSame, 'idempotency-key-reused', 'Idempotency-Key',
  'The key was used for another delivery; use a new one for each delivery.',
);

/** The first report again, if it is the same content; which takes reading all of it. */
const repeated = async (report: DeliveryReport, meter: Meter): Promise<DeliveryReport> => {
  mustBeSame(await meter.sha256OfRest() === report.sha256);
  return report;
};
