import { type Command, Option } from 'commander';
import { ERASURE_SCOPES, type ErasureScope } from '../../domain/shared/erasure.js';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import type { Column } from '../output.js';
import { personArgument } from '../recorded.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface ErasedStream {
  readonly stream: string;
  readonly category: string;
  readonly case: string;
  readonly repeated: boolean;
}

interface EraseOptions {
  readonly decision: string;
}

const STREAM = /^[a-z]+-[0-9a-f-]{32,36}$/;

/** Anything else may be an identity number: it goes into no address, and is not said back. */
const streamName = (text: string): string => {
  if (STREAM.test(text)) return text;
  throw new CliFailure('That is no name of a stream. "liggare trail --json" tells them.', WRONG_USAGE);
};

const COLUMNS: readonly Column<ErasedStream>[] = [
  ['stream', ({ stream }) => stream], ['record', ({ category }) => category], ['of', (each) => each.case],
  ['', ({ repeated }) => (repeated ? 'was erased before' : 'erased')],
];

/** Has records destroyed, and tells which; what was destroyed before is told as such. */
const erase = async (terminal: Terminal, command: Command, path: string, json: object): Promise<void> => {
  const session = sessionOf(command, terminal);
  const answer = await withClient(session, (client) =>
    client.post<ErasedStream | { readonly streams: readonly ErasedStream[] }>(path, { json }));
  const streams = 'streams' in answer ? answer.streams : [answer];
  session.output.result(answer, () => session.output.table(COLUMNS, streams));
};

const underDecision = (command: Command): Command => command
  .requiredOption('--decision <reference>', 'decision it is done under; stands in the ledger in the clear');

const addStream = (group: Command, terminal: Terminal): void => {
  underDecision(group.command('stream')
    .description('One stream about a person, such as the words of a plan.')
    .argument('<stream>', 'its name', streamName))
    .addHelpText('after', `
Examples:
  $ liggare erase stream kaa-6ad54463aadf44cab666828acae08458 --decision 'KS 2026/117'

"liggare trail --json" of the person tells it: "stream", beside the PlanAdopted of the day.`)
    .action((stream: string, { decision }: EraseOptions, command: Command) =>
      erase(terminal, command, `/v1/streams/${stream}/erasures`, { decision }));
};

const addPerson = (group: Command, terminal: Terminal): void => {
  underDecision(group.command('person')
    .description('The records about a person, all of them or those of a kind.')
    .addArgument(personArgument())
    .addOption(new Option('--scope <scope>', 'which records').choices(ERASURE_SCOPES).makeOptionMandatory()))
    .addHelpText('after', `
Examples:
  $ liggare erase person 0b6f… --scope kaa --decision 'KS 2026/117'

"kaa" is the files that municipalities keep for the youth, and "all-but-kaa" what is left; who read the files
goes with "everything" alone. What schools said of attendance is no part of those files.`)
    .action((id: string, { scope, decision }: EraseOptions & { scope: ErasureScope }, command: Command) =>
      erase(terminal, command, `/v1/persons/${id}/erasures`, { scope, decision }));
};

export const addErase = (program: Command, terminal: Terminal): void => {
  const group = program.command('erase')
    .description('Make records unreadable under a decision, for ever and for everyone.')
    .addHelpText('after', `
Examples:
  $ liggare erase stream kaa-6ad54463aadf44cab666828acae08458 --decision 'KS 2026/117'
  $ liggare erase person 0b6f… --scope kaa --decision 'KS 2026/117'

The key is destroyed, and read models forget. That something was recorded, when and by whom stays. Nothing
brings it back: backups that are restored are erased again. A source that goes on to tell of somebody who is
erased altogether makes a new person known: let it leave them out first.`);
  addStream(group, terminal);
  addPerson(group, terminal);
};
