/** What was opened, closed in the opposite order; the data folder is freed whatever goes wrong. */
export class Opened {
  private readonly closers: (() => Promise<void>)[] = [];

  add<T>(thing: T, close: (thing: T) => Promise<void>): T {
    this.closers.push(() => close(thing));
    return thing;
  }

  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.closers.reverse()) await close().catch((error: unknown) => failures.push(error));
    this.closers.length = 0;
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed');
  }
}
