import { BEGINNING } from '../application/ports/event-store.js';
import { ApiClient } from './api-client.js';
import { CliFailure, WRONG_USAGE } from './failure.js';
import { withServerOn } from './local-server.js';
import { issueToken, mustHaveLedgerSomewhere } from './local-token.js';
import type { Session } from './session.js';

const TERMINAL = {
  role: 'administrator', organisation: 'region', subject: 'local:terminal', ttlSeconds: 24 * 3600,
} as const;

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
  if (!makesFolder) await mustHaveLedgerSomewhere(data);
  return withServerOn(data, async (url) => {
    const client = new ApiClient(url, await issueToken(data, TERMINAL));
    const { head } = await client.get<{ head: string }>('/v1/projections');
    return use(client, head === BEGINNING ? undefined : head);
  });
};
