import { parentPort } from 'node:worker_threads';

/** First as long again, for the compiler. */
const LONG_MS = 400;

const rows = Array.from({ length: 100 }, (_, index) => ({
  key: `row ${index}`, from: '2026-01-01', to: '2027-01-01', ore: index * 1_000, parts: [index, index + 1],
}));

/** Writes rows as text, reads them back and adds them up: what most of the program's time goes into. */
const round = (sums: Map<string, number>): void => {
  for (const { key, ore, ...row } of JSON.parse(JSON.stringify(rows)) as typeof rows) {
    const name = `${row.from}|${row.to}|${key}`;
    sums.set(name, (sums.get(name) ?? 0) + ore);
  }
};

const roundsIn = (ms: number): number => {
  const sums = new Map<string, number>();
  const start = performance.now();
  let rounds = 0;
  for (; performance.now() - start < ms; rounds += 1) round(sums);
  return rounds / (performance.now() - start) * 1_000;
};

roundsIn(LONG_MS);
parentPort!.postMessage(roundsIn(LONG_MS));
