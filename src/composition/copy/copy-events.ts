import {
  BEGINNING, type EventStore, type Position, type StoredEvent,
} from '../../application/ports/event-store.js';
import type { TakingLedger } from '../ledger-place.js';

const PAGE = 2_000;
/** Well below what any store takes in one append. */
const MOST_BYTES = 500_000;

/** The ledger copied into is no beginning of the one copied from. The message is for the operator. */
export class NotACopy extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotACopy';
  }
}

/** Told how many events are compared and copied so far. */
export type OnCopied = (compared: number, copied: number) => void;
/** Told where one event is in either ledger, in their order. */
export type OnSame = (original: Position, copy: Position) => void;

export interface Copied {
  /** In both ledgers. */
  readonly events: number;
  /** Of these, added by this run. */
  readonly added: number;
}

/**
 * Copies events into a ledger that is empty, or the beginning of a copy: what is there is compared event by
 * event, what is missing is added, and compared as well when it is read back. Throws `NotACopy` at the first
 * event that is not the same, or not in the same place.
 */
export const copyEvents = async (
  source: EventStore, target: TakingLedger, onCopied: OnCopied = () => undefined,
  onSame: OnSame = () => undefined,
): Promise<Copied> => {
  const both = { source, target: target.store, onSame };
  const beginning = { events: 0, inSource: BEGINNING, inTarget: BEGINNING };
  const there = await compare(both, beginning, (events) => onCopied(events, 0));
  let added = 0;
  for await (const run of runs(source, there.inSource)) {
    await target.take(run);
    added += run.length;
    onCopied(there.events, added);
  }
  const { events } = await compare(both, there, (compared) => onCopied(compared, added));
  if (events === there.events + added) return { events, added };
  throw new NotACopy(`Of ${added} events added, ${events - there.events} are read back`);
};

/** How many events are the same, and where the last of them is in each ledger. */
interface Same {
  readonly events: number;
  readonly inSource: Position;
  readonly inTarget: Position;
}

interface Both {
  readonly source: EventStore;
  readonly target: EventStore;
  readonly onSame: OnSame;
}

const compare = async (
  { source, target, onSame }: Both, from: Same, onCompared: (events: number) => void,
): Promise<Same> => {
  let { events, inSource, inTarget } = from;
  for (;;) {
    const copies = await target.readAll(inTarget, { limit: PAGE });
    const originals = copies.length === 0 ? [] : await source.readAll(inSource, { limit: copies.length });
    copies.forEach((copy, index) => {
      mustBeSame(originals[index], copy, events + index);
      onSame(originals[index]!.position, copy.position);
    });
    if (copies.length === 0) return { events, inSource, inTarget };
    events += copies.length;
    inSource = originals.at(-1)!.position;
    inTarget = copies.at(-1)!.position;
    onCompared(events);
  }
};

const mustBeSame = (original: StoredEvent | undefined, copy: StoredEvent, before: number): void => {
  const where = `${before + 1}. event of the ledger copied into, at ${copy.position},`;
  if (!original) {
    throw new NotACopy(`The ${where} is not in the ledger copied from: it has been written to. `
      + 'Use another folder and another ledger.');
  }
  const different = differences(original, copy);
  if (different.length === 0) return;
  throw new NotACopy(`The ${where} is another than in the ledger copied from (${different.join(', ')}). `
    + 'Use another folder and another ledger.');
};

const differences = (original: StoredEvent, copy: StoredEvent): string[] => {
  const different = (['stream', 'revision', 'id', 'type', 'version', 'recordedAt'] as const)
    .filter((field) => original[field] !== copy[field]) as string[];
  if (JSON.stringify(original.meta) !== JSON.stringify(copy.meta)) different.push('metadata');
  if (Buffer.compare(original.payload, copy.payload) !== 0) different.push('payload');
  return different;
};

/** Events after a position, those together that one stream got at one time. */
async function* runs(source: EventStore, after: Position): AsyncGenerator<StoredEvent[]> {
  let run: StoredEvent[] = [];
  let bytes = 0;
  for (let last = after; ;) {
    const page = await source.readAll(last, { limit: PAGE });
    for (const event of page) {
      const size = event.payload.length + JSON.stringify(event.meta).length;
      const goesOn = run[0]?.stream === event.stream && run[0].recordedAt === event.recordedAt;
      if (run.length > 0 && (!goesOn || bytes + size > MOST_BYTES)) {
        yield run;
        [run, bytes] = [[], 0];
      }
      run.push(event);
      bytes += size;
    }
    if (page.length < PAGE) break;
    last = page.at(-1)!.position;
  }
  if (run.length > 0) yield run;
}
