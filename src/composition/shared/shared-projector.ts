import { StoreUnavailable } from '../../application/ports/event-store.js';
import type { LeadNews, Lease } from '../../application/ports/leases.js';
import type { MongoReadStore } from '../../infrastructure/read-store/mongodb/mongo-read-store.js';
import { Directory, directoryCollection } from '../../projections/engine/directory.js';
import { ProjectionEngine } from '../../projections/engine/engine.js';
import type { Outage } from '../../projections/engine/persistence.js';
import type { MakeRanges, MakerSetting } from '../../projections/engine/range-task.js';
import type { Projection } from '../../projections/engine/projection.js';
import { Turns } from '../../application/ledger/turns.js';
import { LeaseKeeper, type Pause } from './lease-keeper.js';
import { OrderTaker } from './order-taker.js';

export interface SharedProjectorOptions extends MakerSetting {
  readonly readStore: MongoReadStore;
  /** How documents are made from the beginning, by whoever holds these leases. */
  readonly makeRanges: (leases: readonly Lease[], setting: MakerSetting) => MakeRanges;
  readonly holder: string;
  readonly takeOverMs: number;
  readonly onFailure: (error: unknown) => void;
  readonly onLead: (news: LeadNews) => void;
  /** Told after every round whether what is led here is made, or fails and is tried again. */
  readonly onStanding?: (standing: { readonly fails: boolean }) => void;
  readonly pause?: Pause;
}

/** What the lease is called under which a projection is led. */
export const leaseOf = ({ name }: Pick<Projection, 'name'>): string => `projection/${name}`;

/** A newer program has made read models: this one leaves them alone. The message is for the operator. */
export class NewerReadModels extends Error {
  constructor(names: readonly string[]) {
    super(`A newer version of Liggare has made the read models ${names.join(', ')}. This one stands by and `
      + 'makes none: update it. To go back to it for good, stop all others and name an empty database with '
      + 'LIGGARE_MONGODB_DATABASE.');
    this.name = 'NewerReadModels';
  }
}

interface Led {
  readonly leases: readonly Lease[];
  readonly engine: ProjectionEngine;
  readonly orders: OrderTaker;
}

/**
 * Makes the read models that no other process makes. Each is led under a lease of its own; one engine makes
 * all that are led here, so that they change together, and is replaced by another when there are more or
 * fewer. What it writes goes with the leases: a process that was paused, and whose read models others have
 * taken over, changes nothing any more.
 */
export class SharedProjector {
  private readonly keeper: LeaseKeeper;
  private readonly turns = new Turns();
  private led: Led | undefined;
  private isSwitching = false;
  private isStopping = false;
  private standsBy = false;
  /** Of the outage that was told. */
  private outSince: number | undefined;
  private isDeclared: Promise<void> | undefined;

  constructor(private readonly options: SharedProjectorOptions) {
    const { readStore: { leases }, projections, holder, takeOverMs, onFailure, onLead, pause } = options;
    this.keeper = new LeaseKeeper({
      leases, holder, takeOverMs, onFailure, onNews: onLead, pause, names: projections.map(leaseOf),
      mayLead: () => this.mayLead(), onRound: () => this.followLeases(),
    });
  }

  /** What is at hand is committed and given up; others go on from there. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.turns.take(() => this.endLeading());
    await this.keeper.stop();
  }

  /** To make read models anew as an older version has them would undo what the newer one did. */
  private async mayLead(): Promise<boolean> {
    const { readStore, projections, onFailure } = this.options;
    await (this.isDeclared ??= readStore.declare([directoryCollection]).catch((error: unknown) => {
      this.isDeclared = undefined;
      throw error;
    }));
    const entries = await new Directory(readStore).all();
    const newer = projections.filter(({ name, version }) => {
      const { live, building } = entries.get(name) ?? {};
      return Math.max(live?.version ?? 0, building?.version ?? 0) > version;
    });
    const isNews = newer.length > 0 && !this.standsBy;
    this.standsBy = newer.length > 0;
    if (isNews) onFailure(new NewerReadModels(newer.map(({ name }) => name)));
    return !this.standsBy;
  }

  /** Rounds come while an engine starts or stops; the next one after that finds what has changed. */
  private followLeases(): void {
    if (this.isSwitching || this.isStopping) return;
    this.isSwitching = true;
    void this.turns.take(() => this.lead(this.keeper.held()))
      .then(() => this.isOut(this.led?.engine.outage), (error: unknown) => {
        this.options.onFailure(error);
        return true;
      })
      .then((fails) => {
        this.isSwitching = false;
        this.options.onStanding?.({ fails });
      });
  }

  /** Says once why nothing is made: the engine goes on trying. */
  private isOut(outage: Outage | undefined): boolean {
    const isNews = outage !== undefined && outage.since !== this.outSince;
    this.outSince = outage?.since;
    if (isNews) this.options.onFailure(errorOf(outage));
    return outage !== undefined;
  }

  private async lead(leases: readonly Lease[]): Promise<void> {
    if (this.isStopping || areSame(leases, this.led?.leases ?? [])) return;
    await this.endLeading();
    if (leases.length === 0) return;
    const { onFailure, pause } = this.options;
    const engine = this.engineUnder(leases);
    try {
      await engine.start();
    } catch (error) {
      await engine.stop();
      throw error;
    }
    const projections = this.projectionsUnder(leases).map(({ name }) => name);
    const { readStore: whole, clock } = this.options;
    const readStore = whole.under(...leases);
    const orders = new OrderTaker({ readStore, clock, projections, control: engine, onFailure, pause });
    this.led = { leases, engine, orders };
  }

  private async endLeading(): Promise<void> {
    const { led } = this;
    this.led = undefined;
    if (!led) return;
    const ordersTaken = led.orders.stop();
    await led.engine.stop();
    await ordersTaken;
  }

  private engineUnder(leases: readonly Lease[]): ProjectionEngine {
    const { events, vault, sealer, clock, readStore: whole, projections: all, makeRanges } = this.options;
    const [readStore, projections] = [whole.under(...leases), this.projectionsUnder(leases)];
    const setting = { events, vault, sealer, clock, readStore, projections };
    return new ProjectionEngine({
      ...setting, alongside: all, makeRanges: makeRanges(leases, setting),
    });
  }

  private projectionsUnder(leases: readonly Lease[]): Projection[] {
    const names = new Set(leases.map(({ name }) => name));
    return this.options.projections.filter((projection) => names.has(leaseOf(projection)));
  }
}

/** Of anything but a store, what kind it was and where: its message may quote what nobody may read. */
const errorOf = ({ reason, error: { name, at } }: Outage): Error => (reason === undefined
  ? Object.assign(new Error(at), { name }) : new StoreUnavailable(reason, false));

const areSame = (some: readonly Lease[], others: readonly Lease[]): boolean => some.length === others.length
  && some.every(({ name, token }) => others.some((other) => other.name === name && other.token === token));
