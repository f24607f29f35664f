import type { Command } from 'commander';
import { CLAIM_KINDS } from '../../domain/funding/claim-events.js';
import type { SentClaimRow, StateClaimRow } from '../../projections/cost-allocation/collections.js';
import type { ApiClient } from '../api-client.js';
import { withClient } from '../connection.js';
import { day, option } from '../options.js';
import type { Column } from '../output.js';
import { everyPage, type Page } from '../pages.js';
import type { Recorded } from '../recorded.js';
import { sessionOf } from '../session.js';
import { inKronor } from '../settlement-text.js';
import type { Terminal } from '../terminal.js';

/** A claim as it is listed: a protected pupil has no id in lists. */
type ListedClaim = Omit<StateClaimRow, 'person'> & { readonly person: string | null };

/** What may be claimed of one kind for one pupil in a period. */
interface Claimable extends Pick<ListedClaim, 'person' | 'municipality' | 'ore'> {
  readonly claim: ListedClaim['kind'];
}

interface Outcome extends Claimable {
  readonly outcome: 'recorded' | 'claimed already' | 'protected: record it by itself' | 'would be recorded';
  readonly event?: string;
}

interface OpenOptions {
  readonly payer?: string;
  readonly claim?: ListedClaim['kind'];
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly reference?: string;
  readonly check?: boolean;
}

/** Claims that began earlier may reach into the period: the state has paid for asylum seekers since. */
const FIRST_DAY = '2017-01-01';

/** Adds up what arises in the period, for each pupil, claimant and kind by itself. */
const claimableIn = (rows: readonly ListedClaim[]): Claimable[] => {
  const found = new Map<string, Claimable>();
  for (const { person, municipality, kind: claim, ore } of rows) {
    const key = `${person}|${municipality}|${claim}`;
    found.set(key, { person, municipality, claim, ore: ore + (found.get(key)?.ore ?? 0) });
  }
  return [...found.values()];
};

const isSent = (
  { person, municipality, claim }: Claimable, sent: readonly SentClaimRow[], { from, to }: OpenOptions,
): boolean => sent.some((other) => other.person === person && other.municipality === municipality
  && other.claim === claim && other.grantedOre !== 0 && other.from < to && from < other.to);

const sendOne = async (
  client: ApiClient, one: Claimable, sent: readonly SentClaimRow[], options: OpenOptions,
): Promise<Outcome> => {
  const { person, municipality, claim, ore } = one;
  const { from, to, on: validOn, reference, check = false } = options;
  if (person === null) return { ...one, outcome: 'protected: record it by itself' };
  if (isSent(one, sent, options)) return { ...one, outcome: 'claimed already' };
  if (check) return { ...one, outcome: 'would be recorded' };
  const json = { validOn, municipality, claim, from, to, ore, reference };
  const { eventIds: [event] } = await client.post<Recorded>(`/v1/persons/${person}/state-claims`, { json });
  return { ...one, outcome: 'recorded', event };
};

const sendOpen = async (client: ApiClient, options: OpenOptions, atLeast?: string): Promise<Outcome[]> => {
  const { from, to, payer, claim } = options;
  const claimable = { from, to, payer, atLeast };
  const { items: rows } = await everyPage<Page<ListedClaim>>(client, '/v1/cost/state-claims', claimable);
  const before = { ...claimable, from: FIRST_DAY };
  const { items: sent } = await everyPage<Page<SentClaimRow>>(client, '/v1/cost/state-claims/sent', before);
  const outcomes: Outcome[] = [];
  for (const one of claimableIn(rows)) {
    if (claim === undefined || one.claim === claim) outcomes.push(await sendOne(client, one, sent, options));
  }
  return outcomes;
};

const columns: readonly Column<Outcome>[] = [
  ['person', ({ person }) => person ?? undefined], ['claims', ({ municipality }) => municipality],
  ['what', ({ claim }) => claim], inKronor('kr', ({ ore }) => ore), ['outcome', ({ outcome }) => outcome],
  ['event', ({ event }) => event],
];

/** Records that all was claimed that may be claimed in a period and was not before, pupil by pupil. */
export const addSendOpen = (claims: Command, terminal: Terminal): void => {
  claims.command('send-open')
    .description('Record that all was claimed that may be claimed in a period and was not before.')
    .addOption(option('--from <day>', 'first day of the period', day).makeOptionMandatory())
    .addOption(option('--to <day>', 'the day after its last', day).makeOptionMandatory())
    .addOption(option('--on <day>', 'the day it was sent', day).makeOptionMandatory())
    .option('--payer <code>', 'one claimant')
    .addOption(option('--claim <what>', 'one kind').choices(CLAIM_KINDS))
    .option('--reference <number>', 'of the application or case')
    .option('--check', 'record nothing, and show what would be')
    .addHelpText('after', '\nExamples:\n  $ liggare state-claims send-open --payer 1480 --from 2026-01-01 '
      + '--to 2026-04-01 \\\n      --on 2026-04-10 --reference 2026-1234\n\n'
      + 'What it did is not done again: run it once more where it broke off. Terms of Nordic pupils are all\n'
      + 'that came; a municipality may claim its net surplus alone, so name another kind with --claim.')
    .action(async (options: OpenOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const items = await withClient(session, (client, atLeast) => sendOpen(client, options, atLeast));
      session.output.result({ items }, () => session.output.table(columns, items));
    });
};
