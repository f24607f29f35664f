import type { DatabaseKind } from './database-info.js';

/** The databases of ours that there may be, each with the settings that say where it is. */
export const vaultKind: DatabaseKind = {
  name: 'vault', format: 1, setting: 'LIGGARE_MONGODB_VAULT_DATABASE',
  addressIn: 'LIGGARE_MONGODB_VAULT_URL (LIGGARE_MONGODB_URL where that says nothing)',
};

export const fencesKind: DatabaseKind = {
  name: 'fence journal', format: 1, setting: 'LIGGARE_MONGODB_FENCES_DATABASE',
  addressIn: 'LIGGARE_MONGODB_FENCES_URL (that of the vault where that says nothing)',
};

export const readModelsKind: DatabaseKind = {
  name: 'read models', format: 1, setting: 'LIGGARE_MONGODB_DATABASE', addressIn: 'LIGGARE_MONGODB_URL',
};
