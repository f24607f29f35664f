import { median, timings } from './measure.js';
import { below, type Figure } from './result.js';
import type { Rig } from './rig.js';
import { serving } from './serving.js';

const MOST_MS = 10;

export const payers = [
  '1480', '1481', '1401', '1402', '1407', '1415', '1419', '1440', '1441', '1462', '1463',
];
const months = ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04'];
const sorts = ['name', 'unit', 'studyPath', 'from'];

/** The nth of a list that begins anew at its end. */
const nth = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

const caseloadPage = (index: number): string => `/v1/caseload?date=${nth(months, index)}-15`
  + `&municipality=${nth(payers, index)}&sort=${nth(sorts, index)}&limit=50`;

const costPage = (index: number): string =>
  `/v1/cost?month=${nth(months, index)}&payer=${nth(payers, index)}&limit=50`;

/** Pages asked for one after the other, each another one than the one before. */
export const pagesBench = async (rig: Rig): Promise<Figure[]> => {
  const { folder, persons } = await rig.filled();
  const stride = Math.max(1, Math.floor(persons.length / rig.sizes.pages));
  const trail = (index: number): string => `/v1/persons/${nth(persons, index * stride)}/trail`;
  return serving(folder, async ({ url, tokenOf }) => {
    const token = await tokenOf('administrator', 'region');
    const at = { url, token, count: rig.sizes.pages };
    const measure = (what: string, addressOf: (index: number) => string): Promise<Figure> =>
      p99OfPages(what, addressOf, at);
    return [
      await measure('a caseload page', caseloadPage),
      await measure('a cost page', costPage),
      await measure('a person\'s trail', trail),
    ];
  });
};

/** Who is asked, and how often. */
interface Asked {
  readonly url: string;
  readonly token: string;
  readonly count: number;
}

/**
 * The slowest of a hundred pages, each another one than the one before, of a server that has answered as many
 * before; those are told beside, since the code of a server just started is not compiled yet.
 */
export const p99OfPages = (
  what: string, addressOf: (index: number) => string, { url, token, count }: Asked,
): Promise<Figure> => p99Of(what, count, (index) => page(`${url}${addressOf(index)}`, token));

const p99Of = async (
  what: string, count: number, request: (index: number) => Promise<Answered>,
): Promise<Figure> => {
  const answers: Answered[] = [];
  for (let index = 0; index < 2 * count; index += 1) answers.push(await request(index));
  const [first, warm] = [answers.slice(0, count), answers.slice(count)]
    .map((some) => timings(some.map(({ ms }) => ms)));
  const medianCharacters = median(answers.map(({ characters }) => characters));
  return below(`${what}, p99`, warm!.p99Ms, 'ms', MOST_MS, {
    ...warm!, firstP50Ms: first!.p50Ms, firstP99Ms: first!.p99Ms, medianCharacters,
  });
};

/** A page: milliseconds until all of it was here, and how much it was. */
interface Answered {
  readonly ms: number;
  readonly characters: number;
}

const page = async (url: string, token: string): Promise<Answered> => {
  const startMs = performance.now();
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  const ms = performance.now() - startMs;
  if (!response.ok) throw new Error(`${url.replace(/persons\/[^/]+/, 'persons/…')}: ${text}`);
  return { ms, characters: text.length };
};
