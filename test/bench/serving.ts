import type { Role } from '../../src/application/access/caller.js';
import { issueToken } from '../../src/cli/local-token.js';
import { serveProcess } from '../support/served-process.js';

/** A Liggare that serves in a process of its own. */
export interface Served {
  readonly url: string;
  tokenOf(role: Role, organisation: string): Promise<string>;
}

/** Serves a data folder for as long as something is done with it. Requests are not logged, trouble is. */
export const serving = async <T>(dataFolder: string, use: (served: Served) => Promise<T>): Promise<T> => {
  const { url, stop } = await serveProcess(dataFolder, { LIGGARE_LOG_LEVEL: 'warn' });
  try {
    return await use({
      url, tokenOf: (role, organisation) => issueToken(dataFolder, { role, organisation }),
    });
  } finally {
    await stop();
  }
};
