import { median } from '../measure.js';

/** What one of many of something took. */
export interface Cost {
  readonly perSecond: number;
  /** Processor time of this process, all its threads, in microseconds. */
  readonly cpuUs: number;
}

/** The same through the driver by itself and through the adapter, in the same run. */
export interface SideBySide {
  readonly what: string;
  /** What is counted. */
  readonly unit: string;
  readonly count: number;
  readonly bare: Cost;
  readonly adapter: Cost;
}

/** Does something that is counted; how many there were. */
export type Work = () => Promise<number>;

/** What is measured, both ways: each makes ready what it needs before the clock runs, every time anew. */
export interface Ways {
  readonly what: string;
  readonly unit: string;
  readonly bare: () => Work;
  readonly adapter: () => Work;
}

const collectGarbage = globalThis.gc;

export const progress = (text: string): void => { process.stderr.write(`  adapters: ${text}\n`); };

/** Both ways in turns, after one of each that warms up and is not counted; the median of each. */
export const sideBySide = async (
  { what, unit, bare, adapter }: Ways, rounds: number,
): Promise<SideBySide> => {
  const costs: Record<'bare' | 'adapter', Cost[]> = { bare: [], adapter: [] };
  let count = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const [ofBare, ofAdapter] = [await costOf(bare()), await costOf(adapter())];
    if (ofBare.count !== ofAdapter.count) throw new Error(`${what}: not the same through both`);
    count = ofBare.count;
    if (round === 0) continue;
    costs.bare.push(ofBare);
    costs.adapter.push(ofAdapter);
    const [rate, bareRate] = [ofAdapter, ofBare].map(({ perSecond }) => Math.round(perSecond));
    progress(`${what}, round ${round} of ${rounds}: ${rate} ${unit}/s, the driver by itself ${bareRate}: `
      + `${timesOf(ofAdapter.perSecond, ofBare.perSecond)} its rate, and `
      + `${timesOf(ofAdapter.cpuUs, ofBare.cpuUs)} its processor time`);
  }
  return { what, unit, count, bare: middle(costs.bare), adapter: middle(costs.adapter) };
};

const timesOf = (one: number, other: number): string => `${(one / other).toFixed(2)} times`;

/** What lay about before is cleared away at nobody's cost. */
const costOf = async (work: Work): Promise<Cost & { readonly count: number }> => {
  collectGarbage?.();
  const [cpuBefore, startMs] = [process.cpuUsage(), performance.now()];
  const count = await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { count, perSecond: count / (performance.now() - startMs) * 1_000, cpuUs: (user + system) / count };
};

const middle = (costs: readonly Cost[]): Cost => ({
  perSecond: median(costs.map(({ perSecond }) => perSecond)), cpuUs: median(costs.map(({ cpuUs }) => cpuUs)),
});
