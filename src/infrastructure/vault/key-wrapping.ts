import { type Sealer, SealBroken } from '../../application/ports/sealer.js';

const encoder = new TextEncoder();
const INDEX_KEY = encoder.encode('index-key');

/** The vault was made with another wrapping key than this. */
export class WrongWrappingKey extends Error {
  constructor(options?: ErrorOptions) {
    super('The wrapping key is not the one that this vault was made with. Give that one, in '
      + 'LIGGARE_WRAPPING_KEY or as the file wrapping-key in the data folder', options);
    this.name = 'WrongWrappingKey';
  }
}

/** Keys as they lie in the vault: sealed under the wrapping key, each for its own stream. */
export class KeyWrapping {
  private constructor(
    private readonly sealer: Sealer, private readonly wrappingKey: Uint8Array,
    private readonly indexKey: Uint8Array,
  ) {}

  /** A new key to hash identity numbers with, wrapped as it is to be kept in the vault. */
  static newIndexKey(sealer: Sealer, wrappingKey: Uint8Array): Uint8Array {
    return sealer.seal(wrappingKey, sealer.newKey(), INDEX_KEY);
  }

  /** Opens with the index key that the vault keeps; throws `WrongWrappingKey`. */
  static open(sealer: Sealer, wrappingKey: Uint8Array, wrappedIndexKey: Uint8Array): KeyWrapping {
    try {
      return new KeyWrapping(sealer, wrappingKey, sealer.open(wrappingKey, wrappedIndexKey, INDEX_KEY));
    } catch (error) {
      throw error instanceof SealBroken ? new WrongWrappingKey({ cause: error }) : error;
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
