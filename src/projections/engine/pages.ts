import { breathe } from '../../application/ledger/breathe.js';
import type { Page } from '../../application/ports/read-store.js';

/**
 * The documents of every page, page by page; `ask` gives the page that comes after a cursor. Between two of
 * them others have their turn.
 */
export async function* pagesOf<D>(ask: (after?: string) => Promise<Page<D>>): AsyncGenerator<D[]> {
  for (let after: string | undefined; ;) {
    const { items, next } = await ask(after);
    yield items.map(({ document }) => document);
    if (next === undefined) return;
    after = next;
    await breathe();
  }
}
