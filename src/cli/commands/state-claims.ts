import type { Command, Option } from 'commander';
import type { ClaimTotal } from '../../domain/cost/claim-totals.js';
import { CLAIM_KINDS } from '../../domain/funding/claim-events.js';
import type { SentClaimRow } from '../../projections/cost-allocation/collections.js';
import { withClient } from '../connection.js';
import { addPageOptions, day, option, personId, wholeNumber } from '../options.js';
import type { Column } from '../output.js';
import { type Page, printRows } from '../pages.js';
import { personArgument, record } from '../recorded.js';
import { sessionOf } from '../session.js';
import { inKronor } from '../settlement-text.js';
import type { Terminal } from '../terminal.js';
import { addSendOpen } from './open-claims.js';

const MOST_ORE = 1_000_000_000;

const oreOption = (flags: string, description: string, least = 1): Option =>
  option(flags, description, wholeNumber(least, MOST_ORE)).makeOptionMandatory();

interface PeriodOptions {
  readonly from: string;
  readonly to: string;
  readonly payer?: string;
  readonly person?: string;
  readonly lookedAt?: string;
}

const addPeriod = (command: Command): Command => command
  .addOption(option('--from <day>', 'first day of a period', day).makeOptionMandatory())
  .addOption(option('--to <day>', 'the day after its last', day).makeOptionMandatory())
  .option('--payer <code>', 'one claimant')
  .addOption(option('--looked-at <day>', 'as it looked on another day (today)', day));

const sentColumns: readonly Column<SentClaimRow>[] = [
  ['event', ({ id }) => id], ['person', ({ person }) => person],
  ['claims', ({ municipality }) => municipality], ['what', ({ claim }) => claim],
  ['from', ({ from }) => from], ['to', ({ to }) => to],
  ['sent', ({ sentOn }) => sentOn], ['reference', ({ reference }) => reference],
  inKronor('kr', ({ ore }) => ore), ['answered', ({ answeredOn }) => answeredOn],
  inKronor('granted kr', ({ grantedOre }) => grantedOre), ['reason', ({ reason }) => reason],
];

const totalColumns: readonly Column<ClaimTotal>[] = [
  ['claims', ({ municipality }) => municipality], inKronor('may be claimed kr', ({ ore }) => ore),
  inKronor('claimed kr', ({ claimedOre }) => claimedOre),
  inKronor('waiting kr', ({ waitingOre }) => waitingOre),
  inKronor('paid kr', ({ paidOre }) => paidOre), inKronor('refused kr', ({ refusedOre }) => refusedOre),
  inKronor('open kr', ({ openOre }) => openOre),
];

const addSent = (claims: Command, terminal: Terminal): void => {
  addPeriod(addPageOptions(claims.command('sent')))
    .description('What was claimed for days that begin in a period, and what the state answered.')
    .addOption(option('--person <id>', 'one person', personId))
    .addHelpText('after', '\nExamples:\n  $ liggare state-claims sent --from 2026-01-01 --to 2027-01-01')
    .action(async (query: PeriodOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const page = await withClient(session, (client, atLeast) =>
        client.get<Page<SentClaimRow>>('/v1/cost/state-claims/sent', { ...query, atLeast }));
      session.output.result(page, () => printRows(session.output, sentColumns, page));
    });
};

const addTotals = (claims: Command, terminal: Terminal): void => {
  addPeriod(claims.command('totals'))
    .description('What may be claimed, was claimed and was paid, claimant by claimant.')
    .addHelpText('after', '\nExamples:\n  $ liggare state-claims totals --from 2026-01-01 --to 2027-01-01')
    .action(async (query: PeriodOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const answer = await withClient(session, (client, atLeast) =>
        client.get<{ items: ClaimTotal[] }>('/v1/cost/state-claims/totals', { ...query, atLeast }));
      session.output.result(answer, () => session.output.table(totalColumns, answer.items));
    });
};

interface ExtraCostOptions {
  readonly municipality: string;
  readonly unit: string;
  readonly on: string;
  readonly what: string;
  readonly ore: number;
}

const addExtraCost = (claims: Command, terminal: Terminal): void => {
  claims.command('extra-cost').description('Record an extra cost for a pupil who seeks asylum.')
    .addArgument(personArgument())
    .requiredOption('--municipality <code>', 'whose cost')
    .requiredOption('--unit <code>', 'at which school unit')
    .addOption(option('--on <day>', 'the day of the cost', day).makeOptionMandatory())
    .requiredOption('--what <code>', 'what it was for, as a code such as interpreter')
    .addOption(oreOption('--ore <amount>', 'how much, in öre'))
    .addHelpText('after', '\nExamples:\n  $ liggare state-claims extra-cost 0b6f… --municipality 1480 '
      + '--unit 00010001 \\\n      --on 2026-02-02 --what interpreter --ore 1250000')
    .action((person: string, { on: validOn, ...said }: ExtraCostOptions, command: Command) =>
      record(terminal, command, `/v1/persons/${person}/extra-costs`, {
        done: 'Recorded', json: { validOn, ...said },
      }));
};

interface SendOptions {
  readonly municipality: string;
  readonly claim: string;
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly ore: number;
  readonly reference?: string;
}

const addSend = (claims: Command, terminal: Terminal): void => {
  claims.command('send').description('Record what was claimed of the state for a pupil.')
    .addArgument(personArgument())
    .requiredOption('--municipality <code>', 'who claims: a municipality, or a principal whom the state pays')
    .addOption(option('--claim <what>', 'what is claimed').choices(CLAIM_KINDS).makeOptionMandatory())
    .addOption(option('--from <day>', 'first day that it is for', day).makeOptionMandatory())
    .addOption(option('--to <day>', 'the day after the last', day).makeOptionMandatory())
    .addOption(option('--on <day>', 'the day it was sent', day).makeOptionMandatory())
    .addOption(oreOption('--ore <amount>', 'how much was claimed, in öre'))
    .option('--reference <number>', 'of the application or case')
    .addHelpText('after', '\nExamples:\n  $ liggare state-claims send 0b6f… --municipality 1480 '
      + '--claim four-weeks \\\n      --from 2026-01-01 --to 2026-04-01 --on 2026-04-10 --ore 4800000 '
      + '--reference 2026-1234')
    .action((person: string, { on: validOn, ...said }: SendOptions, command: Command) =>
      record(terminal, command, `/v1/persons/${person}/state-claims`, {
        done: 'Recorded', json: { validOn, ...said },
      }));
};

interface AnswerOptions {
  readonly on: string;
  readonly grantedOre: number;
  readonly reason?: string;
}

const addAnswer = (claims: Command, terminal: Terminal): void => {
  claims.command('answer').description('Record what the state granted of a claim.')
    .addArgument(personArgument())
    .argument('<claim>', 'id of the event by which it was claimed; "liggare state-claims sent" shows it')
    .addOption(option('--on <day>', 'the day of the answer', day).makeOptionMandatory())
    .addOption(oreOption('--granted-ore <amount>', 'how much is paid, in öre; 0 where it was refused', 0))
    .option('--reason <code>', 'why not all of it, as a code such as sent-too-late')
    .addHelpText('after', '\nExamples:\n  $ liggare state-claims answer 0b6f… 3f6c… --on 2026-06-01 '
      + '--granted-ore 3200000 --reason sent-too-late')
    .action((person: string, answers: string, { on: validOn, ...said }: AnswerOptions, command: Command) =>
      record(terminal, command, `/v1/persons/${person}/state-claim-answers`, {
        done: 'Recorded', json: { validOn, answers, ...said },
      }));
};

export const addStateClaims = (program: Command, terminal: Terminal): void => {
  const claims = program.command('state-claims')
    .description('Claims on the state: what was claimed, what it answered, and what is open.')
    .addHelpText('after', `
Examples:
  $ liggare state-claims totals --from 2026-01-01 --to 2027-01-01 --payer 1480

What may be claimed is listed by "liggare cost --state-claims". What was recorded by mistake is taken back
with "liggare funding withdraw".`);
  addTotals(claims, terminal);
  addSent(claims, terminal);
  addExtraCost(claims, terminal);
  addSend(claims, terminal);
  addSendOpen(claims, terminal);
  addAnswer(claims, terminal);
};
