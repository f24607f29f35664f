import { type Command, Option } from 'commander';
import { kurrentDbIn, mongoVaultIn } from '../../composition/configured-places.js';
import type { RebuildReport } from '../../application/ports/projection-control.js';
import type { CopiedHouse, House } from '../../composition/copy/copy-house.js';
import { type Configuration, readConfiguration } from '../../infrastructure/configuration/configuration.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import type { Output } from '../output.js';
import { mustHaveLedger } from '../local-token.js';
import { progressOn } from '../progress.js';
import { sessionOf } from '../session.js';
import { stopRequested } from '../stop-requested.js';
import { comparedTable } from './projections.js';
import type { Terminal } from '../terminal.js';

interface CopyOptions {
  readonly to: string;
  readonly into: 'kurrentdb' | 'sqlite';
  readonly vault: 'folder' | 'mongodb';
  /** The ledger copied into may be founded in KurrentDB. */
  readonly new?: boolean;
  /** False where they are not compared. */
  readonly readModels: boolean;
}

export const addCopy = (program: Command, terminal: Terminal): void => {
  program.command('copy')
    .description('Copy a ledger and its vault into KurrentDB, or out of it, while nothing is served.')
    .requiredOption('--to <folder>', 'data folder of the copy: empty, or of one that was not finished')
    .addOption(new Option('--into <engine>', 'where the ledger of the copy is; --data has the other')
      .choices(['kurrentdb', 'sqlite']).makeOptionMandatory())
    .addOption(new Option('--vault <place>', 'where the vault of the ledger in KurrentDB is')
      .choices(['folder', 'mongodb']).default('folder'))
    .option('--new', 'the ledger to copy into is a new one in KurrentDB: make it if it is not there')
    .option('--no-read-models', 'do not make the read models of both to compare them, which takes longest')
    .addHelpText('after', `
Examples:
  $ liggare copy --into kurrentdb --new --to ./moved
  $ liggare copy --into sqlite --data ./moved --to ./back
  $ liggare copy --into kurrentdb --new --vault mongodb --to ./moved

KurrentDB is where LIGGARE_KURRENTDB_URL says, and the ledger there is called what LIGGARE_KURRENTDB_LEDGER
says; MongoDB is where LIGGARE_MONGODB_VAULT_URL says. Every event, and all that the vault holds, is compared,
also of a copy that is taken up again; what holds anything else is refused. Then all read models are made of
the ledger and of its copy, and compared too. See docs/how-to/move.md.`)
    .action(async ({ to, into, vault, new: founds, readModels }: CopyOptions, command: Command) => {
      const { options: { data }, output } = sessionOf(command, terminal);
      const configuration = readConfiguration(process.env);
      const { fencesFile, wrappingKey } = configuration;
      const there = { ...placesThere(configuration, vault), wrappingKey };
      const isShared = into === 'sqlite' && vault === 'mongodb';
      if (!isShared) await mustHaveLedger(data);
      const { copyHouse } = await import('../../composition/copy/copy-house.js');
      const [from, target] = into === 'kurrentdb'
        ? [{ dataFolder: data, fencesFile, wrappingKey }, { dataFolder: to, ...there, founds }]
        : [{ dataFolder: data, ...there, fencesFile }, { dataFolder: to }];
      const progress = progressOn(terminal.stderr, 'copy', 'events', 0);
      const stopping = new AbortController();
      try {
        const copied = await copyHouse(from, target, {
          comparesReadModels: readModels, signal: stopping.signal,
          onCopied: (compared, added) => progress.at(compared + added, compared + added),
          onComparing: () => {
            progress.stop();
            void stopRequested().then(() => stopping.abort(new CliFailure(STOPPED, INTERRUPTED)));
            if (terminal.stderr.isTTY) terminal.stderr.write(COMPARING);
          },
        });
        output.result(copied, () => tell(copied, output));
        if (copied.readModels?.some(isAnother)) throw new CliFailure(NOT_THE_SAME);
      } finally {
        progress.stop();
      }
    });
};

const NOT_THE_SAME = 'The read models of the copy are not those of the ledger: do not use it, and tell '
  + 'whoever maintains Liggare.';
const STOPPED = 'Stopped before all read models were compared. What is copied stays; the same command '
  + 'goes on.';
/** As of whoever ends by Ctrl-C. */
const INTERRUPTED = 130;
const COMPARING = 'All read models are made of both, and compared. This takes longest.\n';

const tell = ({ events, added, readModels }: CopiedHouse, output: Output): void => {
  output.line(`${events} events are the same in both ledgers, ${added} of them added now.`);
  if (readModels) comparedTable(output, readModels);
};

const isAnother = ({ missing, extra, different }: RebuildReport): boolean =>
  missing + extra + different > 0;

/** Where a ledger outside of the data folder is, and its vault. */
const placesThere = (
  configuration: Configuration, vault: CopyOptions['vault'],
): Pick<House, 'ledgerIn' | 'vaultIn'> => {
  const kurrentDb = kurrentDbIn(configuration);
  if (!kurrentDb) throw new CliFailure('Set LIGGARE_KURRENTDB_URL.', WRONG_USAGE);
  // The newer client tells times without milliseconds.
  const ledgerIn = { ...kurrentDb, driver: 'eventstore' } as const;
  if (vault === 'folder') return { ledgerIn };
  const vaultIn = mongoVaultIn(configuration);
  if (!vaultIn) throw new CliFailure('Set LIGGARE_MONGODB_VAULT_URL.', WRONG_USAGE);
  return { ledgerIn, vaultIn };
};
