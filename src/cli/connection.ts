import { holderOf } from '../infrastructure/data-folder.js';
import { ApiClient } from './api-client.js';
import { CliFailure, WRONG_USAGE } from './failure.js';
import { issueToken, mustHaveLedger } from './local-token.js';
import type { Session } from './session.js';

const TERMINAL = {
  role: 'administrator', organisation: 'region', subject: 'local:terminal', ttlSeconds: 24 * 3600,
} as const;

/** The longest that the configuration permits: read models may have much to catch up with at the start. */
const LONGEST_WAIT_MS = '60000';

interface ConnectionOptions {
  /** Whether a data folder that is not there is made. */
  readonly makesFolder?: boolean;
}

/** `atLeast` goes into queries, so that the answer knows all that was recorded before it was asked. */
type Use<T> = (client: ApiClient, atLeast?: string) => Promise<T>;

/**
 * Runs something against the server named by `--server`, else the one that runs on the data folder, else one
 * started for as long as it takes (ADR 0008).
 */
export const withClient = async <T>(
  { options: { data, server, token } }: Session, use: Use<T>, { makesFolder = false }: ConnectionOptions = {},
): Promise<T> => {
  if (server !== undefined) {
    if (token !== undefined) return use(new ApiClient(server, token));
    throw new CliFailure('--server needs a --token (or LIGGARE_TOKEN).', WRONG_USAGE);
  }
  const useLocally = async (url: string): Promise<T> => {
    const client = new ApiClient(url, await issueToken(data, TERMINAL));
    return use(client, (await client.get<{ head: string }>('/v1/projections')).head);
  };
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
    LIGGARE_LOG_LEVEL: 'error', LIGGARE_LOCAL_TOKENS: 'on', LIGGARE_WAIT_LIMIT_MS: LONGEST_WAIT_MS,
  });
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
};
