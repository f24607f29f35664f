import { type Sealer, SealBroken } from '../../../application/ports/sealer.js';
import { type Database, DatabaseUnusable, infoQuery, inTransaction } from '../../sqlite/database-file.js';
import { vaultFile } from './schema.js';

const encoder = new TextEncoder();
const INDEX_KEY = 'index-key';

/** Keys as they lie in the vault: sealed under the wrapping key, each for its own stream. */
export class KeyWrapping {
  private constructor(
    private readonly sealer: Sealer, private readonly wrappingKey: Uint8Array,
    private readonly indexKey: Uint8Array,
  ) {}

  /**
   * Opens with the key that hashes identity numbers, made on first use and kept wrapped. Throws
   * `DatabaseUnusable` when the wrapping key is not the one the vault was made with.
   */
  static open(database: Database, sealer: Sealer, wrappingKey: Uint8Array): KeyWrapping {
    const place = encoder.encode(INDEX_KEY);
    const find = infoQuery(database, vaultFile);
    const wrapped = inTransaction(database, () => {
      const found = find.get(INDEX_KEY)?.[0] as Uint8Array | undefined;
      if (found) return found;
      const made = sealer.seal(wrappingKey, sealer.newKey(), place);
      database.prepare('INSERT INTO vault_info VALUES (?, ?)').run(INDEX_KEY, made);
      return made;
    });
    try {
      return new KeyWrapping(sealer, wrappingKey, sealer.open(wrappingKey, wrapped, place));
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      const message = 'The wrapping key is not the one that this vault was made with';
      throw new DatabaseUnusable(message, { cause: error });
    }
  }

  /** What an identity number is found by; says nothing without the vault's own key. */
  hashOf(number: string): string {
    return this.sealer.keyedId(this.indexKey, number);
  }

  newKey(): Uint8Array {
    return this.sealer.newKey();
  }

  wrap(stream: string, key: Uint8Array): Uint8Array {
    return this.sealer.seal(this.wrappingKey, key, encoder.encode(stream));
  }

  unwrap(stream: string, wrapped: Uint8Array): Uint8Array {
    return this.sealer.open(this.wrappingKey, wrapped, encoder.encode(stream));
  }
}
