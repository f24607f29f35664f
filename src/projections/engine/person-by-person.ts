import { breathe } from '../../application/ledger/breathe.js';
import type { LiveReadModels } from './live-read-models.js';

const ROWS_AT_ONCE = 2_000;

/**
 * All rows of a collection about persons, in pieces of whole persons. Those of one person are of one moment;
 * each person is told of as things stand when their turn comes, so that nothing is held up however slowly
 * somebody reads. Between two pieces others have their turn.
 */
export async function* personByPerson<R extends { readonly person: string }>(
  live: LiveReadModels, projection: string, name: string, atOnce = ROWS_AT_ONCE,
): AsyncGenerator<R[]> {
  for (let after = ''; ;) {
    const found = await live.store.scan<R>(await live.collection(projection, name), after, atOnce);
    const isLast = found.length < atOnce;
    const cut = found.at(-1)?.document.person;
    const others = found.filter(({ document: { person } }) => person !== cut);
    const whole = isLast || others.length === 0 ? found : others;
    yield whole.map(({ document }) => document);
    if (isLast) return;
    after = whole.at(-1)!.key;
    await breathe();
  }
}
