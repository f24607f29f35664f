import { existsSync } from 'node:fs';
import type { DataFiles } from '../../infrastructure/data-folder.js';
import { ledgerFile } from '../../infrastructure/event-store/sqlite/schema.js';
import { fencesFile } from '../../infrastructure/fences/schema.js';
import {
  type Database, DatabaseUnusable, type FileKind, openDatabaseFile, rowsOf,
} from '../../infrastructure/sqlite/database-file.js';
import { note, noteIn, using } from '../../infrastructure/sqlite/file-notes.js';
import { vaultFile } from '../../infrastructure/vault/sqlite/schema.js';

/**
 * What "liggare backup" copies bears the id of the backup, and the fence journal is told of it afterwards. So
 * a journal that does not know the copies beside it is older than they are, and one that bears an id itself
 * ends where it was copied: neither can tell what was erased since.
 */
const COPY = 'copy';

export const markCopy = (id: string, kind: FileKind) => (copy: Database): void => note(copy, kind, COPY, id);

/** Tells a journal of a backup, once that is whole. */
export const tellOfCopy = (journal: string, id: string, nowMs: number): void => using(
  journal, fencesFile, (database) => knowCopy(database, id, nowMs));

/** Throws `DatabaseUnusable` when a fence journal cannot tell what was erased since others were copied. */
export const mustBeNewerThanCopies = (journal: string, files: MayBeCopies): void => {
  const ids = copiesIn(files);
  const isOld = reading(journal, fencesFile, (database) =>
    noteIn(database, fencesFile, COPY) !== undefined || ids.some((id) => !knowsCopy(database, id)));
  if (!isOld) return;
  throw new DatabaseUnusable('The fence journal is older than what it is to tell about: it does not know '
    + 'what was erased since. Put the newest one back; LIGGARE_FENCES says where it is. If there is no newer '
    + 'one, see "liggare restore --help".');
};

/** What may be put back from copies; the ledger where it is a file. */
type MayBeCopies = Pick<DataFiles, 'vault'> & Partial<Pick<DataFiles, 'ledger'>>;

/** Takes a journal for the newest there is, though it is older than the copies. */
export const takeForNewest = (files: DataFiles, nowMs: number): void => using(
  files.fences, fencesFile, (journal) => {
    for (const id of copiesIn(files)) knowCopy(journal, id, nowMs);
    journal.prepare(`DELETE FROM ${fencesFile.infoTable} WHERE name = ?`).run(COPY);
  });

const copiesIn = ({ ledger, vault }: MayBeCopies): string[] =>
  ([[ledger, ledgerFile], [vault, vaultFile]] as const).flatMap(([file, kind]) => {
    if (file === undefined || !existsSync(file)) return [];
    return reading(file, kind, (database) => noteIn(database, kind, COPY) ?? []);
  });

const reading = <T>(file: string, kind: FileKind, read: (database: Database) => T): T => {
  const database = openDatabaseFile(file, kind, { readOnly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
};

const knowsCopy = (journal: Database, id: string): boolean =>
  rowsOf(journal, 'SELECT 1 FROM copies WHERE id = ?').get(id) !== undefined;

const knowCopy = (journal: Database, id: string, nowMs: number): void => {
  journal.prepare('INSERT INTO copies VALUES (?, ?) ON CONFLICT DO NOTHING').run(id, nowMs);
};
