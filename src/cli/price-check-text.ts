import type { PriceFileCheck, RowDifference } from '../application/intake/price-list/check-price-file.js';
import type { PriceKey } from '../domain/price-list/state.js';
import { addDays } from '../domain/shared/civil-date.js';
import { formatKronor } from '../domain/shared/money.js';
import { type Column, type Output } from './output.js';
import { refusalColumns } from './refusals.js';

const SHOWN = 50;

/** A key of a price as one text. */
const keyText = ({ year, principal, studyPath, variant, begun, unit, basis, owner }: PriceKey): string => [
  `${year} ${principal}`, studyPath === '' ? 'any path' : studyPath, variant, begun && `begun ${begun}`,
  unit && `unit ${unit}`, basis, owner,
].filter((part) => part !== undefined).join(' ');

/** Of its key; or, in brackets, what answers for it by a less specific one. */
const inForce = ({ before, instead }: RowDifference): string | undefined =>
  (instead ? `(${formatKronor(instead.perYearOre)})` : before && formatKronor(before.perYearOre));

const columns: readonly Column<RowDifference>[] = [
  ['line', ({ line }) => line], ['price', ({ key }) => keyText(key)], ['from', ({ validOn }) => validOn],
  ['change', ({ change }) => change],
  ['in force kr', inForce, 'right'],
  ['then kr', ({ perYearOre, then }) => formatKronor(then?.perYearOre ?? perYearOre), 'right'],
  ['no price', ({ gap, gapAfter }) => [gap, gapAfter].filter((days) => days !== undefined)
    .map(({ from, to }) => `${from}–${addDays(to, -1)}`).join(', ')],
];

const countsIn = (differences: readonly RowDifference[]): string => {
  const changes = [...new Set(differences.map(({ change }) => change))];
  return changes.map((change) =>
    `${differences.filter((each) => each.change === change).length} ${change}`).join(', ');
};

/** What a price list would change: rows that change nothing are counted and not shown. */
export const printCheck = (output: Output, check: PriceFileCheck): void => {
  const { lines, refused, differences, untouched } = check;
  const counts = differences.length === 0 ? '' : ` (${countsIn(differences)})`;
  output.line(`${lines} rows, ${refused.length} refused, ${differences.length} compared${counts}. `
    + 'Nothing is recorded.');
  if (refused.length > 0) output.table(refusalColumns, refused.slice(0, SHOWN));
  const told = differences.filter(({ change, gap, gapAfter }) =>
    change !== 'same' || gap !== undefined || gapAfter !== undefined);
  if (told.length > 0) output.table(columns, told.slice(0, SHOWN));
  const more = Math.max(refused.length, told.length) - SHOWN;
  if (more > 0) output.line(`… and ${more} more: --json shows them.`);
  for (const { line, reachesBack } of differences) {
    if (!reachesBack) continue;
    output.line(`Line ${line} lowers days gone by [${reachesBack.mark}]: ${reachesBack.source}.`);
  }
  if (untouched.length === 0) return;
  output.line(`${untouched.length} prices in force, of the same years and kinds, are not in the list:`);
  for (const { key } of untouched.slice(0, SHOWN)) output.line(`  ${keyText(key)}`);
  if (untouched.length > SHOWN) output.line(`  … and ${untouched.length - SHOWN} more.`);
};
