import type { RebuildReport } from '../../application/ports/projection-control.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import { canonicalJson } from '../../domain/shared/fact-order.js';
import { Directory } from './directory.js';
import { alikeOf, documentsOf, sumsOf } from './generation.js';
import type { Projection } from './projection.js';

const EXAMPLES = 20;
const DOCUMENTS_AT_ONCE = 1_000;

/** Counts what is equal and what is not, and keeps some keys of the latter. */
class Tally {
  equal = 0;
  missing = 0;
  extra = 0;
  different = 0;
  readonly examples: string[] = [];

  compare<V>(old: ReadonlyMap<string, V>, made: ReadonlyMap<string, V>, same: (a: V, b: V) => boolean): void {
    for (const [key, value] of old) {
      const other = made.get(key);
      if (other === undefined) this.note('missing', key);
      else if (same(value, other)) this.equal += 1;
      else this.note('different', key);
    }
    for (const key of made.keys()) if (!old.has(key)) this.note('extra', key);
  }

  report(name: string): RebuildReport {
    return { name, ...this };
  }

  private note(kind: 'missing' | 'extra' | 'different', key: string): void {
    this[kind] += 1;
    if (this.examples.length < EXAMPLES) this.examples.push(key);
  }
}

/** A generation, and where it is. */
export interface Side {
  readonly store: ReadStore;
  readonly generation: string;
}

/** Runs a piece of work while nothing is folded. */
export type Undisturbed = <T>(part: () => Promise<T>) => Promise<T>;

/**
 * Compares two generations of a projection, document by document and sum by sum, part by part. Between the
 * parts both may be folded on, as long as that is done to both in one commit.
 */
export const compareGenerations = async (
  { name, alike }: Projection, [old, made]: readonly [Side, Side], undisturbed: Undisturbed,
): Promise<RebuildReport> => {
  const tally = new Tally();
  const collections = alike ? [documentsOf, alikeOf] : [documentsOf];
  for (const collection of collections) {
    for (let after: string | undefined = ''; after !== undefined;) {
      const from: string = after;
      after = await undisturbed(() => compareDocuments([old, made], collection, from, tally));
    }
  }
  await undisturbed(async () => {
    tally.compare(await sumsIn(old), await sumsIn(made), (a, b) => a === b);
  });
  return tally.report(name);
};

/** The same of what answers in either store, while nobody writes to them. */
export const compareLive = async (
  projection: Projection, [old, made]: readonly [ReadStore, ReadStore],
): Promise<RebuildReport> => {
  const live = async (store: ReadStore): Promise<Side> =>
    ({ store, generation: (await new Directory(store).entry(projection.name)).live!.name });
  return compareGenerations(projection, [await live(old), await live(made)], (part) => part());
};

/** Compares the next documents, up to the last key that both lists have come to; gives that key. */
const compareDocuments = async (
  sides: readonly [Side, Side], collection: (generation: string) => string, after: string, tally: Tally,
): Promise<string | undefined> => {
  const lists = await Promise.all(sides.map(({ store, generation }) =>
    store.scanTexts(collection(generation), after, DOCUMENTS_AT_ONCE)));
  const ends = lists.filter((list) => list.length === DOCUMENTS_AT_ONCE).map((list) => list.at(-1)!.key);
  const end = ends.length === 0 ? undefined : ends.reduce((a, b) => (a < b ? a : b));
  const [old, made] = lists.map((list) => new Map(list
    .filter(({ key }) => end === undefined || key <= end).map(({ key, text }) => [key, text])));
  tally.compare(old!, made!, isSame);
  return end;
};

/** Texts differ, too, where facts arrived in another order. */
const isSame = (a: string, b: string): boolean =>
  a === b || canonicalJson(JSON.parse(a)) === canonicalJson(JSON.parse(b));

const sumsIn = async ({ store, generation }: Side): Promise<Map<string, number>> =>
  new Map((await store.sums(sumsOf(generation), '')).map(({ key, value }) => [`sum ${key}`, value]));
