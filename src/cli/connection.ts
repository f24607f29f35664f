import { holderOf } from '../infrastructure/data-folder.js';
import { ApiClient } from './api-client.js';
import { CliFailure, WRONG_USAGE } from './failure.js';
import { issueToken, mustHaveLedger } from './local-token.js';
import type { Session } from './session.js';

const TERMINAL = {
  role: 'administrator', organisation: 'region', subject: 'local:terminal', ttlSeconds: 24 * 3600,
} as const;

interface ConnectionOptions {
  /** Whether a data folder that is not there is made. */
  readonly makesFolder?: boolean;
}

/**
 * Runs something against the server named by `--server`, else the one that runs on the data folder, else one
 * started for as long as it takes (ADR 0008).
 */
export const withClient = async <T>(
  { options: { data, server, token } }: Session, use: (client: ApiClient) => Promise<T>,
  { makesFolder = false }: ConnectionOptions = {},
): Promise<T> => {
  if (server !== undefined) {
    if (token !== undefined) return use(new ApiClient(server, token));
    throw new CliFailure('--server needs a --token (or LIGGARE_TOKEN).', WRONG_USAGE);
  }
  const useLocally = async (url: string): Promise<T> =>
    use(new ApiClient(url, await issueToken(data, TERMINAL)));
  const running = await holderOf(data);
  if (running?.url !== undefined) return useLocally(running.url);
  if (!makesFolder) await mustHaveLedger(data);
  return withOwnServer(data, useLocally);
};

/** The server is loaded only where it is needed, so that all else starts at once. */
const withOwnServer = async <T>(dataFolder: string, use: (url: string) => Promise<T>): Promise<T> => {
  const { startServer } = await import('../api/server.js');
  const server = await startServer({
    ...process.env, LIGGARE_DATA: dataFolder, LIGGARE_HOST: '127.0.0.1', LIGGARE_PORT: '0',
    LIGGARE_LOG_LEVEL: 'error', LIGGARE_LOCAL_TOKENS: 'on',
  });
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
};
