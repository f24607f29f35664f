import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
 * but its last month issued, and a draft of that month; and a price list that moves every price.
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
    const prices = await timed(() => movePrices(liggare, join(region.folder, 'price-list.csv')));
    const { pupils } = rig.sizes;
    const shown = (what: string, seconds: number, most: number, details: Figure['details']): Figure =>
      below(what, seconds, 's', most, { pupils, ...details });
    return [
      shown('a settlement of a whole year prepared', year.seconds, MOST_S.year, { lines: year.lines }),
      shown('a settlement of one month prepared', month.seconds, MOST_S.month,
        { lines: month.lines, issuedBefore: issued.lines, secondsToIssue: issued.seconds }),
      shown('a price list that moves every price, projected', prices.seconds, MOST_S.prices,
        { prices: prices.result }),
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

/** Every price of a list again, decided a year later and a hundred kronor higher. */
const movePrices = async (liggare: Liggare, file: string): Promise<number> => {
  const [header, ...rows] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const columns = header!.split(',');
  const moved = rows.map((row) => row.split(',').map((cell, index) => {
    if (columns[index] === 'amount_sek') return (Number(cell) + 100).toFixed(2);
    if (columns[index] === 'decided_on') return '2026-11-01';
    return cell;
  }).join(','));
  const bytes = (async function* text() { yield Buffer.from(`${[header, ...moved].join('\n')}\n`); })();
  const { actor, organisation } = by('economist');
  const report = await liggare.intake.receive({ kind: 'price-list', bytes, actor, organisation });
  if (report.taken !== rows.length) throw new Error('Not every price was taken');
  await untilProjected(liggare);
  return rows.length;
};
