import { hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/** The key that page tokens are sealed under; made from the wrapping key, so it outlives a restart. */
export const pageTokenKeyFrom = (wrappingKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', wrappingKey, '', 'liggare page tokens', KEY_BYTES));
