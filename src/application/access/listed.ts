import type { Page } from '../ports/read-store.js';
import { may } from './access.js';
import type { Caller } from './caller.js';

/** A row of a list about persons. */
interface ListedRow {
  readonly person: string;
  readonly name?: string | null;
  readonly protected?: boolean;
}

type IsProtected = (row: ListedRow) => boolean;

const saysItself: IsProtected = (row) => row.protected === true;

/** What is asked of a list: by which place, and what it is sorted by. */
export interface AskedByPlace {
  readonly unit?: string;
  readonly units?: readonly string[];
  readonly municipality?: string;
  readonly sort?: string;
}

/** A page as it is answered. */
export interface ListedPage<R> {
  readonly items: readonly R[];
  readonly next?: string;
}

/** The fields of any list that tell where somebody lives or goes to school. */
const PLACES: ReadonlyMap<string, 'unit' | 'municipality'> = new Map([
  ['unit', 'unit'], ['otherUnit', 'unit'], ['inFavourOf', 'unit'],
  ['municipality', 'municipality'], ['other', 'municipality'], ['leftTo', 'municipality'],
]);

/** What stands in such a field where it tells of no place. */
const NO_PLACES: ReadonlySet<unknown> = new Set([null, '', 'nobody']);

export const seesProtected = (caller: Caller): boolean => may(caller, 'see-protected-identity') === 'allowed';

const isOwn = ({ units, organisation }: Caller, kind: 'unit' | 'municipality', code: unknown): boolean =>
  (kind === 'unit' ? units.includes(code as string) : organisation === code);

/**
 * A row as a caller may see it. Of a protected person no place is told but the caller's own, by which the row
 * is theirs: whoever knows the id of somebody, who has no name here, would learn where that person is.
 */
const withoutPlaces = <R extends ListedRow>(caller: Caller, row: R): R => {
  const hidden = Object.entries(row).filter(([field, value]) => {
    const kind = PLACES.get(field);
    return kind !== undefined && !NO_PLACES.has(value) && !isOwn(caller, kind, value);
  });
  return { ...row, ...Object.fromEntries(hidden.map(([field]) => [field, null])) };
};

/** Whether the answer to such a question would tell by itself where those in it are. */
const tellsPlaces = (caller: Caller, { unit, units, municipality, sort }: AskedByPlace): boolean => {
  const limits = {
    unit: unit === undefined ? units !== undefined : isOwn(caller, 'unit', unit),
    municipality: isOwn(caller, 'municipality', municipality),
  };
  const sorted = PLACES.get(sort ?? '');
  return (unit !== undefined && !limits.unit) || (municipality !== undefined && !limits.municipality)
    || (sorted !== undefined && !limits[sorted]);
};

/**
 * Rows of a list about persons, as a caller may see them. Asked by a place that is not the caller's own, they
 * have nobody who is protected.
 */
export const rowsFor = (caller: Caller, asked: AskedByPlace, isProtected: IsProtected = saysItself) => {
  const [seesAll, leavesOut] = [seesProtected(caller), tellsPlaces(caller, asked)];
  const isNamed = may(caller, 'see-identity') === 'allowed';
  return <R extends ListedRow>(rows: readonly R[]): R[] => rows
    .filter((row) => seesAll || !leavesOut || !isProtected(row))
    .map((row) => (seesAll || !isProtected(row) ? row : withoutPlaces(caller, row)))
    .map((row) => (isNamed || row.name === undefined ? row : { ...row, name: null }));
};

interface PageAsked {
  readonly limit: number;
  readonly after?: string;
}

/** The same page by page. Pages are full whoever is left out, so that nothing tells how many are missing. */
export const listed = async <R extends ListedRow, P extends PageAsked>(
  caller: Caller, asked: AskedByPlace, page: P, find: (page: P) => Promise<Page<R>>,
  isProtected: IsProtected = saysItself,
): Promise<ListedPage<R>> => {
  const shown = rowsFor(caller, asked, isProtected);
  const items: R[] = [];
  let { after } = page;
  do {
    const found = await find({ ...page, limit: page.limit - items.length, after });
    items.push(...shown(found.items.map(({ document }) => document)));
    after = found.next;
  } while (after !== undefined && items.length < page.limit);
  return { items, next: after };
};
