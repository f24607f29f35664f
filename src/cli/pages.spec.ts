import type { ApiClient, Query } from './api-client.js';
import { everyPage, type Page } from './pages.js';

test('a list that is shown whole is gone through to its end, page by page', async () => {
  const asked: (Query | undefined)[] = [];
  const pages: Page<number>[] = [{ items: [1, 2], next: 'b' }, { items: [3], next: 'c' }, { items: [4] }];
  const get = (_path: string, query?: Query): Promise<unknown> => {
    asked.push(query);
    return Promise.resolve({ ...pages[asked.length - 1], marks: asked.length });
  };
  const client = { get } as ApiClient;
  const all = await everyPage<Page<number> & { marks: number }>(client, '/v1/list', { of: 'me' });
  expect(all).toEqual({ items: [1, 2, 3, 4], marks: 1 });
  expect(asked.map((query) => query?.after)).toEqual([undefined, 'b', 'c']);
  expect(asked.every((query) => query?.of === 'me' && query.limit === 500)).toBe(true);
});
