import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Settlements } from '../../src/application/settlement/settlements.js';
import { type Liggare, openEmbedded } from '../../src/composition/embedded.js';
import { timed } from './measure.js';
import { below, type Figure } from './result.js';
import type { Rig } from './rig.js';
import { untilProjected } from './take-in.js';

const MOST_S = { year: 10, month: 2, prices: 5 };
const [LAST_BUT_ONE, LAST] = ['2026-05', '2026-06'];

/**
 * Settlements of a school year over stores in this process: a draft of all of it when nothing is issued; all
 * but its last month issued, and a draft of that month; a price list of a new year, and one that moves every
 * price.
 */
export const settleBench = async (rig: Rig): Promise<Figure[]> => {
  const { folder } = await rig.filled();
  const region = await rig.region(rig.sizes.pupils);
  const liggare = await openEmbedded({ dataFolder: folder });
  try {
    await untilProjected(liggare);
    const year = await draft(liggare.settlements, LAST);
    const issued = await issue(liggare, LAST_BUT_ONE);
    const month = await draft(liggare.settlements, LAST);
    const list = await priceListIn(join(region.folder, 'price-list.csv'));
    const added = await timed(() => publish(liggare, ofNextYear(list)));
    const moved = await timed(() => publish(liggare, higher(list)));
    const { pupils } = rig.sizes;
    const shown = (what: string, seconds: number, most: number, details: Figure['details']): Figure =>
      below(what, seconds, 's', most, { pupils, ...details });
    return [
      shown('a settlement of a whole year prepared', year.seconds, MOST_S.year, { lines: year.lines }),
      shown('a settlement of one month prepared', month.seconds, MOST_S.month,
        { lines: month.lines, issuedBefore: issued.lines, secondsToIssue: issued.seconds }),
      shown('a price list of a new year, projected', added.seconds, MOST_S.prices, { prices: added.result }),
      shown('a price list that moves every price, projected', moved.seconds, MOST_S.prices,
        { prices: moved.result }),
    ];
  } finally {
    await liggare.close();
  }
};

let commands = 0;

/** Who asks, and a command of its own. */
const by = (actor: string) => ({ actor, organisation: 'region', commandKey: `bench-${commands += 1}` });

interface Settled {
  readonly id: string;
  readonly lines: number;
  readonly seconds: number;
}

const prepare = async (settlements: Settlements, through: string): Promise<Settled> => {
  const { seconds } = await timed(() => settlements.prepare({ through }, by('preparer')));
  const { settlement: id, lines } = (await settlements.all()).at(-1)!;
  return { id, lines, seconds };
};

/** Prepared and given up again, so that nothing is left of it. */
const draft = async (settlements: Settlements, through: string): Promise<Settled> => {
  const prepared = await prepare(settlements, through);
  await settlements.abandon(prepared.id, 'measured', by('preparer'));
  return prepared;
};

const issue = async (liggare: Liggare, through: string): Promise<Settled> => {
  const { id, lines } = await prepare(liggare.settlements, through);
  const { seconds } = await timed(async () => {
    await liggare.settlements.approve(id, by('approver'));
    await untilProjected(liggare);
  });
  return { id, lines, seconds };
};

type PriceRow = Readonly<Record<string, string>>;

const priceListIn = async (file: string): Promise<PriceRow[]> =>
  parse(await readFile(file), { columns: true });

const DECIDED_ON = '2026-11-01';

/** The prices of the last year for the year after, which touch whoever is still at school. */
const ofNextYear = (list: readonly PriceRow[]): PriceRow[] => {
  const last = list.map((row) => row['year']!).sort().at(-1)!;
  const next = String(Number(last) + 1);
  return list.filter((row) => row['year'] === last)
    .map((row) => ({ ...row, year: next, valid_from: `${next}-01-01`, decided_on: DECIDED_ON }));
};

/** Every price again, decided later and a hundred kronor higher. */
const higher = (list: readonly PriceRow[]): PriceRow[] => list.map((row) => (
  { ...row, amount_sek: (Number(row['amount_sek']) + 100).toFixed(2), decided_on: DECIDED_ON }));

/** Resolves with the number of prices, once read models have them. */
const publish = async (liggare: Liggare, list: readonly PriceRow[]): Promise<number> => {
  const lines = [Object.keys(list[0]!), ...list.map((row) => Object.values(row))]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  const bytes = (async function* text() { yield Buffer.from(`${lines.join('\n')}\n`); })();
  const { actor, organisation } = by('economist');
  const report = await liggare.intake.receive({ kind: 'price-list', bytes, actor, organisation });
  if (report.taken !== list.length) throw new Error('Not every price was taken');
  await untilProjected(liggare);
  return list.length;
};
