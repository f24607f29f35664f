import type { Page } from '../ports/read-store.js';
import type { Caller, Role } from './caller.js';
import { type AskedByPlace, listed } from './listed.js';

const [SCHOOL, OTHER] = ['94353434', '49918856'] as const;

const caller = (role: Role, organisation: string, ...units: string[]): Caller =>
  ({ actor: 'local:x', roles: [role], organisation, units });
const registrar = caller('registrar', '1480', SCHOOL);
const officer = caller('follow-up-officer', '1480');
const regional = caller('follow-up-officer', 'region');
const auditor = caller('auditor', '1480');

const row = (person: string, isProtected: boolean) => ({
  person, name: isProtected ? null : 'Ek, Maja', protected: isProtected, unit: SCHOOL, otherUnit: OTHER,
  municipality: '1480', inFavourOf: 'nobody', studyPath: 'NA',
});

/** Five rows, of which the second and the third are about protected persons, page by page. */
const rows = [false, true, true, false, false].map((one, index) => row(String(index), one));
type Asked = { readonly limit: number; readonly after?: string };
const find = async ({ limit, after = '0' }: Asked): Promise<Page<typeof rows[0]>> => {
  const end = Number(after) + limit;
  const items = rows.slice(Number(after), end).map((document) => ({ key: document.person, document }));
  return { items, ...(end < rows.length && { next: String(end) }) };
};

const seen = (by: Caller, asked: AskedByPlace = {}) => listed(by, asked, { limit: 9 }, find);
const secret = async (by: Caller, asked?: AskedByPlace) =>
  (await seen(by, asked)).items.find((one) => one.protected);

test('of a protected person no place is told but the caller\'s own', async () => {
  expect(await secret(registrar, { units: [SCHOOL] })).toMatchObject({
    person: '1', unit: SCHOOL, otherUnit: null, municipality: '1480', inFavourOf: 'nobody',
  });
  expect(await secret(officer, { municipality: '1480' }))
    .toMatchObject({ unit: null, otherUnit: null, municipality: '1480', studyPath: 'NA' });
  expect(await secret(regional)).toMatchObject({ unit: null, otherUnit: null, municipality: null });
  expect(await secret(auditor)).toEqual(rows[1]);
  expect((await seen(officer)).items[0]).toEqual(rows[0]);
});

test.each<[string, Caller, AskedByPlace]>([
  ['a school', officer, { municipality: '1480', unit: SCHOOL }],
  ['a municipality', regional, { municipality: '1480' }],
  ['an order by school', officer, { municipality: '1480', sort: 'unit' }],
  ['an order by municipality', registrar, { units: [SCHOOL], sort: 'municipality' }],
])('asked by %s that is not the caller\'s own, a list has nobody who is protected', async (_, by, asked) => {
  expect(await secret(by, asked)).toBeUndefined();
  expect(await secret(auditor, asked)).toBeDefined();
});

test.each<[string, Caller, AskedByPlace]>([
  ['school', registrar, { unit: SCHOOL, sort: 'unit' }],
  ['municipality', officer, { municipality: '1480', sort: 'municipality' }],
])('asked by the caller\'s own %s, it has everybody', async (_, by, asked) => {
  expect((await seen(by, asked)).items).toHaveLength(rows.length);
});

test('pages are full whoever is left out, and end where the list does', async () => {
  const asked = { unit: SCHOOL };
  const first = await listed(officer, asked, { limit: 2 }, find);
  expect(first.items.map(({ person }) => person)).toEqual(['0', '3']);
  const second = await listed(officer, asked, { limit: 2, after: first.next! }, find);
  expect([second.items.map(({ person }) => person), second.next]).toEqual([['4'], undefined]);
});
