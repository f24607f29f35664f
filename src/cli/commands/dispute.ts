import type { Command } from 'commander';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { day, option } from '../options.js';
import { personArgument, record } from '../recorded.js';
import type { Terminal } from '../terminal.js';

interface DecideOptions {
  readonly from: string;
  readonly until?: string;
  readonly inFavourOf?: string;
  readonly studyPath?: string;
  readonly nobody?: boolean;
  readonly reason: string;
}

const addDecide = (dispute: Command, terminal: Terminal): void => {
  dispute.command('decide')
    .description('Decide which school, if any, is paid for days that two claim.')
    .addArgument(personArgument())
    .addOption(option('--from <day>', 'first day that it decides', day).makeOptionMandatory())
    .addOption(option('--until <day>', 'the day after the last (there is no last)', day))
    .option('--in-favour-of <unit>', 'school unit that is paid')
    .option('--study-path <code>', 'of two study paths at the unit, the one whose programme is paid')
    .option('--nobody', 'instead: nobody is paid')
    .requiredOption('--reason <code>', 'why, as a code such as attended-there')
    .addHelpText('after', `
Examples:
  $ liggare dispute decide 0b6f… --from 2025-10-17 --in-favour-of 00010002 --reason attended-there
  $ liggare dispute decide 0b6f… --from 2025-10-17 --until 2025-11-01 --nobody --reason not-attended

"liggare caseload --overlaps" and "liggare cost --deviations" show what is disputed. A day has one decision:
withdraw the one that holds to decide otherwise.`)
    .action(async (id: string, options: DecideOptions, command: Command) => {
      const { from: validOn, until, inFavourOf: unit, studyPath, nobody, reason } = options;
      if ((unit === undefined) !== (nobody === true)) {
        throw new CliFailure('Give --in-favour-of, or --nobody.', WRONG_USAGE);
      }
      const json = { validOn, until, inFavourOf: nobody ? 'nobody' : 'unit', unit, studyPath, reason };
      await record(terminal, command, `/v1/persons/${id}/dispute-decisions`, { json, done: 'Decided' });
    });
};

const addWithdraw = (dispute: Command, terminal: Terminal): void => {
  dispute.command('withdraw')
    .description('Take back what was decided of days that two schools claim.')
    .addArgument(personArgument())
    .argument('<event>', 'id of the event that decided it; "liggare person" shows it')
    .option('--reason <code>', 'why, as a code such as wrong-school')
    .addHelpText('after', `
Examples:
  $ liggare dispute withdraw 0b6f… 3f6c… --reason wrong-school`)
    .action((id: string, withdraws: string, { reason }: { reason?: string }, command: Command) =>
      record(terminal, command, `/v1/persons/${id}/dispute-decision-withdrawals`, {
        json: { withdraws, reason }, done: 'Withdrawn',
      }));
};

export const addDispute = (program: Command, terminal: Terminal): void => {
  const dispute = program.command('dispute')
    .description('Decide which school is paid for days that two claim, or take a decision back.')
    .addHelpText('after', `
Examples:
  $ liggare dispute decide 0b6f… --from 2025-10-17 --in-favour-of 00010002 --reason attended-there
  $ liggare dispute withdraw 0b6f… 3f6c…`);
  addDecide(dispute, terminal);
  addWithdraw(dispute, terminal);
};
