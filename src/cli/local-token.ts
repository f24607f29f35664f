import { LocalTokenIssuer, type TokenRequest } from '../api/authentication/local-token-issuer.js';
import { readConfiguration } from '../infrastructure/configuration/configuration.js';
import { isDataFolder } from '../infrastructure/data-folder.js';
import { systemClock } from '../infrastructure/system-clock.js';
import { CliFailure } from './failure.js';

/**
 * A token of the issuer whose key the environment names, or of the one in a data folder, whose key is made on
 * first use.
 */
export const issueToken = async (dataFolder: string, request: TokenRequest): Promise<string> => {
  const { localTokenKey } = readConfiguration(process.env);
  if (!localTokenKey) await mustHaveLedger(dataFolder);
  return (await LocalTokenIssuer.open(localTokenKey ?? dataFolder, systemClock)).issue(request);
};

/**
 * As `mustHaveLedger`, for work that is about ledger and vault wherever the environment says that they are.
 * Where both are elsewhere, the data folder holds neither.
 */
export const mustHaveLedgerSomewhere = async (dataFolder: string): Promise<void> => {
  const { eventStore, vaultStore } = readConfiguration(process.env);
  if (eventStore === 'sqlite' || vaultStore === 'sqlite') await mustHaveLedger(dataFolder);
};

/** A folder that is not there may be misspelt: nothing is made in it, and nothing is found in it. */
export const mustHaveLedger = async (dataFolder: string): Promise<void> => {
  if (await isDataFolder(dataFolder)) return;
  throw new CliFailure(`There is no ledger in ${dataFolder}. "liggare serve" and "liggare import" make one; `
    + '--data names another folder.');
};
