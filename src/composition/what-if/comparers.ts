import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CompareAll, Comparing } from '../../application/cost/what-if.js';
import { workerUrl } from '../../infrastructure/worker-url.js';
import {
  addSums, CompareRange, type ComparedSum, type Comparison, type PersonsAfter, type Piece,
} from '../../projections/cost-allocation/compare-range.js';
import type { CostSources } from '../../projections/cost-allocation/cost-of-person.js';
import type { HistorySources } from '../../projections/engine/histories.js';
import { RANGES } from '../../projections/engine/person-build.js';
import { HEAP_MIB } from '../projector/messages.js';
import type { ComparerStart, FromComparer, ToComparer } from './messages.js';

/** More would wait for each other at the files. */
const MOST_THREADS = 4;

/** Compares some persons after others, and tells at the end what they came to. */
interface Comparer {
  next(persons: PersonsAfter): Promise<Piece>;
  sums(): Promise<readonly ComparedSum[]>;
  stop(): Promise<void>;
}

/** One after the other, in the thread of the caller. */
export const comparingHere = (
  ledger: HistorySources, isMunicipality: CostSources['isMunicipality'],
): CompareAll => (comparison) => {
  const range = new CompareRange(ledger, comparison, isMunicipality);
  return comparedBy([{
    next: (persons) => range.next(persons), sums: async () => range.sums(), stop: async () => undefined,
  }]);
};

/** In threads of their own, one for each core, which end with the answer. */
export const comparingInThreads = (start: Omit<ComparerStart, 'comparison'>): CompareAll =>
  (comparison) => inThreads(start, comparison);

async function* inThreads(
  start: Omit<ComparerStart, 'comparison'>, comparison: Comparison,
): AsyncGenerator<Comparing> {
  const count = Math.min(availableParallelism(), MOST_THREADS);
  yield* comparedBy(Array.from({ length: count }, () => new ComparerThread({ ...start, comparison })));
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
async function* comparedBy(comparers: readonly Comparer[]): AsyncGenerator<Comparing> {
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

/** A thread that is asked for one thing at a time. */
class ComparerThread implements Comparer {
  private readonly worker: Worker;
  private readonly gone: Promise<unknown>;

  constructor(start: ComparerStart) {
    this.worker = new Worker(workerUrl('./comparer-thread.js', import.meta.url), {
      name: 'cost-comparer', workerData: start, resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    });
    this.gone = once(this.worker, 'exit');
    this.gone.catch(() => undefined); // whoever waits for an answer hears of the error
  }

  async next(persons: PersonsAfter): Promise<Piece> {
    const answer = await this.ask(persons);
    if (answer.is !== 'piece') throw new Error('A thread that compares answered something else');
    return answer.piece;
  }

  async sums(): Promise<readonly ComparedSum[]> {
    const answer = await this.ask('sums');
    if (answer.is !== 'sums') throw new Error('A thread that compares answered something else');
    return answer.sums;
  }

  async stop(): Promise<void> {
    this.worker.postMessage('stop' satisfies ToComparer);
    await Promise.allSettled([this.gone]);
  }

  private ask(message: ToComparer): Promise<FromComparer> {
    return new Promise((resolve, reject) => {
      const settle = (conclude: () => void): void => {
        this.worker.off('message', take).off('error', fail).off('exit', end);
        conclude();
      };
      const take = (answer: FromComparer): void => settle(() => (answer.is === 'failure'
        ? reject(Object.assign(new Error(answer.message), { name: answer.name })) : resolve(answer)));
      const fail = (error: Error): void => settle(() => reject(error));
      const end = (): void => fail(new Error('A thread that compares costs has ended'));
      this.worker.on('message', take).once('error', fail).once('exit', end);
      this.worker.postMessage(message);
    });
  }
}
