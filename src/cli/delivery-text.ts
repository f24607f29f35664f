import type { DeliveryReport } from '../application/intake/delivery-report.js';
import type { Output } from './output.js';
import { refusalColumns } from './refusals.js';

const SHOWN = 20;

/** What became of the lines of a delivery. */
export const printReport = (output: Output, report: DeliveryReport): void => {
  const { delivery, lines, taken, known, refused, uncertain, refusals } = report;
  const unsure = uncertain === undefined ? '' : `, ${uncertain} taken or not`;
  const counts = `${taken} taken, ${known} known already, ${refused} refused${unsure}`;
  output.line(`Delivery ${delivery}: ${lines} lines, ${counts}.`);
  if (refusals.length === 0) return;
  output.table(refusalColumns, refusals.slice(0, SHOWN));
  if (refused > SHOWN) output.line(`… and ${refused - SHOWN} more: --json shows them.`);
};
