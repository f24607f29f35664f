/** A fingerprint of bytes, or text in UTF-8, that come piece by piece. */
export interface ContentDigest {
  update(piece: Uint8Array | string): void;
  /** SHA-256 of everything so far, in hex; ends the digest. */
  hex(): string;
}

export type NewDigest = () => ContentDigest;
