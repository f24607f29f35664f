import type { Command } from 'commander';
import { withConnection } from '../connection.js';
import { CliFailure } from '../failure.js';
import { globalOptions } from '../options.js';
import { consoleOutput } from '../output.js';

interface Status {
  name: string; version: number; state: string; checkpoint: string; lagEvents: number; lagSeconds: number; parked: number;
}
interface Comparison { name: string; equal: number; missing: number; extra: number; different: number }

export const addStatus = (program: Command): void => {
  program.command('status')
    .description('How far the read models are, and what is parked.')
    .action(async (_options: unknown, command: Command) => {
      const global = globalOptions(command);
      const status = await withConnection(global, ({ client }) => client.get<{ head: string; projections: Status[] }>('/v1/projections'));
      const output = consoleOutput(global.json);
      output.result(status, () => {
        output.line(`Ledger at ${status.head}`);
        output.table(['projection', 'state', 'checkpoint', 'lag', 'seconds', 'parked'], status.projections.map((each) =>
          [each.name, each.state, each.checkpoint, each.lagEvents, each.lagSeconds, each.parked]));
      });
    });
};

export const addRebuild = (program: Command): void => {
  program.command('rebuild')
    .description('Make read models anew beside the live ones, compare document by document, and switch.')
    .argument('[projections...]', 'which (all)')
    .addHelpText('after', `
Examples:
  $ liggare rebuild
  $ liggare rebuild cost-allocation --json`)
    .action(async (names: string[], _options: unknown, command: Command) => {
      const global = globalOptions(command);
      const reports = await withConnection(global, ({ client }) =>
        client.post<{ reports: Comparison[] }>('/v1/projections/rebuild', { body: { projections: names } }));
      const output = consoleOutput(global.json);
      output.result(reports, () => output.table(
        ['projection', 'equal', 'missing', 'extra', 'different'],
        reports.reports.map((each) => [each.name, each.equal, each.missing, each.extra, each.different]),
      ));
    });
};

interface Verification {
  events: number; streams: number; erasedEvents: number; findings: { position: string; kind: string }[];
}

export const addVerify = (program: Command): void => {
  program.command('verify')
    .description('Read the whole ledger and check what must always hold.')
    .addHelpText('after', `
Checks that revisions have no gaps, time never goes back, every payload opens and fits its schema, and that
nothing is unreadable that was not erased on a decision. Exit code 1 when something is found.`)
    .action(async (_options: unknown, command: Command) => {
      const global = globalOptions(command);
      const found = await withConnection(global, ({ client }) => client.post<Verification>('/v1/verifications'));
      const output = consoleOutput(global.json);
      output.result(found, () => {
        output.line(`${found.events} events in ${found.streams} streams, ${found.erasedEvents} erased.`);
        if (found.findings.length > 0) {
          output.table(['position', 'finding'], found.findings.map(({ position, kind }) => [position, kind]));
        }
      });
      if (found.findings.length > 0) throw new CliFailure(`${found.findings.length} findings.`);
    });
};
