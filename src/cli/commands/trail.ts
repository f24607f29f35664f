import type { Command } from 'commander';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { addPageOptions, moment, option, personId } from '../options.js';
import { type Column, headingOf } from '../output.js';
import { type Page, printRows } from '../pages.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface TrailOptions {
  readonly person?: string;
  readonly stream?: string;
  readonly delivery?: string;
  readonly actor?: string;
  readonly from?: string;
  readonly to?: string;
  readonly oldestFirst: boolean;
  readonly facts: boolean;
  readonly limit: number;
  readonly after?: string;
}

interface Entry {
  readonly id: string;
  readonly recordedAt: string;
  readonly type: string;
  readonly validOn?: string;
  readonly reportedAt?: string;
  readonly actor: string;
  readonly delivery?: string;
  readonly line?: number;
  readonly withdraws?: string;
  readonly withdrawnBy?: string;
  readonly reason?: string;
  readonly erased: boolean;
  readonly category: string;
  readonly data?: Readonly<Record<string, unknown>> & { readonly decision?: string };
}

const erasure = ({ type, category, data }: Entry): string[] =>
  (type === 'StreamErased' ? [data?.decision ? `${category}: ${data.decision}` : category] : []);

const remarks = ({ erased, withdraws, withdrawnBy, reason, delivery }: Entry): string[] => [
  ...(erased ? ['erased'] : []),
  ...(withdraws ? [`withdraws ${withdraws}`] : []),
  ...(withdrawnBy ? [`withdrawn by ${withdrawnBy}`] : []),
  ...(reason ? [reason] : []),
  ...(delivery ? [`delivery ${delivery}`] : []),
];

const remark = (entry: Entry): string => [...erasure(entry), ...remarks(entry)].join('; ');

const columns: readonly Column<Entry>[] = [
  ['recorded', (entry) => entry.recordedAt], ['what', (entry) => entry.type],
  ['holds from', (entry) => entry.validOn], ['said', (entry) => entry.reportedAt],
  ['by', (entry) => entry.actor], ['line', (entry) => entry.line], ['event', (entry) => entry.id],
  ['remark', remark],
];

/** They have columns of their own. */
const ELSEWHERE = ['validOn', 'reportedAt', 'withdraws', 'reason'];

const textOf = (said: unknown): string => (typeof said === 'string' ? said : JSON.stringify(said));

const fact = ({ data = {} }: Entry): string => Object.entries(data)
  .filter(([field]) => !ELSEWHERE.includes(field))
  .map(([field, said]) => `${headingOf(field)} ${textOf(said)}`).join('; ');

const withFacts: readonly Column<Entry>[] = [...columns, ['fact', fact]];

const mustNameWhose = ({ person, stream, delivery, actor, from }: TrailOptions): void => {
  if ([person, stream, delivery, actor, from].filter((each) => each !== undefined).length === 1) return;
  const ways = '--person, --stream, --delivery, --actor, or --from (with --to)';
  throw new CliFailure(`Say whose trail, by one of ${ways}.`, WRONG_USAGE);
};

export const addTrail = (program: Command, terminal: Terminal): void => {
  addPageOptions(program.command('trail'))
    .description('Every event of a person, a stream, a delivery, an actor or a period, newest first.')
    .addOption(option('--person <id>', 'a person, over all ids and streams', personId))
    .option('--stream <name>', 'one stream')
    .option('--delivery <id>', 'one delivery')
    .option('--actor <id>', 'one actor')
    .addOption(option('--from <when>', 'recorded at or after an instant, or the beginning of a day', moment))
    .addOption(option('--to <when>', 'recorded before an instant, or the beginning of a day', moment))
    .option('--oldest-first', 'the other way round', false)
    .option('--facts', 'what each event says, too', false)
    .addHelpText('after', `
Examples:
  $ liggare trail --person 0b6f…
  $ liggare trail --person 0b6f… --facts
  $ liggare trail --delivery 5c1a… --oldest-first
  $ liggare trail --from 2026-06-30 --to 2026-07-01
  $ liggare trail --from 2026-06-30T06:00:00Z --json`)
    .action(async (options: TrailOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      mustNameWhose(options);
      const { person, oldestFirst, facts, ...rest } = options;
      const path = person === undefined ? '/v1/trail' : `/v1/persons/${person}/trail`;
      const query = { ...rest, order: oldestFirst ? 'oldest' : 'newest' };
      const page = await withClient(session, (client, atLeast) =>
        client.get<Page<Entry>>(path, { ...query, atLeast }));
      session.output.result(page, () => printRows(session.output, facts ? withFacts : columns, page));
    });
};
