import { readModelOf, type ReadModel } from '../../../test/support/read-models.js';
import {
  droppedOut, enrolled, named, NORTH, pathChanged, placed, protectionSet, registeredIn, SOUTH, WEST,
} from '../../../test/support/events.js';
import type { FactEvent } from '../../../test/support/caseload-of.js';
import { asFacts } from '../../../test/support/given-when-then.js';
import type { Page } from '../../application/ports/read-store.js';
import { caseload } from './caseload.js';
import { type CaseloadFilter, CaseloadQueries, type PageOf } from './queries.js';

const called = (familyName: string, ...events: readonly FactEvent[]) =>
  asFacts([named({ familyName }), registeredIn(), ...events]);

const protection = protectionSet({ protection: 'secrecy-marking' });
const inMölndal = registeredIn({ validOn: '2011-01-01', municipality: '1481' });

/** By person: who is where, as far as it goes. */
const lives = {
  dahl: called('Dahl', enrolled({ studyPath: 'TE' }), inMölndal),
  berg: called('Berg', enrolled(), droppedOut({ validOn: '2026-02-01' })),
  cedergren: called('Cedergren', enrolled(), enrolled({ unit: SOUTH, validOn: '2026-01-10' }), inMölndal),
  abel: called('Abel', placed({ unit: WEST })),
  hidden: called('Ek', enrolled({ unit: SOUTH }), protection, pathChanged({ unit: WEST })),
};

const SEEN = { on: '2026-03-01', lookedAt: '2026-06-15' } as const;

let model: ReadModel;
let queries: CaseloadQueries;
beforeAll(async () => {
  model = await readModelOf(caseload, lives);
  queries = new CaseloadQueries(model);
});
afterAll(() => model.close());

const persons = ({ items }: Page<{ person: string }>): string[] =>
  items.map(({ document }) => document.person);

/** Persons of all pages, each asked for with the end of the one before. */
const onAllPages = async <S extends string>(
  ask: (page: PageOf<S>) => Promise<Page<{ person: string }>>, page: PageOf<S>,
): Promise<string[]> => {
  const found: string[] = [];
  for (let after: string | undefined; ;) {
    const { items, next } = await ask({ ...page, after });
    expect(items.length).toBeLessThanOrEqual(page.limit);
    found.push(...items.map(({ document }) => document.person));
    if (next === undefined) return found;
    after = next;
  }
};

const placements = (filter: Partial<CaseloadFilter> = {}, page: Partial<PageOf<'name' | 'unit'>> = {}) =>
  queries.placements({ ...SEEN, ...filter }, { sort: 'name', limit: 50, ...page });

describe('who is where on a day', () => {
  test('by name, those without one first', async () => {
    expect(persons(await placements())).toEqual(['hidden', 'cedergren', 'cedergren', 'dahl']);
  });

  test('on another day it was others', async () => {
    expect(persons(await placements({ on: '2026-01-09' }))).toEqual(['hidden', 'berg', 'cedergren', 'dahl']);
  });

  test('from the first day on, and not on the day it ends', async () => {
    expect(persons(await placements({ on: '2026-01-09', unit: SOUTH }))).toEqual(['hidden']);
    expect(persons(await placements({ on: '2026-01-10', unit: SOUTH }))).toEqual(['hidden', 'cedergren']);
    expect(persons(await placements({ on: '2026-01-31' }))).toContain('berg');
    expect(persons(await placements({ on: '2026-02-01' }))).not.toContain('berg');
  });

  test('a summer placement counts for who looks before its deadline', async () => {
    const early = { on: '2025-08-20', lookedAt: '2025-09-15' };
    expect(persons(await placements(early))).toEqual(['hidden', 'abel', 'berg', 'cedergren', 'dahl']);
    expect(persons(await placements({ ...early, lookedAt: '2025-09-16' }))).not.toContain('abel');
  });

  test.each([
    [{ unit: NORTH }, ['cedergren', 'dahl']],
    [{ units: [SOUTH, WEST] }, ['hidden', 'cedergren']],
    [{ units: [] }, []],
    [{ municipality: '1481' }, ['cedergren', 'cedergren', 'dahl']],
    [{ studyPath: 'TE' }, ['dahl']],
    [{ unit: NORTH, municipality: '1481', studyPath: 'NA' }, ['cedergren']],
    [{ person: 'cedergren' }, ['cedergren', 'cedergren']],
  ])('filtered by %j', async (filter, expected) => {
    expect(persons(await placements(filter))).toEqual(expected);
  });

  test('page by page it is the same, in either direction', async () => {
    for (const sort of ['name', 'unit', 'municipality', 'studyPath', 'from'] as const) {
      const ask = (page: PageOf<typeof sort>) => queries.placements(SEEN, page);
      const [whole, pages] = [await ask({ sort, limit: 50 }), await onAllPages(ask, { sort, limit: 1 })];
      expect(pages).toEqual(persons(whole));
      expect(await onAllPages(ask, { sort, limit: 3, descending: true })).toEqual(persons(whole).reverse());
    }
  });
});

test('who has left: by day, by name or by municipality', async () => {
  const left = async (lookedAt: string, municipality?: string) => persons(await queries.left(
    { on: '2026-03-01', lookedAt, municipality }, { sort: 'leftOn', limit: 50 },
  ));
  expect(await left('2026-06-15')).toEqual(['abel', 'berg']);
  expect(await left('2025-09-15')).toEqual(['berg']);
  expect(await left('2025-09-16')).toEqual(['abel', 'berg']);
  expect(await left('2026-06-15', '1481')).toEqual([]);
  const byName = await queries.left(SEEN, { sort: 'name', limit: 50, descending: true });
  expect(persons(byName)).toEqual(['berg', 'abel']);
});

test('whom two schools claim: each school finds its own row', async () => {
  const { items } = await queries.overlaps({ ...SEEN, unit: SOUTH }, { sort: 'unit', limit: 50 });
  expect(items.map(({ document }) => [document.person, document.unit, document.otherUnit]))
    .toEqual([['cedergren', SOUTH, NORTH]]);
  const before = await queries.overlaps({ ...SEEN, on: '2026-01-09' }, { sort: 'from', limit: 50 });
  expect(persons(before)).toEqual([]);
});

test('what is flagged, at a school or at any', async () => {
  const flags = async (unit?: string) => persons(await queries.flags(
    { lookedAt: SEEN.lookedAt, unit }, { sort: 'on', limit: 50 },
  ));
  expect(await flags()).toEqual(['hidden']);
  expect(await flags(WEST)).toEqual(['hidden']);
  expect(await flags(NORTH)).toEqual([]);
});

describe('counts', () => {
  test('on a day, split as asked', async () => {
    expect(await queries.counts(SEEN, ['unit'])).toEqual([
      { unit: NORTH, placements: 2 }, { unit: SOUTH, placements: 2 },
    ]);
    expect(await queries.counts(SEEN, ['municipality', 'studyPath'])).toEqual([
      { municipality: '1407', studyPath: 'NA', placements: 1 },
      { municipality: '1481', studyPath: 'NA', placements: 2 },
      { municipality: '1481', studyPath: 'TE', placements: 1 },
    ]);
    expect(await queries.counts({ ...SEEN, unit: NORTH }, ['municipality'])).toEqual([
      { municipality: '1481', placements: 2 },
    ]);
    expect(await queries.counts(SEEN, [])).toEqual([{ placements: 4 }]);
  });

  test('nothing where there is nobody', async () => {
    expect(await queries.counts({ ...SEEN, on: '2024-01-01' }, ['unit'])).toEqual([]);
  });

  test.each([
    {}, { municipality: '1481' }, { municipality: '1481', unit: NORTH }, { unit: SOUTH },
    { units: [SOUTH, WEST] }, { studyPath: 'TE' }, { on: '2026-01-10' }, { on: '2026-02-01' },
    { on: '2025-08-20', lookedAt: '2025-09-15' },
  ])('are how many rows there are: %j', async (filter) => {
    const [counted] = await queries.counts({ ...SEEN, ...filter }, []);
    expect(counted?.placements).toBe((await placements(filter)).items.length);
  });
});
