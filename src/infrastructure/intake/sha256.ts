import { createHash } from 'node:crypto';
import type { NewDigest } from '../../application/ports/content-digest.js';

export const sha256: NewDigest = () => {
  const hash = createHash('sha256');
  return { update: (piece) => void hash.update(piece), hex: () => hash.digest('hex') };
};
