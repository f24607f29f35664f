import { type Command, Option } from 'commander';
import { readConfiguration } from '../../infrastructure/configuration/configuration.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { mustHaveLedger } from '../local-token.js';
import { progressOn } from '../progress.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface CopyOptions {
  readonly to: string;
  readonly into: 'kurrentdb' | 'sqlite';
}

export const addCopy = (program: Command, terminal: Terminal): void => {
  program.command('copy')
    .description('Copy a ledger and its vault into KurrentDB, or out of it, while nothing is served.')
    .requiredOption('--to <folder>', 'data folder of the copy: empty, or of one that was not finished')
    .addOption(new Option('--into <engine>', 'where the ledger of the copy is; --data has the other')
      .choices(['kurrentdb', 'sqlite']).makeOptionMandatory())
    .addHelpText('after', `
Examples:
  $ liggare copy --into kurrentdb --to ./moved
  $ liggare copy --into sqlite --data ./moved --to ./back

KurrentDB is where LIGGARE_KURRENTDB_URL says. Every event is compared, also those of a copy that is taken up
again; a ledger that holds anything else is refused. See docs/how-to/move.md.`)
    .action(async ({ to, into }: CopyOptions, command: Command) => {
      const { options: { data }, output } = sessionOf(command, terminal);
      const { kurrentDbUrl: url, kurrentDbLedger: ledger, fencesFile } = readConfiguration(process.env);
      if (url === undefined) throw new CliFailure('Set LIGGARE_KURRENTDB_URL.', WRONG_USAGE);
      // The newer client tells times without milliseconds.
      const ledgerIn = { engine: 'kurrentdb', url, ledger, driver: 'eventstore' } as const;
      await mustHaveLedger(data);
      const { copyHouse } = await import('../../composition/copy/copy-house.js');
      const [from, there] = into === 'kurrentdb'
        ? [{ dataFolder: data, fencesFile }, { dataFolder: to, ledgerIn }]
        : [{ dataFolder: data, ledgerIn, fencesFile }, { dataFolder: to }];
      const progress = progressOn(terminal.stderr, 'copy', 'events', 0);
      try {
        const copied = await copyHouse(from, there, (compared, added) =>
          progress.at(compared + added, compared + added));
        const { events, added } = copied;
        output.result(copied, () =>
          output.line(`${events} events are the same in both ledgers, ${added} of them added now.`));
      } finally {
        progress.stop();
      }
    });
};
