import { startServer } from '../api/server.js';
import { issueToken } from './local-token.js';
import { holderOf } from '../infrastructure/data-folder.js';
import { ApiClient } from './api-client.js';
import { CliFailure } from './failure.js';
import type { GlobalOptions } from './options.js';

/** A server to speak to, for as long as a command takes. */
export interface Connection {
  readonly client: ApiClient;
}

const ADMINISTRATOR = { role: 'administrator', organisation: 'region', subject: 'local:terminal', ttlSeconds: 24 * 3600 } as const;

/**
 * Runs something against the server named by `--server`, else the one that runs on the data folder, else one
 * started for the occasion (ADR 0008).
 */
export const withConnection = async <T>(options: GlobalOptions, use: (connection: Connection) => Promise<T>): Promise<T> => {
  if (options.server !== undefined) {
    if (options.token === undefined) throw new CliFailure('--server needs a --token (or LIGGARE_TOKEN).', 2);
    return use({ client: new ApiClient(options.server, options.token) });
  }
  const running = await holderOf(options.data);
  if (running?.url !== undefined) return use({ client: new ApiClient(running.url, await localToken(options)) });

  const server = await startServer({
    ...process.env, LIGGARE_DATA: options.data, LIGGARE_HOST: '127.0.0.1', LIGGARE_PORT: '0', LIGGARE_LOG_LEVEL: 'error',
  });
  try {
    return await use({ client: new ApiClient(server.url, await localToken(options)) });
  } finally {
    await server.close();
  }
};

const localToken = (options: GlobalOptions): Promise<string> => issueToken(options.data, ADMINISTRATOR);
