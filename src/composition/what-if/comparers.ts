import { availableParallelism } from 'node:os';
import type { CompareAll, Comparing } from '../../application/cost/what-if.js';
import { startable } from '../../infrastructure/program-files.js';
import {
  addSums, type ComparedSum, type Comparison, type PersonsAfter, type Piece,
} from '../../projections/cost-allocation/compare-range.js';
import { RANGES } from '../../projections/engine/key-ranges.js';
import { AskedThread } from '../asked-thread.js';
import type { AskedOfComparer, ComparerAnswer, ComparerStart } from './messages.js';

/** More would wait for each other at the files. */
const MOST_THREADS = 4;

/** Compares some persons after others, and tells at the end what they came to. */
export interface Comparer {
  next(persons: PersonsAfter): Promise<Piece>;
  sums(): Promise<readonly ComparedSum[]>;
  stop(): Promise<void>;
}

/** In threads of their own, one for each core, which end with the answer. */
export const comparingInThreads = (start: Omit<ComparerStart, 'comparison'>): CompareAll =>
  (comparison) => inThreads(start, comparison);

async function* inThreads(
  start: Omit<ComparerStart, 'comparison'>, comparison: Comparison,
): AsyncGenerator<Comparing> {
  const count = Math.min(availableParallelism(), MOST_THREADS);
  yield* comparedBy(Array.from({ length: count }, () => comparerThread({ ...start, comparison })));
}

/** A piece, and whoever made it. */
interface Made {
  readonly comparer: Comparer;
  readonly persons: PersonsAfter;
  readonly piece: Piece;
}

/**
 * Ranges are shared among comparers as these get done. Each makes its next piece while the last one is taken,
 * and no more: how fast pieces are taken decides how fast they are made.
 */
export async function* comparedBy(comparers: readonly Comparer[]): AsyncGenerator<Comparing> {
  const waiting: PersonsAfter[] = RANGES.map(({ from, to }) => ({ after: from, to }));
  const making = new Map<Comparer, Promise<Made>>();
  const begin = (comparer: Comparer, persons = waiting.shift()): void => {
    if (!persons) return void making.delete(comparer);
    const made = comparer.next(persons).then((piece) => ({ comparer, persons, piece }));
    made.catch(() => undefined); // told to whoever waits for the first of them
    making.set(comparer, made);
  };
  try {
    for (const comparer of comparers) begin(comparer);
    while (making.size > 0) {
      const { comparer, persons, piece } = await Promise.race(making.values());
      begin(comparer, piece.reached === undefined ? undefined : { ...persons, after: piece.reached });
      yield piece;
    }
    const sums = await Promise.all(comparers.map((comparer) => comparer.sums()));
    yield { sums: addSums(sums.flat()) };
  } finally {
    await Promise.all(comparers.map((comparer) => comparer.stop()));
  }
}

/** One that compares in a thread of its own. */
const comparerThread = (start: ComparerStart): Comparer => {
  const thread = new AskedThread<AskedOfComparer, ComparerAnswer>({
    url: startable('composition/what-if/comparer-thread.js'), name: 'cost-comparer', start,
    does: 'compares costs',
  });
  return {
    next: async (persons) => pieceIn(await thread.ask(persons)),
    sums: async () => sumsIn(await thread.ask('sums')),
    stop: () => thread.stop(),
  };
};

const pieceIn = (answer: ComparerAnswer): Piece =>
  (answer.is === 'piece' ? answer.piece : answeredOtherwise());

const sumsIn = (answer: ComparerAnswer): readonly ComparedSum[] =>
  (answer.is === 'sums' ? answer.sums : answeredOtherwise());

const answeredOtherwise = (): never => {
  throw new Error('A thread that compares answered something else');
};
