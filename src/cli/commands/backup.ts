import type { Command } from 'commander';
import { basename } from 'node:path';
import type { KurrentDbPlace } from '../../composition/ledger-place.js';
import { type Configuration, readConfiguration } from '../../infrastructure/configuration/configuration.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { mustHaveLedger } from '../local-token.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

const placeIn = (configuration: Configuration): KurrentDbPlace | undefined => {
  const { eventStore, kurrentDbUrl: url, kurrentDbLedger: ledger, kurrentDbClient: driver } = configuration;
  if (eventStore === 'sqlite' || url === undefined) return undefined;
  return { engine: 'kurrentdb', url, ledger, driver };
};

/** A ledger in KurrentDB is copied and put back by KurrentDB's own means. */
const mustFitPlace = (named: string | undefined, option: string, configuration: Configuration): void => {
  const isElsewhere = placeIn(configuration) !== undefined;
  if (isElsewhere === (named === undefined)) return;
  throw new CliFailure(isElsewhere
    ? `Leave out ${option}: KurrentDB copies its ledger by its own means. See docs/how-to/back-up.md.`
    : `Say where the ledger's copy is with ${option}.`, WRONG_USAGE);
};

/** So is a vault in MongoDB: what is in files is of no use then. */
const mustBeInFolder = ({ vaultStore }: Configuration): void => {
  if (vaultStore === 'sqlite') return;
  throw new CliFailure('LIGGARE_VAULT_STORE says that the vault is in MongoDB, which copies it and puts it '
    + 'back by its own means. See docs/how-to/back-up.md.', WRONG_USAGE);
};

interface BackupOptions {
  readonly ledgerTo?: string;
  readonly vaultTo: string;
}

export const addBackup = (program: Command, terminal: Terminal): void => {
  program.command('backup')
    .description('Copy ledger, vault and fence journal, also while they are served.')
    .option('--ledger-to <folder>', 'folder for the copy of the ledger')
    .requiredOption('--vault-to <folder>', 'another one, for the copies of vault and fence journal')
    .addHelpText('after', `
Examples:
  $ liggare backup --ledger-to /backup/2026-03-02 --vault-to /backup-keys/2026-03-02
  $ LIGGARE_EVENT_STORE=kurrentdb liggare backup --vault-to /backup-keys/2026-03-02

Nothing is written over. The wrapping key is not copied: keep it apart from all copies. A ledger in KurrentDB
is copied first, by KurrentDB's own means. See docs/how-to/back-up.md.`)
    .action(async ({ ledgerTo, vaultTo }: BackupOptions, command: Command) => {
      const { options: { data }, output } = sessionOf(command, terminal);
      const configuration = readConfiguration(process.env);
      mustBeInFolder(configuration);
      mustFitPlace(ledgerTo, '--ledger-to', configuration);
      await mustHaveLedger(data);
      const { backUp } = await import('../../composition/backup/back-up.js');
      const { filesIn } = await import('../../infrastructure/data-folder.js');
      const files = filesIn(data, configuration.fencesFile);
      const made = await backUp(files, { ledgerFolder: ledgerTo, vaultFolder: vaultTo });
      output.result(made, () => {
        for (const file of Object.values(made)) output.line(`Copied ${basename(file)} to ${file}.`);
      });
    });
};

interface RestoreOptions {
  readonly ledger?: string;
  readonly vault: string;
  readonly fences?: string;
  readonly fencesLost: boolean;
}

export const addRestore = (program: Command, terminal: Terminal): void => {
  program.command('restore')
    .description('Put ledger and vault back from copies, and erase again what was erased since.')
    .option('--ledger <file>', 'the copy of the ledger')
    .requiredOption('--vault <file>', 'the copy of the vault')
    .option('--fences <file>', 'the newest fence journal, unless it is in its place (LIGGARE_FENCES)')
    .option('--fences-lost', 'the journal named is older than the copies, and there is no newer one', false)
    .addHelpText('after', `
Examples:
  $ liggare restore --data ./restored --ledger /backup/2026-03-02/ledger.db \\
      --vault /backup-keys/2026-03-02/vault.db --fences ./old/fences.db
  $ liggare verify --data ./restored

--data is a folder without ledger and vault; put the wrapping key in it first, or set LIGGARE_WRAPPING_KEY.
A fence journal that is older than the copies is refused: it does not know what was erased since. With
--fences-lost it is taken, and erasures made after the copies must be made again by hand, save those that
the ledger has the marks of. See docs/how-to/back-up.md.`)
    .action(async ({ fencesLost, ...copies }: RestoreOptions, command: Command) => {
      const { options: { data }, output } = sessionOf(command, terminal);
      const configuration = readConfiguration(process.env);
      mustBeInFolder(configuration);
      mustFitPlace(copies.ledger, '--ledger', configuration);
      const { wrappingKey, fencesFile } = configuration;
      const { putBack } = await import('../../composition/backup/put-back.js');
      const replayed = await putBack(
        { dataFolder: data, wrappingKey, fencesFile, ledgerIn: placeIn(configuration) },
        { ...copies, isNewestLost: fencesLost });
      output.result(replayed, () => output.line(`${data} can be served. ${replayed.erasedAgain} records were `
        + 'erased again that had been erased since the copies were made.'));
    });
};
