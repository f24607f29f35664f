import type { Command } from 'commander';
import { withConnection } from '../connection.js';
import { CliFailure } from '../failure.js';
import { globalOptions, wholeNumber } from '../options.js';
import { consoleOutput } from '../output.js';

interface TrailOptions {
  person?: string; stream?: string; delivery?: string; actor?: string; from?: string; to?: string; oldestFirst?: boolean;
  limit: number; after?: string;
}
interface Entry {
  recordedAt: string; type: string; validOn?: string; reportedAt?: string; actor: string; delivery?: string; line?: number;
  withdraws?: string; withdrawnBy?: string; erased: boolean; id: string;
}
interface TrailPage { entries: Entry[]; next?: string }

const remark = (entry: Entry): string => [
  entry.erased ? 'erased' : '', entry.withdraws ? `withdraws ${entry.withdraws}` : '',
  entry.withdrawnBy ? `withdrawn by ${entry.withdrawnBy}` : '',
].filter((text) => text !== '').join('; ');

export const addTrail = (program: Command): void => {
  program.command('trail')
    .description('Every event of a person, a stream, a delivery, an actor or a period, newest first.')
    .option('--person <id>', 'a person, over all ids and streams')
    .option('--stream <name>', 'one stream')
    .option('--delivery <id>', 'one delivery')
    .option('--actor <id>', 'one actor')
    .option('--from <instant>', 'recorded at or after')
    .option('--to <instant>', 'recorded before')
    .option('--oldest-first', 'the other way round', false)
    .option('--limit <events>', 'events per page', wholeNumber(1), 50)
    .option('--after <position>', 'the page after this one')
    .addHelpText('after', `
Examples:
  $ liggare trail --person 0b6f…
  $ liggare trail --delivery 5c1a… --oldest-first
  $ liggare trail --from 2026-06-30T00:00:00Z --to 2026-07-01T00:00:00Z --json`)
    .action(async (options: TrailOptions, command: Command) => {
      const global = globalOptions(command);
      const { person, oldestFirst, ...rest } = options;
      if (!person && !rest.stream && !rest.delivery && !rest.actor && !rest.from) {
        throw new CliFailure('Say whose trail: --person, --stream, --delivery, --actor, or --from and --to.', 2);
      }
      const page = await withConnection(global, ({ client }) => client.get<TrailPage>(
        person ? `/v1/persons/${encodeURIComponent(person)}/trail` : '/v1/trail',
        { ...rest, order: oldestFirst ? 'oldest' : 'newest' },
      ));
      const output = consoleOutput(global.json);
      output.result(page, () => {
        output.table(
          ['recorded', 'what', 'holds from', 'said', 'by', 'line', 'remark'],
          page.entries.map((entry) => [
            entry.recordedAt, entry.type, entry.validOn, entry.reportedAt, entry.actor, entry.line, remark(entry),
          ]),
        );
        if (page.next) output.line(`More: --after ${page.next}`);
      });
    });
};
