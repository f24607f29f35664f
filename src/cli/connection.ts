import { BEGINNING } from '../application/ports/event-store.js';
import { ApiClient } from './api-client.js';
import { type ReadModelLag, tellBehind } from './behind.js';
import { CliFailure, WRONG_USAGE } from './failure.js';
import { withServerOn } from './local-server.js';
import { issueToken, mustHaveLedgerSomewhere } from './local-token.js';
import type { Session } from './session.js';

const TERMINAL = {
  role: 'administrator', organisation: 'region', subject: 'local:terminal', ttlSeconds: 24 * 3600,
} as const;

/** What a header takes; a message, caught in place of a token, has spaces and line ends. */
const CAN_BE_SENT = /^[!-~]+$/;

interface ConnectionOptions {
  /** Whether a data folder that is not there is made. */
  readonly makesFolder?: boolean;
}

/** Where the ledger and its read models are. */
interface Standing {
  readonly head: string;
  readonly projections: readonly ReadModelLag[];
}

/** `atLeast` goes into queries, so that the answer knows all that was recorded before it was asked. */
type Use<T> = (client: ApiClient, atLeast?: string) => Promise<T>;

/**
 * Runs something against the server named by `--server`, else the one that runs on the data folder, else one
 * started for as long as it takes (ADR 0008).
 */
export const withClient = async <T>(
  { options: { data, server, token }, terminal: { stderr } }: Session, use: Use<T>,
  { makesFolder = false }: ConnectionOptions = {},
): Promise<T> => {
  if (server !== undefined) {
    if (token === undefined) {
      throw new CliFailure('--server needs a --token (or LIGGARE_TOKEN).', WRONG_USAGE);
    }
    if (!CAN_BE_SENT.test(token)) {
      const form = 'one is a single word, as `liggare token` prints it';
      throw new CliFailure(`That is no token: ${form}.`, WRONG_USAGE);
    }
    return use(new ApiClient(server, token));
  }
  if (!makesFolder) await mustHaveLedgerSomewhere(data);
  return withServerOn(data, async (url) => {
    const client = new ApiClient(url, await issueToken(data, TERMINAL));
    const { head, projections } = await client.get<Standing>('/v1/projections');
    if (!makesFolder) tellBehind(stderr, projections); // a delivery waits for none of them
    return use(client, head === BEGINNING ? undefined : head);
  });
};
