import { DatabaseSync } from '@photostructure/sqlite';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { type Column, tableText } from '../../src/cli/output.js';

/** One figure beside its limit in the same run. */
export interface Figure {
  readonly work: string;
  readonly measured: number;
  readonly unit: string;
  /** What it is held against, measured in the same run; absent for absolute figures. */
  readonly limit?: { readonly what: string; readonly value: number };
  /** Least or most of the limit, or most of an absolute figure; absent where the project wants nothing. */
  readonly wanted?: string;
  readonly reached?: boolean;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A rate held against its limit: reached when it is at least the wanted share of it. */
export const share = (
  work: string, measured: number, unit: string, limit: { what: string; value: number }, atLeast: number,
  details?: Figure['details'],
): Figure => ({
  work, measured, unit, limit, details, wanted: `≥ ${Math.round(atLeast * 100)} %`,
  reached: measured >= limit.value * atLeast,
});

/** A cost held against another one: reached when it is at most so many times of it. */
export const timesAtMost = (
  work: string, measured: number, unit: string, limit: { what: string; value: number }, atMost: number,
  details?: Figure['details'],
): Figure => ({
  work, measured, unit, limit, details, wanted: `≤ ${Math.round(atMost * 100)} %`,
  reached: measured <= limit.value * atMost,
});

/** A figure beside another one, of which nothing is wanted. */
export const beside = (
  work: string, measured: number, unit: string, limit: { what: string; value: number },
  details?: Figure['details'],
): Figure => ({ work, measured, unit, limit, details });

/** A figure that must stay below a bound. */
export const below = (
  work: string, measured: number, unit: string, bound: number, details?: Figure['details'],
): Figure => ({ work, measured, unit, wanted: `< ${bound} ${unit}`, reached: measured < bound, details });

const rounded = (value: number): string =>
  (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2));

const percent = ({ measured, limit }: Figure): string =>
  (limit ? `${Math.round(measured / limit.value * 100)} %` : '');

const columns: readonly Column<Figure>[] = [
  ['work', ({ work }) => work],
  ['measured', ({ measured }) => rounded(measured), 'right'],
  ['unit', ({ unit }) => unit],
  ['limit in the same run', ({ limit }) => (limit ? `${rounded(limit.value)} (${limit.what})` : '')],
  ['share', percent, 'right'],
  ['wanted', ({ wanted }) => wanted ?? ''],
  ['', ({ reached }) => (reached === undefined ? '' : reached ? 'reached' : 'short')],
];

export const printFigures = (figures: readonly Figure[]): void => {
  process.stdout.write(`${tableText(columns, figures)}\n`);
};

/** The versions of what decides how fast it goes. */
const versions = (): Record<string, string | undefined> => {
  const database = new DatabaseSync(':memory:');
  const { version } = database.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  database.close();
  return { node: process.version, v8: process.versions.v8, sqlite: version };
};

/** How the figures came about, so that a run can be repeated. */
export interface Run {
  readonly scale: string;
  readonly seed: number;
  /** How fast the machine was before the first bench and after each (see `pace`). */
  readonly paces: readonly number[];
}

/** Writes the figures with what they were measured on; returns the file's name. */
export const writeFigures = (figures: readonly Figure[], run: Run): string => {
  mkdirSync('bench-results', { recursive: true });
  const file = `bench-results/${new Date().toISOString().replaceAll(':', '-')}.json`;
  const machine = {
    cpu: cpus()[0]?.model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    /** Over one, five and fifteen minutes: how busy the machine was, with other things too. */
    loadAverages: loadavg(),
  };
  writeFileSync(file, `${JSON.stringify({ machine, versions: versions(), ...run, figures }, null, 2)}\n`);
  return file;
};
