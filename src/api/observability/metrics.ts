import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What a delivery came to, in lines. */
export interface DeliveryCounts {
  readonly taken: number;
  readonly known: number;
  readonly refused: number;
}

/** How far a read model is behind the ledger. */
export interface ProjectionLag {
  readonly name: string;
  readonly lagEvents: number;
  readonly lagSeconds: number;
  readonly parked: number;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Figures for Prometheus. Labels are route templates, kinds and names: never anything about a person. */
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Histogram({
    name: 'liggare_http_request_seconds', help: 'Time to answer a request, by route template',
    labelNames: ['method', 'route', 'status'], buckets: SECONDS, registers: [this.registry],
  });

  private readonly appended = new Counter({
    name: 'liggare_events_appended_total', help: 'Events that commands and deliveries recorded',
    labelNames: ['through'], registers: [this.registry],
  });

  private readonly deliveries = new Counter({
    name: 'liggare_deliveries_total', help: 'Deliveries that ended, by kind and how',
    labelNames: ['kind', 'state'], registers: [this.registry],
  });

  private readonly lines = new Counter({
    name: 'liggare_delivery_lines_total', help: 'Lines of deliveries, by kind and what became of them',
    labelNames: ['kind', 'outcome'], registers: [this.registry],
  });

  private readonly ledgerAnswers = new Gauge({
    name: 'liggare_ledger_answers', help: 'Whether the ledger could be read (1) or not (0)',
    registers: [this.registry],
  });

  private readonly lagEvents = new Gauge({
    name: 'liggare_projection_lag_events',
    help: 'Events a read model has not taken in yet; 10000 are that many or more',
    labelNames: ['projection'], registers: [this.registry],
  });

  private readonly lagSeconds = new Gauge({
    name: 'liggare_projection_lag_seconds', help: 'Age of the oldest event a read model has not taken in',
    labelNames: ['projection'], registers: [this.registry],
  });

  private readonly parked = new Gauge({
    name: 'liggare_projection_parked', help: 'Subjects parked with an event that could not be folded',
    labelNames: ['projection'], registers: [this.registry],
  });

  private readonly projectorFails = new Gauge({
    name: 'liggare_projector_fails',
    help: 'Whether what makes read models in this process has ended or cannot (1), or not (0)',
    registers: [this.registry],
  });

  private readonly projectorRestarts = new Gauge({
    name: 'liggare_projector_restarts', help: 'How often what makes read models was started anew',
    registers: [this.registry],
  });

  private readonly registerDrift = new Gauge({
    name: 'liggare_kaa_register_drift',
    help: 'Registers of the activity responsibility that are not what follows from the facts today',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  requestAnswered(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status }, seconds);
  }

  eventsAppended(through: 'command' | 'delivery', count: number): void {
    if (count > 0) this.appended.inc({ through }, count);
  }

  deliveryEnded(kind: string, state: string, counts: DeliveryCounts): void {
    this.deliveries.inc({ kind, state });
    this.lines.inc({ kind, outcome: 'taken' }, counts.taken);
    this.lines.inc({ kind, outcome: 'known' }, counts.known);
    this.lines.inc({ kind, outcome: 'refused' }, counts.refused);
    this.eventsAppended('delivery', counts.taken);
  }

  /** Nothing where the ledger does not answer: what was known before says nothing any more. */
  projectionsStand(lags: readonly ProjectionLag[] | undefined): void {
    this.ledgerAnswers.set(lags ? 1 : 0);
    if (!lags) {
      for (const gauge of [this.lagEvents, this.lagSeconds, this.parked]) gauge.reset();
      return;
    }
    for (const { name, lagEvents, lagSeconds, parked } of lags) {
      this.lagEvents.set({ projection: name }, lagEvents);
      this.lagSeconds.set({ projection: name }, lagSeconds);
      this.parked.set({ projection: name }, parked);
    }
  }

  projectorStands(fails: boolean, restarts: number): void {
    this.projectorFails.set(fails ? 1 : 0);
    this.projectorRestarts.set(restarts);
  }

  registerDrifts(count: number): void {
    this.registerDrift.set(count);
  }

  /** Everything in Prometheus' text format. */
  exposition(): Promise<string> {
    return this.registry.metrics();
  }
}
