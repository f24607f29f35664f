import {
  closeDatabaseFile, type Database, type FileKind, infoQuery, inTransaction, openDatabaseFile,
} from './database-file.js';

/** Opens a file of ours, makes it where there is none, and closes it after use. */
export const using = <T>(file: string, kind: FileKind, use: (database: Database) => T): T => {
  const database = openDatabaseFile(file, kind);
  try {
    return use(database);
  } finally {
    closeDatabaseFile(database);
  }
};

/** What a file tells under a name; noted there first, unless it is empty, if it tells nothing. */
export const noted = (database: Database, kind: FileKind, name: string, make: () => string): string =>
  inTransaction(database, () => {
    const found = noteIn(database, kind, name);
    if (found !== undefined) return found;
    const made = make();
    if (made !== '') database.prepare(`INSERT INTO ${kind.infoTable} VALUES (?, ?)`).run(name, made);
    return made;
  });

/** Notes something, whatever stood there before. */
export const note = (database: Database, kind: FileKind, name: string, value: string): void => {
  database.prepare(`INSERT INTO ${kind.infoTable} VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`).run(name, value);
};

/** What a file tells under a name, if it does. */
export const noteIn = (database: Database, kind: FileKind, name: string): string | undefined =>
  infoQuery(database, kind).get(name)?.[0];
