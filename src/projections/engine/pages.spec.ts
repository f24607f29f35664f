import type { ReadView } from '../../application/ports/read-store.js';
import type { LiveReadModels } from './live-read-models.js';
import { pagesOf } from './pages.js';
import { personByPerson } from './person-by-person.js';

interface Row {
  readonly person: string;
  readonly row: number;
}

const rows = ['a', 'a', 'b', 'c', 'c', 'c', 'd'].map((person, row) =>
  ({ key: `${person}/${row}`, document: { person, row } }));

/** What comes in pieces, and whether somebody else had a turn before each but the first. */
const inTurns = async <T>(pieces: AsyncIterator<T>): Promise<{ pieces: T[]; turns: boolean[] }> => {
  const found = { pieces: [] as T[], turns: [] as boolean[] };
  for (;;) {
    let hadTurn = false;
    setImmediate(() => { hadTurn = true; });
    const { done, value } = await pieces.next();
    if (done) return found;
    if (found.pieces.length > 0) found.turns.push(hadTurn);
    found.pieces.push(value);
  }
};

test('between two pages others have their turn', async () => {
  const pages = pagesOf<Row>(async (after = '') => {
    const left = rows.filter(({ key }) => key > after);
    return { items: left.slice(0, 3), next: left.length > 3 ? left[2]!.key : undefined };
  });
  const found = await inTurns(pages);
  expect(found.pieces.map((page) => page.map(({ row }) => row))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
  expect(found.turns).toEqual([true, true]);
});

test('persons come whole, and between two pieces others have their turn', async () => {
  const scan = async (_: string, after: string, limit: number): Promise<typeof rows> =>
    rows.filter(({ key }) => key > after).slice(0, limit);
  const live = { store: { scan } as unknown as ReadView, collection: async () => 'rows' };
  const found = await inTurns(personByPerson<Row>(live as unknown as LiveReadModels, 'any', 'rows', 4));
  expect(found.pieces.map((piece) => piece.map(({ rows: theirs }) => theirs.map(({ row }) => row))))
    .toEqual([[[0, 1], [2]], [[3, 4, 5]], [[6]]]);
  expect(found.turns).toEqual([true, true]);
});
