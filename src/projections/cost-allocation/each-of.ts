import type { Page } from '../../application/ports/read-store.js';
import type { PageOf } from './cost-filter.js';

const AT_ONCE = 500;

/** Takes every row of a list, page by page. */
export const eachOf = async <R>(
  find: (page: PageOf) => Promise<Page<R>>, take: (row: R) => void,
): Promise<void> => {
  for (let after: string | undefined, isMore = true; isMore; isMore = after !== undefined) {
    const { items, next } = await find({ limit: AT_ONCE, after });
    for (const { document } of items) take(document);
    after = next;
  }
};
