import { Argument, type Command, InvalidArgumentError } from 'commander';
import type { ChargeSum, LineFilter } from '../../application/ports/charge-source.js';
import { deviationKinds } from '../../domain/cost/remedies.js';
import type { MonthsAsked } from '../../domain/settlement/decide.js';
import type { Settlement } from '../../domain/settlement/state.js';
import type { DeviationCount } from '../../projections/cost-allocation/deviation-counts.js';
import type { ApiClient, Query } from '../api-client.js';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { printFile } from '../files.js';
import { addPageOptions, isId, month, option } from '../options.js';
import { everyPage, type Page, printRows } from '../pages.js';
import { type Session, sessionOf } from '../session.js';
import {
  deviationColumns, type DeviationTold, draftColumns, type Line, lineColumns, printDebts,
  printDeviationCounts, printRemedies, printSettlement, settlementColumns,
} from '../settlement-text.js';
import type { Terminal } from '../terminal.js';
import { addReconcile } from './settle-reconcile.js';
import { addVouchers } from './settle-vouchers.js';

const PATH = '/v1/settlements';

interface Sums {
  readonly items: readonly ChargeSum[];
}

interface DraftOptions extends LineFilter {
  readonly through: string;
  readonly reachesBackTo?: string;
  readonly lines?: boolean;
  readonly outside?: boolean;
  readonly deviations?: boolean;
  readonly kind?: string;
  readonly limit: number;
  readonly after?: string;
}

interface StatementOptions extends LineFilter {
  readonly format: string;
  readonly wholeKronor?: true;
}

interface LinesOptions extends LineFilter {
  readonly limit: number;
  readonly after?: string;
}

const settlementId = (text: string): string => {
  if (isId(text)) return text;
  throw new InvalidArgumentError('Write the id of a settlement; "liggare settle list" shows them.');
};

const addSettlement = (command: Command): Command => command
  .addArgument(new Argument('<settlement>', 'id of the settlement').argParser(settlementId));

const throughOption = () =>
  option('--through <yyyy-mm>', 'the last month; all before it are settled with it', month)
    .makeOptionMandatory();

const reachesBackOption = () =>
  option('--reaches-back-to <yyyy-mm>', 'by decision: also what is too long ago, from this month on', month);

const addPart = (command: Command): Command => command
  .option('--payer <code>', 'one paying municipality')
  .option('--principal <id>', 'one principal that is paid')
  .option('--unit <code>', 'one school unit');

/** A settlement and, where that can be known, what it comes to between each payer and each payee. */
interface Shown {
  readonly settlement: Settlement;
  readonly sums?: readonly ChargeSum[];
  /** Of one that is not issued: what it leaves out or doubts. */
  readonly deviations?: readonly DeviationCount[];
}

const lookAt = async (client: ApiClient, id: string, atLeast?: string): Promise<Shown> => {
  const settlement = await client.get<Settlement>(`${PATH}/${id}`);
  const { stage, through, reachesBackTo } = settlement;
  if (stage !== 'issued' && stage !== 'prepared') return { settlement };
  if (stage === 'issued') {
    return { settlement, sums: (await client.get<Sums>(`${PATH}/${id}/sums`, { atLeast })).items };
  }
  const { items: sums } = await client.get<Sums>(`${PATH}/draft/sums`, { through, reachesBackTo, atLeast });
  return { settlement, sums, deviations: await deviationCounts(client, { through, atLeast }) };
};

const deviationCounts = async (client: ApiClient, query: Query): Promise<readonly DeviationCount[]> =>
  (await client.get<{ items: DeviationCount[] }>(`${PATH}/draft/deviations/counts`, query)).items;

const print = ({ output }: Session, shown: Shown): void => output.result(shown, () => {
  const { settlement, sums, deviations } = shown;
  printSettlement(output, settlement);
  if (sums) printDebts(output, sums);
  if (deviations) printDeviationCounts(output, settlement.through, deviations);
  if (settlement.stage === 'prepared') {
    output.line(`To issue it, as somebody else: liggare settle approve ${settlement.settlement}`);
  }
});

interface Receipt {
  readonly position: string;
}

/** Does something to a settlement, and shows what has become of it. */
const change = async (session: Session, id: string, what: string, json?: unknown): Promise<void> =>
  print(session, await withClient(session, async (client) => {
    const { position } = await client.post<Receipt>(`${PATH}/${id}/${what}`, { json });
    return lookAt(client, id, position);
  }));

const mustAskOneThing = ({ lines, outside, deviations, kind, reachesBackTo }: DraftOptions): void => {
  if ([lines, outside, deviations].filter((each) => each !== undefined).length > 1) {
    throw new CliFailure('Choose one of --lines, --outside and --deviations.', WRONG_USAGE);
  }
  if (kind !== undefined && !deviations) throw new CliFailure('--kind is of --deviations.', WRONG_USAGE);
  if (deviations && reachesBackTo !== undefined) {
    throw new CliFailure('--deviations are of every month; leave --reaches-back-to out.', WRONG_USAGE);
  }
};

/** What a settlement would leave out or doubts, and once for each kind what would resolve it. */
const printDeviations = async (
  session: Session, query: Omit<DraftOptions, 'lines' | 'outside' | 'deviations'>,
): Promise<void> => {
  const { output } = session;
  const page = await withClient(session, (client, atLeast) =>
    client.get<Page<DeviationTold>>(`${PATH}/draft/deviations`, { ...query, atLeast }));
  output.result(page, () => {
    printRows(output, deviationColumns, page);
    printRemedies(output, page.items);
  });
};

const addDraft = (settle: Command, terminal: Terminal): void => {
  addPart(addPageOptions(settle.command('draft')))
    .description('What settling through a month would come to now. Nothing is recorded.')
    .addOption(throughOption())
    .addOption(reachesBackOption())
    .option('--lines', 'instead: line by line')
    .option('--outside', 'instead: the lines that are left out, being of months too long ago')
    .option('--deviations', 'instead: what is left out or doubted, and what would resolve it')
    .addOption(option('--kind <kind>', 'of --deviations: one kind').choices(deviationKinds))
    .addHelpText('after', `
Examples:
  $ liggare settle draft --through 2026-03
  $ liggare settle draft --through 2026-03 --payer 1481 --lines
  $ liggare settle draft --through 2026-03 --outside
  $ liggare settle draft --through 2026-03 --deviations --kind missing-price`)
    .action(async (options: DraftOptions, command: Command) => {
      const { lines, outside, deviations, limit, after, ...part } = options;
      const session = sessionOf(command, terminal);
      const { output } = session;
      mustAskOneThing(options);
      if (deviations) return printDeviations(session, { ...part, limit, after });
      if (lines || outside) {
        const path = outside ? `${PATH}/draft/outside` : `${PATH}/draft`;
        const page = await withClient(session, (client, atLeast) =>
          client.get<Page<Line>>(path, { ...part, limit, after, atLeast }));
        return output.result(page, () => printRows(output, draftColumns, page));
      }
      const { through, payer, principal, unit } = part;
      const draft = await withClient(session, async (client, atLeast) => ({
        ...await client.get<Sums>(`${PATH}/draft/sums`, { ...part, atLeast }),
        deviations: await deviationCounts(client, { through, payer, principal, unit, atLeast }),
      }));
      output.result(draft, () => {
        printDebts(output, draft.items);
        printDeviationCounts(output, through, draft.deviations);
      });
    });
};

const addPrepare = (settle: Command, terminal: Terminal): void => {
  settle.command('prepare')
    .description('Work out what settling through a month comes to, for somebody else to approve.')
    .addOption(throughOption())
    .addOption(reachesBackOption())
    .option('--reason <code>', 'why it reaches back, as a code such as court-ruling')
    .addHelpText('after', `
Examples:
  $ liggare settle prepare --through 2026-03
  $ liggare settle prepare --through 2026-03 --reaches-back-to 2023-01 --reason court-ruling

A settlement that nobody approved yet gives way to the new one.`)
    .action(async (json: MonthsAsked, command: Command) => {
      const session = sessionOf(command, terminal);
      print(session, await withClient(session, async (client) => {
        const { settlement, position } = await client.post<Receipt & { settlement: string }>(PATH, { json });
        return lookAt(client, settlement, position);
      }));
    });
};

const addApprove = (settle: Command, terminal: Terminal): void => {
  addSettlement(settle.command('approve'))
    .description('Approve what somebody else prepared, and issue it. Ends when every line is recorded.')
    .addHelpText('after', `
Examples:
  $ liggare settle approve 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e

Who prepared a settlement cannot approve it. Without --token everything is done as one and the same,
"local:terminal": prepare or approve under a token of your own (liggare token --help). A settlement that was
cut off while it was issued is issued to its end by approving it again.`)
    .action((id: string, _options: object, command: Command) =>
      change(sessionOf(command, terminal), id, 'approval'));
};

const addGiveUp = (settle: Command, terminal: Terminal): void => {
  addSettlement(settle.command('give-up'))
    .description('Give up a settlement that is not issued.')
    .requiredOption('--reason <code>', 'why, as a code such as wrong-month')
    .addHelpText('after', `
Examples:
  $ liggare settle give-up 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e --reason wrong-month`)
    .action((id: string, json: { reason: string }, command: Command) =>
      change(sessionOf(command, terminal), id, 'abandonment', json));
};

const addList = (settle: Command, terminal: Terminal): void => {
  settle.command('list')
    .description('All settlements, the newest first.')
    .addHelpText('after', `
Examples:
  $ liggare settle list
  $ liggare settle list --json`)
    .action(async (_options: object, command: Command) => {
      const session = sessionOf(command, terminal);
      const all = await withClient(session, (client) => everyPage<Page<Settlement>>(client, PATH));
      session.output.result(all, () => printRows(session.output, settlementColumns, all));
    });
};

const addShow = (settle: Command, terminal: Terminal): void => {
  addSettlement(settle.command('show'))
    .description('Where a settlement has come, and who owes whom how much by it.')
    .addHelpText('after', `
Examples:
  $ liggare settle show 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e

What is only prepared is shown as it would come to now.`)
    .action(async (id: string, _options: object, command: Command) => {
      const session = sessionOf(command, terminal);
      print(session, await withClient(session, (client, atLeast) => lookAt(client, id, atLeast)));
    });
};

const addLines = (settle: Command, terminal: Terminal): void => {
  addPart(addPageOptions(addSettlement(settle.command('lines'))))
    .description('The lines of an issued settlement.')
    .addHelpText('after', `
Examples:
  $ liggare settle lines 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e --payer 1481`)
    .action(async (id: string, options: LinesOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const page = await withClient(session, (client, atLeast) =>
        client.get<Page<Line>>(`${PATH}/${id}/lines`, { ...options, atLeast }));
      session.output.result(page, () => printRows(session.output, lineColumns, page));
    });
};

const addStatement = (settle: Command, terminal: Terminal): void => {
  addPart(addSettlement(settle.command('statement')))
    .description('The basis of an invoice as a file, on standard output: lines, totals, policies used.')
    .addOption(option('--format <form>', 'how it is written').choices(['csv', 'xlsx', 'json']).default('csv'))
    .option('--whole-kronor', 'round what is to be paid, in a line of its own')
    .addHelpText('after', `
Examples:
  $ liggare settle statement 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e --payer 1481 > 1481.csv
  $ liggare settle statement 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e --principal 1482 --format xlsx > 1482.xlsx

Of a pupil whose identity is protected, only the line is named.`)
    .action((id: string, { wholeKronor, ...options }: StatementOptions, command: Command) =>
      printFile(sessionOf(command, terminal), `${PATH}/${id}/statement`, {
        ...options, ...(wholeKronor && { rounding: 'krona' }),
      }));
};

export const addSettle = (program: Command, terminal: Terminal): void => {
  const settle = program.command('settle')
    .description('Settle months: draft, prepare, have approved by somebody else, and read what was issued.')
    .addHelpText('after', `
Examples:
  $ liggare settle draft --through 2026-03
  $ liggare settle prepare --through 2026-03
  $ liggare settle list`);
  for (const add of [addDraft, addPrepare, addList, addShow, addApprove, addGiveUp, addLines, addStatement]) {
    add(settle, terminal);
  }
  addReconcile(addPart(settle.command('reconcile')), terminal);
  addVouchers(addSettlement(settle.command('vouchers')), terminal);
};
