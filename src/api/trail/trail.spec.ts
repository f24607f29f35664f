import { ApiScene, attempt, began } from '../../../test/support/api-scene.js';
import type { Answer } from '../../../test/support/api-under-test.js';
import type { StoredEvent } from '../../application/ports/event-store.js';
import type { TrailEntry } from '../../application/queries/trail.js';

let scene: ApiScene;
let last: Answer;
beforeAll(async () => { scene = await ApiScene.open(); });
afterAll(() => scene.close());

/** Facts of two municipalities, one after the other, with the other one's first and last. */
beforeEach(async () => {
  await scene.begin();
  for (const [index, municipality] of ['1481', '1480', '1481', '1481', '1480', '1480', '1481'].entries()) {
    const said = { ...attempt, validOn: `2026-02-0${index + 1}`, municipality };
    last = await scene.say('kaa-contact-attempts', scene.administrator, said);
  }
});

interface Page {
  readonly items: readonly TrailEntry[];
  readonly next?: string;
}

/** All pages, as somebody gets them who goes on as long as there is a next one. */
const pagesOf = async (pageAfter: (after: string | undefined) => Promise<Page>): Promise<Page[]> => {
  const pages = [await pageAfter(undefined)];
  for (let { next } = pages[0]!; next !== undefined; { next } = pages.at(-1)!) {
    pages.push(await pageAfter(next));
  }
  return pages;
};

describe('pages are full for as long as there is more to see, and tell nothing of what is hidden', () => {
  test.each(['oldest', 'newest'] as const)('of a person, the %s first', async (order) => {
    const trail = `/v1/persons/${scene.person}/trail?order=${order}`;
    const pages = await pagesOf(async (after) => {
      const rest = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
      return (await scene.get(`${trail}&limit=2${rest}`, scene.officer)).body as unknown as Page;
    });
    const entries = pages.flatMap((page) => page.items);
    const seen = entries.filter(({ category }) => category === 'kaa')
      .map(({ validOn }) => validOn);
    expect(seen.sort()).toEqual(['2026-02-02', '2026-02-05', '2026-02-06']);
    expect(pages.map((page) => page.items.length)).toEqual(inPages(entries.length));
    const whole = (await scene.get(`${trail}&limit=100`, scene.officer)).body as unknown as Page;
    expect(whole).toEqual({ items: entries });
  });

  test.each([true, false])('of an actor (newest first: %s)', async (newestFirst) => {
    await scene.say('name', scene.administrator, { ...began, givenName: 'Maja', familyName: 'Alm' });
    const { trail, store } = scene.api.dependencies;
    const [{ meta: { actor } }] = await store.readAt([String(last.body.position)]) as [StoredEvent];
    await scene.after(last, '/v1/trail?actor=a', scene.administrator);
    const isKaa = (category: string): boolean => category === 'kaa';
    const pages = await pagesOf((after) =>
      trail.ofPosting('actor', actor, isKaa, { newestFirst, limit: 2, after }));
    const entries = pages.flatMap((page) => page.items);
    expect(entries.filter(({ person }) => person === scene.person)).toHaveLength(7);
    expect(pages.map((page) => page.items.length)).toEqual(inPages(entries.length));
  });
});

/** How many entries stand on each page of two. */
const inPages = (entries: number): number[] =>
  Array.from({ length: Math.ceil(entries / 2) }, (_, page) => Math.min(2, entries - 2 * page));
