import { LocalTokenIssuer, type TokenRequest } from '../api/authentication/local-token-issuer.js';
import { systemClock } from '../infrastructure/system-clock.js';

/** A token of the data folder's own issuer, whose key is made on first use. */
export const issueToken = async (dataFolder: string, request: TokenRequest): Promise<string> =>
  (await LocalTokenIssuer.open(dataFolder, systemClock)).issue(request);
