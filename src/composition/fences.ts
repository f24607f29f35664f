import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { agreeOnNewest } from '../application/erasure/replay-fences.js';
import type { Ledger } from '../application/ledger/ledger.js';
import { StoreUnavailable } from '../application/ports/event-store.js';
import type { FenceJournal } from '../application/ports/fence-journal.js';
import type { DataFiles } from '../infrastructure/data-folder.js';
import { fencesFile } from '../infrastructure/fences/schema.js';
import { openSqliteFenceJournal } from '../infrastructure/fences/sqlite-fence-journal.js';
import type { MongoOptions } from '../infrastructure/mongodb/connection.js';
import { randomIds } from '../infrastructure/random-ids.js';
import { DatabaseUnusable } from '../infrastructure/sqlite/database-file.js';
import { noted, noteIn, using } from '../infrastructure/sqlite/file-notes.js';
import { systemClock } from '../infrastructure/system-clock.js';
import type { MongoVault } from '../infrastructure/vault/mongodb/mongo-vault.js';
import { vaultFile } from '../infrastructure/vault/sqlite/schema.js';
import { mustBeNewerThanCopies } from './backup/copies.js';
import type { OpenedLedger } from './ledger-place.js';
import { openMongoFenceJournal } from './mongodb-stores.js';

const WITHOUT = 'The fence journal is gone. It tells what was erased, also when ledger and vault are put '
  + 'back from copies that are older. Put the newest one back; LIGGARE_FENCES says where it is.';

/**
 * Opens the fence journal of a ledger and its vault; a vault that never had one gets it. Throws
 * `DatabaseUnusable` when it is gone, older than they are, or not theirs: then nobody knows what was erased
 * since they were copied.
 */
export const openFences = ({ id }: OpenedLedger, files: DataFiles): FenceJournal => {
  const { vault, fences: file } = files;
  using(vault, vaultFile, (ofVault) => {
    if (noteIn(ofVault, vaultFile, 'fences') !== undefined && !existsSync(file)) {
      throw new DatabaseUnusable(WITHOUT);
    }
    const own = mustBeOf(id, file);
    if (noted(ofVault, vaultFile, 'fences', () => own) !== own) throw anotherJournal(file);
  });
  mustBeNewerThanCopies(file, files);
  return openSqliteFenceJournal({ file, clock: systemClock });
};

/**
 * The same for a vault in MongoDB, whose journal is there too, one for all processes. What a file beside a
 * data folder still tells, from before that was so, is told to it.
 */
export const openSharedFences = async (
  options: MongoOptions, { id }: OpenedLedger, vault: Pick<MongoVault, 'mustGoWith'>, file: string,
): Promise<FenceJournal> => {
  const journal = await openMongoFenceJournal({ ...options, clock: systemClock });
  try {
    await journal.mustBelongTo({ id });
    await vault.mustGoWith(journal);
    if (!existsSync(file)) return journal;
    mustBeOf(id, file);
    const earlier = openSqliteFenceJournal({ file, clock: systemClock });
    await journal.add(await earlier.all()).finally(() => earlier.close());
    return journal;
  } catch (error) {
    await journal.close();
    throw error;
  }
};

/** The id of the journal, which is made if there is none; throws `DatabaseUnusable` for another ledger's. */
const mustBeOf = (ledger: string, file: string): string => using(file, fencesFile, (journal) => {
  const own = noted(journal, fencesFile, 'id', () => randomIds.next());
  if (noted(journal, fencesFile, 'ledger', () => ledger) !== ledger) throw anotherJournal(file);
  return own;
});

const anotherJournal = (file: string): DatabaseUnusable => new DatabaseUnusable(
  `The fence journal (${basename(file)}) is not the one of this ledger and its vault. Put back the one that `
  + 'is; LIGGARE_FENCES says where it is.');

/** Where the ledger does not answer any more, the next start reads it from where they last agreed. */
export const agreeAtTheEnd = async (ledger: Ledger): Promise<void> => {
  try {
    await agreeOnNewest(ledger);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
  }
};
