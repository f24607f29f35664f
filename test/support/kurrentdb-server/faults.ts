/** What befalls the next append, in its place. */
export type AppendFault =
  | 'drop-before-write' // the connection breaks, and nothing was written
  | 'drop-after-write' // it was written, and the connection breaks before the answer
  | 'no-answer' // it was written, and the answer never comes
  | 'held' // it was written, and the answer comes when it is let go
  | 'done' // nothing: it is written and answered
  | 'late' // it was written, and the server says that it took too long
  | 'dropped' // as what comes again while the first is still on its way: too long, and nothing was written
  | 'not-leader'
  | 'not-ready'
  | 'reset'; // what a server that is stopping says

/** Faults on command, in the order in which they were asked for. */
export class Faults {
  private readonly appends: AppendFault[] = [];
  private readonly held: (() => void)[] = [];
  /** While set, a filtered subscription's checkpoints run ahead of its events, as older servers' did. */
  checkpointsRunAhead = false;
  /** While set, reads are answered with it as well. */
  everything: 'not-ready' | 'access-denied' | undefined;
  /** Who may come, as `user:password`; everybody, if nobody is named. */
  admitted: string | undefined;
  /** So many reads to come are never answered. */
  silentReads = 0;
  /** How long each read waits for its answer: half a second, as the newer client's first one was seen to. */
  slowReadsMs = 0;
  /** While set, an append of several events is answered with the position of the first of them. */
  firstPositions = false;
  /** While set, an append of what is there already is answered with the revision that the stream has now. */
  newestRevisions = false;
  /** How far the server's clock is ahead of this machine's. */
  clockAheadMs = 0;
  /** How many reads of a stream or of the log came. */
  reads = 0;
  /** How many of them a node may answer that is not the leader, and may be behind. */
  readsOfAnyNode = 0;
  /** How many appends came without an exact revision. */
  inexactAppends = 0;

  /** Whether who comes with these words of a call is refused. */
  refuses(authorization: unknown): boolean {
    if (this.admitted === undefined) return false;
    return authorization !== `Basic ${Buffer.from(this.admitted).toString('base64')}`;
  }

  nextAppends(...faults: readonly AppendFault[]): void {
    this.appends.push(...faults);
  }

  hold(answer: () => void): void {
    this.held.push(answer);
  }

  /** Answers what was held. */
  letGo(): void {
    for (const answer of this.held.splice(0)) answer();
  }

  takeSilence(): boolean {
    if (this.silentReads === 0) return false;
    this.silentReads -= 1;
    return true;
  }

  takeAppendFault(): AppendFault | undefined {
    return this.everything === 'not-ready' ? 'not-ready' : this.appends.shift();
  }
}
