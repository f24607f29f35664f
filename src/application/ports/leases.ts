/**
 * The right to lead something, such as a projection, for a while. The token is greater than that of every
 * lease there was under the name before.
 */
export interface Lease {
  readonly name: string;
  readonly token: number;
}

/** A lease whose time was over before whoever led gave it up. */
export interface LapsedLease {
  readonly token: number;
  /** Milliseconds since 1970, by the clock of the store. */
  readonly endedAt: number;
}

export interface TakenLease extends Lease {
  /** What this one takes over from; nothing where nobody led before, or whoever did gave it up. */
  readonly after?: LapsedLease;
}

/** That a process leads something, or does so no more. */
export interface LeadNews {
  readonly is: 'gained' | 'lost' | 'given up';
  readonly lease: TakenLease;
}

/** Somebody else has taken over; whoever led must stop, and may ask for a lease anew. */
export class LeaseLost extends Error {
  constructor({ name }: Pick<Lease, 'name'>) {
    super(`Somebody else leads ${name} now`);
    this.name = 'LeaseLost';
  }
}

/**
 * Who leads. At most one at a time by the clock of the store, which is the only one that counts. A leader
 * that was paused may not know yet that its time is over: so everything it writes goes with its token, and is
 * refused when there is a newer one.
 */
export interface Leases {
  /** Takes the lease, unless somebody has it and their time is not over; undefined then. */
  acquire(name: string, holder: string, timeMs: number): Promise<TakenLease | undefined>;
  /** Has it for so long from now on; false when somebody else has taken it. */
  renew(lease: Lease, timeMs: number): Promise<boolean>;
  /** Gives it up, so that others need not wait; nothing if it is lost already. */
  release(lease: Lease): Promise<void>;
  /** Who has it now, if anybody, for those who want to know. */
  holder(name: string): Promise<string | undefined>;
}
