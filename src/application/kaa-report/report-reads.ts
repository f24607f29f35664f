import { ReportRead } from '../../domain/kaa-report/events.js';
import { reported } from '../../domain/shared/reported.js';
import type { EventOf } from '../../domain/shared/event.js';
import type { CommandContext, Ledger, Target } from '../ledger/ledger.js';
import type { Legible } from '../ledger/opened-event.js';

type ReadOfReport = EventOf<typeof ReportRead>['data'];

/** A stream of each report's own, since the one of all reports is gone through for every list of them. */
const readsOf = (ledger: Ledger, report: string): Target =>
  ledger.plainStream('kaareport', `read|${report}`);

/** Records that somebody read the rows of a half-year report, and so of everybody in it. */
export const recordReportRead = async (
  ledger: Ledger, said: ReadOfReport, context: CommandContext,
): Promise<void> => {
  const read = reported(ReportRead, said);
  await ledger.execute(
    readsOf(ledger, said.report), { command: 'RecordReportRead', said }, context, () => [read]);
};

/** Who read some reports, as the ledger notes it. */
export const readsOfReports = async (ledger: Ledger, reports: readonly string[]): Promise<Legible[]> => {
  const reads = await Promise.all([...new Set(reports)].map((report) =>
    ledger.read(readsOf(ledger, report).stream)));
  return reads.flat().filter((event): event is Legible => !event.erased);
};
