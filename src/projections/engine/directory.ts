import type { CollectionSpec, ReadView } from '../../application/ports/read-store.js';
import type { Changes } from './changes.js';
import { type Generation } from './generation.js';

/** Which generations of a projection there are. */
export interface DirectoryEntry {
  /** The one that answers queries. */
  readonly live?: Generation;
  /** The one that is made beside it. */
  readonly building?: Generation;
  /** Names of those that are to be dropped. */
  readonly retired: readonly string[];
  /** How many there ever were. */
  readonly made: number;
}

export const directoryCollection: CollectionSpec = { name: 'projections', fields: {}, indexes: [] };

/** The read store's own table of contents: by projection, its generations. */
export class Directory {
  constructor(private readonly store: ReadView) {}

  async entry(projection: string): Promise<DirectoryEntry> {
    const stored = await this.store.get<DirectoryEntry>(directoryCollection.name, projection);
    return stored ?? { retired: [], made: 0 };
  }

  /** All there are, by projection. */
  async all(): Promise<Map<string, DirectoryEntry>> {
    const MOST = 1_000;
    const stored = await this.store.scan<DirectoryEntry>(directoryCollection.name, '', MOST);
    return new Map(stored.map(({ key, document }) => [key, document]));
  }
}

export const putEntry = (projection: string, entry: DirectoryEntry, changes: Changes): void => {
  changes.put(directoryCollection.name, projection, { ...entry });
};
