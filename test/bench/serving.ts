import type { Role } from '../../src/application/access/caller.js';
import { issueToken } from '../../src/cli/local-token.js';
import { serveProcess } from '../support/served-process.js';

/** A Liggare that serves in a process of its own. */
export interface Served {
  readonly url: string;
  tokenOf(role: Role, organisation: string): Promise<string>;
}

/**
 * Requests are not logged, trouble is. The register is not kept: in a ledger just made its policy would
 * record thousands of spells while something else is measured.
 */
const QUIET = { LIGGARE_LOG_LEVEL: 'warn', LIGGARE_KAA_REGISTER: 'computed' };

/** Serves a data folder for as long as something is done with it. */
export const serving = async <T>(dataFolder: string, use: (served: Served) => Promise<T>): Promise<T> => {
  const { url, stop } = await serveProcess(dataFolder, QUIET);
  try {
    return await use({
      url, tokenOf: (role, organisation) => issueToken(dataFolder, { role, organisation }),
    });
  } finally {
    await stop();
  }
};
