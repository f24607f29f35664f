/** The bytes were not sealed under this key for this place: the ledger was tampered with, or is damaged. */
export class SealBroken extends Error {
  constructor() {
    super('A sealed payload does not open under its key');
    this.name = 'SealBroken';
  }
}

/** Authenticated encryption and keyed hashing; 32-byte keys. */
export interface Sealer {
  newKey(): Uint8Array;
  seal(key: Uint8Array, plain: Uint8Array, associated: Uint8Array): Uint8Array;
  /** Throws `SealBroken`. */
  open(key: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array;
  /** A UUID from a key and a text: the same for the same two, and telling nothing without the key. */
  keyedId(key: Uint8Array, text: string): string;
  /** A UUID from a text alone, for what is not personal. */
  plainId(text: string): string;
}
