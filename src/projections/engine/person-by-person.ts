import { breathe } from '../../application/ledger/breathe.js';
import type { LiveReadModels } from './live-read-models.js';
import { personIn } from './rows-by-person.js';

const ROWS_AT_ONCE = 2_000;

/** All rows of a person in a collection, in the order of their keys. */
export interface PersonRows<R> {
  readonly person: string;
  readonly rows: readonly R[];
}

/**
 * All rows of a collection about persons, in pieces of whole persons. Those of one person are of one moment;
 * each person is told of as things stand when their turn comes, so that nothing is held up however slowly
 * somebody reads. Between two pieces others have their turn.
 */
export async function* personByPerson<R>(
  live: LiveReadModels, projection: string, name: string, atOnce = ROWS_AT_ONCE,
): AsyncGenerator<PersonRows<R>[]> {
  for (let after = ''; ;) {
    const found = await live.store.scan<R>(await live.collection(projection, name), after, atOnce);
    const isLast = found.length < atOnce;
    const cut = isLast ? undefined : personIn(found.at(-1)!.key);
    const others = found.filter(({ key }) => personIn(key) !== cut);
    const whole = others.length === 0 ? found : others;
    yield ofEach(whole);
    if (isLast) return;
    after = whole.at(-1)!.key;
    await breathe();
  }
}

const ofEach = <R>(found: readonly { readonly key: string; readonly document: R }[]): PersonRows<R>[] => {
  const persons = new Map<string, R[]>();
  for (const { key, document } of found) {
    const person = personIn(key);
    const rows = persons.get(person);
    if (rows) rows.push(document);
    else persons.set(person, [document]);
  }
  return [...persons].map(([person, rows]) => ({ person, rows }));
};
