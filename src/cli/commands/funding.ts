import { type Command, InvalidArgumentError } from 'commander';
import type { FundingDecision } from '../../application/funding/standing-decisions.js';
import { ITEMS } from '../../domain/funding/events.js';
import { withClient } from '../connection.js';
import { day, option, wholeNumber } from '../options.js';
import type { Column } from '../output.js';
import { everyPage, type Page } from '../pages.js';
import { personArgument, record } from '../recorded.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface DecisionOptions {
  readonly from: string;
  readonly until?: string;
  readonly reason: string;
}

/** A kind of decision: where it is sent, and what of its options goes into it besides days and reason. */
interface Decision<O> {
  readonly name: string;
  readonly description: string;
  readonly route: string;
  readonly example: string;
  readonly options: (command: Command) => Command;
  readonly said: (options: O) => object;
}

const addDecision = <O>(
  funding: Command, terminal: Terminal, { name, description, route, example, options, said }: Decision<O>,
): void => {
  options(funding.command(name).description(description).addArgument(personArgument())
    .addOption(option('--from <day>', 'first day that it decides', day).makeOptionMandatory())
    .addOption(option('--until <day>', 'the day after the last (there is no last)', day)))
    .requiredOption('--reason <code>', 'why, as a code such as plan-agreed')
    .addHelpText('after', `\nExamples:\n  $ liggare funding ${name} 0b6f… ${example}`)
    .action((id: string, given: DecisionOptions & O, command: Command) => {
      const { from: validOn, until, reason } = given;
      const json = { validOn, until, ...said(given), reason };
      return record(terminal, command, `/v1/persons/${id}/${route}`, { json, done: 'Decided' });
    });
};

const extendedStudy: Decision<{ readonly municipality: string; readonly percent?: number }> = {
  name: 'extended-study', route: 'extended-study-decisions',
  description: 'Decide that a municipality pays for study beyond the years of the education.',
  example: '--municipality 1480 --from 2026-07-01 \\\n      --until 2027-07-01 --reason plan-agreed',
  options: (command) => command
    .requiredOption('--municipality <code>', 'whose decision: it holds for days that it pays')
    .addOption(option('--percent <part>', 'how much of the price is paid (all of it)', wholeNumber(1, 99))),
  said: ({ municipality, percent }) => ({ municipality, percent }),
};

interface Share {
  readonly payer?: string;
  readonly parts: number;
}

/** `232100-0131=1`, or `home=1` of the home municipality. */
const share = (text: string): Share => {
  const [, payer, parts] = /^([0-9A-Za-z-]{1,40})=(\d{1,5})$/.exec(text) ?? [];
  if (payer === undefined) throw new InvalidArgumentError('Write a payer and its parts, as 232100-0131=1.');
  return { ...(payer !== 'home' && { payer }), parts: Number(parts) };
};

const costShares: Decision<{
  readonly unit: string; readonly remainder: Share; readonly other?: readonly Share[];
}> = {
  name: 'cost-shares', route: 'cost-share-decisions',
  description: 'Decide who pays which part of a place at a school unit.',
  example: '--unit 00010001 --remainder home=1 --other 232100-0131=1 \\\n      --from 2026-07-01 '
    + '--reason agreement',
  options: (command) => command
    .requiredOption('--unit <code>', 'school unit whose place it is')
    .addOption(option('--remainder <payer=parts>', 'who pays what is left; "home" is the home municipality',
      share).makeOptionMandatory())
    .option('--other <payer=parts...>', 'who else pays, and how many parts (nobody, whatever is agreed)',
      (text: string, before: readonly Share[] = []) => [...before, share(text)]),
  said: ({ unit, remainder, other: others = [] }) => ({ unit, remainder, others }),
};

const additionalAmount: Decision<{
  readonly municipality: string; readonly unit: string; readonly item: string; readonly ore: number;
}> = {
  name: 'amount', route: 'additional-amount-decisions',
  description: 'Decide on an amount besides the price of a place, in lines of its own.',
  example: '--municipality 1480 --unit 00010001 --item extra-support \\\n      --ore 5000000 '
    + '--from 2026-08-17 --reason extraordinary-need',
  options: (command) => command
    .requiredOption('--municipality <code>', 'whose decision: it holds for days that it pays')
    .requiredOption('--unit <code>', 'school unit that is paid')
    .addOption(option('--item <what>', 'what it is for').choices(ITEMS).makeOptionMandatory())
    .addOption(option('--ore <amount>', 'öre per year', wholeNumber(1, 1_000_000_000)).makeOptionMandatory()),
  said: ({ municipality, unit, item, ore: perYearOre }) => ({ municipality, unit, item, perYearOre }),
};

const asylumClaim: Decision<{ readonly municipality: string }> = {
  name: 'asylum-claim', route: 'asylum-claim-decisions',
  description: 'Decide to claim compensation of the state for a pupil who seeks asylum.',
  example: '--municipality 1480 --from 2026-08-17 \\\n      --until 2027-07-01 --reason seeks-asylum',
  options: (command) => command.requiredOption('--municipality <code>', 'who claims: for days that it pays'),
  said: ({ municipality }) => ({ municipality }),
};

const GROUNDS = ['nordic', 'swede-abroad'];

const stateFunding: Decision<{ readonly ground: string; readonly perTermOre?: number }> = {
  name: 'state', route: 'state-funding-decisions',
  description: 'Decide that the state pays for a pupil, and no municipality does.',
  example: '--ground nordic --from 2026-08-17 --reason state-decision',
  options: (command) => command
    .addOption(option('--ground <why>', 'why the state pays').choices(GROUNDS).makeOptionMandatory())
    .addOption(option('--per-term-ore <amount>', 'öre that may be claimed a term (half of the price)',
      wholeNumber(1, 1_000_000_000))),
  said: ({ ground, perTermOre }) => ({ ground, perTermOre }),
};

const secondHand: Decision<{ readonly unit: string }> = {
  name: 'second-hand', route: 'second-hand-decisions',
  description: 'Decide that a place is paid for as taken in second hand: the lower of two costs.',
  example: '--unit 00010001 --from 2026-08-17 --reason places-left',
  options: (command) => command.requiredOption('--unit <code>', 'school unit whose place it is'),
  said: ({ unit }) => ({ unit }),
};

const detailOf = ({ id: _id, type: _type, validOn: _from, until: _until, reason: _why, source: _source,
  reportedAt: _said, amendedAt: _amended, ...detail }: FundingDecision): string =>
  Object.entries(detail).map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ');

const columns: readonly Column<FundingDecision>[] = [
  ['event', ({ id }) => id], ['decided', ({ type }) => type], ['from', ({ validOn }) => validOn],
  ['until', ({ until }) => until], ['reason', ({ reason }) => reason], ['what', detailOf],
];

const addList = (funding: Command, terminal: Terminal): void => {
  funding.command('list').description('What was decided on how a pupil\'s place is paid for, and holds.')
    .addArgument(personArgument())
    .addHelpText('after', '\nExamples:\n  $ liggare funding list 0b6f…')
    .action(async (id: string, _options: object, command: Command) => {
      const session = sessionOf(command, terminal);
      const answer = await withClient(session, (client) =>
        everyPage<Page<FundingDecision>>(client, `/v1/persons/${id}/funding-decisions`));
      session.output.result(answer, () => session.output.table(columns, answer.items));
    });
};

const addWithdraw = (funding: Command, terminal: Terminal): void => {
  funding.command('withdraw').description('Take back what was decided on how a place is paid for.')
    .addArgument(personArgument())
    .argument('<event>', 'id of the event that decided it; "liggare funding list" shows it')
    .option('--reason <code>', 'why, as a code such as wrong-pupil')
    .addHelpText('after', '\nExamples:\n  $ liggare funding withdraw 0b6f… 3f6c… --reason wrong-pupil')
    .action((id: string, withdraws: string, { reason }: { reason?: string }, command: Command) =>
      record(terminal, command, `/v1/persons/${id}/funding-decision-withdrawals`, {
        json: { withdraws, reason }, done: 'Withdrawn',
      }));
};

export const addFunding = (program: Command, terminal: Terminal): void => {
  const funding = program.command('funding')
    .description('What is decided on how a pupil\'s place is paid for: see it, decide it, take it back.')
    .addHelpText('after', `
Examples:
  $ liggare funding list 0b6f…
  $ liggare funding extended-study 0b6f… ${extendedStudy.example}

A decision stands until it is withdrawn: what differs from what was settled is in the next settlement.`);
  addList(funding, terminal);
  addDecision(funding, terminal, extendedStudy);
  addDecision(funding, terminal, costShares);
  addDecision(funding, terminal, additionalAmount);
  addDecision(funding, terminal, stateFunding);
  addDecision(funding, terminal, secondHand);
  addDecision(funding, terminal, asylumClaim);
  addWithdraw(funding, terminal);
};
