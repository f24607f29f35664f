import type { Command } from 'commander';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  ParkedSubject, ProjectionStatus, RebuildReport,
} from '../../application/ports/projection-control.js';
import type { Finding, Verification } from '../../application/verification/verify-ledger.js';
import type { ApiClient } from '../api-client.js';
import { withClient } from '../connection.js';
import { CliFailure } from '../failure.js';
import type { Output } from '../output.js';
import { everyPage, type Page } from '../pages.js';
import { progressOn } from '../progress.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface Standing {
  readonly head: string;
  readonly projections: readonly ProjectionStatus[];
  /** How far a rebuild is, while there is one. */
  readonly rebuild?: { readonly done: number; readonly total: number };
}

const standingOf = (client: ApiClient): Promise<Standing> => client.get('/v1/projections');

interface WholeStanding extends Standing {
  readonly parked: readonly ParkedSubject[];
}

const wholeStandingOf = async (client: ApiClient): Promise<WholeStanding> => {
  const standing = await standingOf(client);
  const isAnyParked = standing.projections.some(({ parked }) => parked > 0);
  const { items: parked } = isAnyParked
    ? await everyPage<Page<ParkedSubject>>(client, '/v1/projections/parked') : { items: [] };
  return { ...standing, parked };
};

const showParked = (output: Output, parked: readonly ParkedSubject[]): void => {
  if (parked.length === 0) return;
  output.line('\nParked, until the reason is gone and "liggare rebuild" makes the read model anew:');
  output.table<ParkedSubject>([
    ['read model', ({ projection }) => projection], ['of', ({ key }) => key],
    ['reason', ({ reason }) => reason],
  ], parked);
};

const LOOK_EVERY_MS = 500;

/** Does something that rebuilds, and shows how far that is where somebody looks. */
const watched = async <T>(client: ApiClient, { stderr }: Terminal, work: Promise<T>): Promise<T> => {
  if (!stderr.isTTY) return work;
  const progress = progressOn(stderr, 'rebuild', 'events', 0);
  let isDone = false;
  const watch = async (): Promise<void> => {
    while (!isDone) {
      const { rebuild } = await standingOf(client);
      if (rebuild) progress.at(rebuild.done, rebuild.total);
      await pause(LOOK_EVERY_MS);
    }
  };
  try {
    return (await Promise.all([work.finally(() => { isDone = true; }), watch()]))[0];
  } finally {
    progress.stop();
  }
};

export const addStatus = (program: Command, terminal: Terminal): void => {
  program.command('status')
    .description('How far the read models are, and whether anything is parked.')
    .addHelpText('after', `
Examples:
  $ liggare status
  $ liggare status --server https://liggare.example --json

A read model parks a person of whom it cannot fold an event, and goes on with all others. Who is parked and
why is listed; "liggare verify" finds the event where its bytes are damaged. What is mended is folded again by
"liggare rebuild", or for one person over HTTP (POST /v1/projections/{name}/redrives).`)
    .action(async (_options: object, command: Command) => {
      const session = sessionOf(command, terminal);
      const standing = await withClient(session, wholeStandingOf);
      session.output.result(standing, () => {
        const { head, rebuild, parked } = standing;
        session.output.line(`The ledger is at ${head}.`);
        if (rebuild) session.output.line(`A rebuild is at ${rebuild.done} of ${rebuild.total} events.`);
        session.output.table<ProjectionStatus>([
          ['read model', ({ name }) => name], ['state', ({ state }) => state],
          ['at', ({ checkpoint }) => checkpoint], ['events behind', ({ lagEvents }) => lagEvents],
          ['seconds behind', ({ lagSeconds }) => lagSeconds], ['parked', ({ parked }) => parked],
          ['problem', ({ problem }) => problem],
        ], standing.projections);
        showParked(session.output, parked);
      });
    });
};

/** What comparing read models found, one by one. */
export const comparedTable = (output: Output, reports: readonly RebuildReport[]): void =>
  output.table<RebuildReport>([
    ['read model', ({ name }) => name], ['equal', ({ equal }) => equal],
    ['missing', ({ missing }) => missing], ['extra', ({ extra }) => extra],
    ['different', ({ different }) => different],
  ], reports);

export const addRebuild = (program: Command, terminal: Terminal): void => {
  program.command('rebuild')
    .description('Make read models anew beside the live ones, compare document by document, and switch.')
    .argument('[projections...]', 'which ones (all)')
    .addHelpText('after', `
Examples:
  $ liggare rebuild
  $ liggare rebuild cost-allocation --json

The answer counts documents and sums that are equal, missing in the new, only in the new, and different. The
new one is live afterwards, whatever the comparison says.`)
    .action(async (projections: string[], _options: object, command: Command) => {
      const session = sessionOf(command, terminal);
      const answer = await withClient(session, (client) => watched(client, terminal,
        client.post<{ reports: RebuildReport[] }>('/v1/projections/rebuild', { json: { projections } })));
      session.output.result(answer, () => comparedTable(session.output, answer.reports));
    });
};

export const addVerify = (program: Command, terminal: Terminal): void => {
  program.command('verify')
    .description('Read the whole ledger and check what must always hold.')
    .addHelpText('after', `
Examples:
  $ liggare verify
  $ liggare verify --data ./restored --json

Checks that revisions have no gaps, time never goes back, every payload opens and fits its schema, and that
nothing is unreadable that was not erased on a decision, or readable that was. Exit code 1 when something is
found.`)
    .action(async (_options: object, command: Command) => {
      const session = sessionOf(command, terminal);
      const found = await withClient(session, (client) => client.post<Verification>('/v1/verifications'));
      const { events, streams, erasedEvents, findings } = found;
      session.output.result(found, () => {
        session.output.line(`${events} events in ${streams} streams; erased events: ${erasedEvents}.`);
        if (findings.length === 0) return session.output.line('All is as it must be.');
        session.output.table<Finding>([
          ['position', ({ position }) => position], ['finding', ({ kind }) => kind],
        ], findings);
      });
      if (findings.length > 0) throw new CliFailure(`${findings.length} findings.`);
    });
};
