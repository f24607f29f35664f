import type { KeyState } from '../../application/ports/vault.js';
import type { Category } from '../../domain/shared/event.js';

/** Everything that a vault holds, as it lies there: keys stay wrapped, numbers are hashes. */
export interface VaultRows {
  readonly persons: VaultTable<PersonRow>;
  readonly numbers: VaultTable<NumberRow>;
  readonly streams: VaultTable<StreamRow>;
}

export interface PersonRow {
  readonly key: string;
  /** Who the person turned out to be. */
  readonly joinedInto: string | undefined;
}

export interface NumberRow {
  /** The keyed hash of an identity number. */
  readonly key: string;
  readonly person: string;
}

export interface StreamRow {
  readonly key: string;
  readonly person: string;
  readonly category: Category;
  readonly case: string;
  readonly authority: string | undefined;
  readonly state: KeyState;
  /** In base64; undefined once destroyed. */
  readonly wrapped: string | undefined;
}

export interface VaultTable<Row extends { readonly key: string }> {
  /** All rows, in any order, each once while nobody writes. */
  pages(): AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
  find(keys: readonly string[]): Promise<Map<string, Row>>;
  count(): Promise<number>;
  /** Puts rows where they are missing, or another is; those of persons before those that name them. */
  put(rows: readonly Row[]): Promise<void>;
}

export const ROWS_AT_ONCE = 1_000;
