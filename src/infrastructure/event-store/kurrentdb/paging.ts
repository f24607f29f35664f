const PAGE_EVENTS = { least: 16, most: 2_000 } as const;
/** How much larger a page may be than the one before: most walks end soon. */
const GROWTH = 4;

/**
 * How large the pages of a walk through the log are, which finds some of the events that it looks at: as
 * large as it takes to find so many, going by those before, so that little is read that nobody asked for.
 *
 * @example const paging = new Paging(1_000);
 * read(paging.size); paging.found = 900; paging.next(); // the next page has some 130
 */
export class Paging {
  found = 0;
  size: number;
  private looked = 0;

  constructor(private readonly expected: number) {
    this.size = within(expected + 1); // the event that the walk begins after may come, too
  }

  /** After a whole page was looked at. */
  next(): void {
    this.looked += this.size;
    const { found, expected, looked, size } = this;
    const isNear = found > 0 && found < expected;
    const lacking = isNear ? (expected - found) * looked / found + PAGE_EVENTS.least : Infinity;
    this.size = within(Math.min(GROWTH * size, Math.ceil(lacking)));
  }
}

const within = (events: number): number =>
  Math.max(PAGE_EVENTS.least, Math.min(PAGE_EVENTS.most, events));
