/** What befalls the next command of a name, in its place. */
export type CommandFault =
  | 'drop-before' // the connection breaks, and nothing was done
  | 'drop-after' // it was done, and the connection breaks before the answer
  | 'no-answer' // it was done, and the answer never comes
  | 'transient' // a write conflict; the whole transaction is to be tried again
  | 'not-primary'
  | 'held'; // it waits until it is let go

/** Faults on command, and counts of what the server was asked in a way that it should not be. */
export class Faults {
  private readonly queued = new Map<string, CommandFault[]>();
  private held: (() => void)[] = [];
  private whenHeld: (() => void)[] = [];
  /** While set, every command but those of the handshake is refused. */
  isUnauthorized = false;
  /** While set, the server says to stand by itself: no member of a replica set. */
  isStandalone = false;
  /** While set, the server is one of before version 5.0. */
  isOld = false;
  /** Writes whose write concern was less than a majority. */
  weakWrites = 0;
  private readonly whenSeen = new Map<string, (() => void)[]>();

  next(command: string, ...faults: readonly CommandFault[]): void {
    this.queued.set(command, [...this.queued.get(command) ?? [], ...faults]);
  }

  take(command: string): CommandFault | undefined {
    for (const tell of this.whenSeen.get(command)?.splice(0) ?? []) tell();
    return this.queued.get(command)?.shift();
  }

  /** Resolves when the next command of a name comes. */
  seen(command: string): Promise<void> {
    return new Promise((resolve) => {
      this.whenSeen.set(command, [...this.whenSeen.get(command) ?? [], resolve]);
    });
  }

  hold(): Promise<void> {
    const held = new Promise<void>((resolve) => this.held.push(resolve));
    for (const tell of this.whenHeld.splice(0)) tell();
    return held;
  }

  /** Resolves when so many commands have come that are held. */
  async somethingHeld(many = 1): Promise<void> {
    while (this.held.length < many) await new Promise<void>((resolve) => this.whenHeld.push(resolve));
  }

  letGo(): void {
    for (const go of this.held.splice(0)) go();
  }
}
