import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { BEGINNING, type EventStore } from '../application/ports/event-store.js';
import { kurrentDbIn, mongoReadModelsIn, mongoVaultIn } from '../composition/configured-places.js';
import type { Liggare } from '../composition/embedded.js';
import { insisting } from '../composition/insisting.js';
import type { StoreName, StoresWanted } from '../composition/open-stores.js';
import {
  type Configuration, printable, readConfiguration,
} from '../infrastructure/configuration/configuration.js';
import { randomIds } from '../infrastructure/random-ids.js';
import { systemClock } from '../infrastructure/system-clock.js';
import { ReadModelNotReady } from '../projections/engine/live-generations.js';
import { LocalTokenIssuer } from './authentication/local-token-issuer.js';
import { outsideIssuer } from './authentication/outside-issuer.js';
import { JwtVerifier, type TrustedIssuer } from './authentication/token-verifier.js';
import { logLead } from './observability/lead-log.js';
import { createLog, faultOf, type Log } from './observability/log.js';
import { PageTokens } from './requests/page-tokens.js';
import { WaitingRoom } from './waiting-room.js';

/** A Liggare that answers over HTTP. */
export interface Server {
  readonly url: string;
  /** Answers what is under way, then closes everything. */
  close(): Promise<void>;
}

/** The address cannot be listened on. The message is for whoever started the program. */
export class AddressUnusable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AddressUnusable';
  }
}

const STANDARD_ERROR = 2;

/**
 * Starts the whole of Liggare as the environment says, and listens. Throws `ConfigurationInvalid`,
 * `DataFolderUnusable` or `AddressUnusable`, with nothing left open. Logs go to standard error. Stores
 * elsewhere that do not answer are waited for until the signal to stop comes; the address says so meanwhile.
 */
export const startServer = async (
  environment: Readonly<Record<string, string | undefined>>, stopping?: AbortSignal,
): Promise<Server> => {
  const configuration = readConfiguration(environment);
  const { host, roles } = configuration;
  const log = createLog(configuration.logLevel, pino.destination(STANDARD_ERROR));
  const waiting = new WaitingRoom(configuration, log);
  const away = {
    signal: stopping, onAway: (which: StoreName, reason: unknown) => waiting.wait(which, reason),
  };
  // What takes long to load comes after what may refuse to start.
  const { openEmbedded } = await import('../composition/embedded.js');
  const liggare = await openEmbedded({
    ...storesIn(configuration), away, roles, takeOverMs: configuration.leaseMs,
    fencesFile: configuration.fencesFile,
    onFailure: (error) => log.warn({ fault: faultOf(error) }, whatFailed(error)),
    onLead: (news) => logLead(log, news),
  }).catch(async (error: unknown) => {
    await waiting.close();
    throw error;
  });
  let app: NestFastifyApplication | undefined;
  try {
    // While nobody is told yet that it is ready: a ledger that goes just now is waited for, too.
    await insisting('ledger', away, () => warnOfClock(liggare.store, log));
    const tokens = new JwtVerifier(await trustedIssuers(configuration), systemClock);
    const { createApi } = await import('./create-api.js');
    app = await createApi({
      ...liggare, verify: () => liggare.verify(), tokens, clock: systemClock, ids: randomIds, log,
      limits: configuration, pageTokens: new PageTokens(liggare.sealer, liggare.pageTokenKey),
      serves: roles.includes('api') ? 'everything' : 'health',
    });
    await waiting.close();
    const url = await listen(app, host, waiting.port);
    if (configuration.kaaRegister === 'kept' && roles.includes('policies')) keepRegister(liggare, log);
    await liggare.folder.announce(url);
    log.info({ url, configuration: printable(configuration) }, 'started');
    if (liggare.replayed.erasedAgain > 0) log.warn(liggare.replayed, 'older copies: erased again');
    const serving = app;
    return { url, close: () => stop(serving, configuration.stopWaitMs).then(() => liggare.close()) };
  } catch (error) {
    await waiting.close();
    await app?.close();
    await liggare.close();
    throw error;
  }
};

/** What is said of it is our own, and tells the operator what to do. */
const whatFailed = (error: unknown): string => (error instanceof Error && error.name === 'NewerReadModels'
  ? error.message : 'making read models did not go well, and is tried again');

/** Where ledger, vault and read models are. */
const storesIn = (configuration: Configuration): StoresWanted => {
  const { dataFolder, wrappingKey, eventStore, vaultStore, readStore } = configuration;
  return {
    dataFolder, wrappingKey,
    ...(eventStore === 'kurrentdb' && { ledgerIn: kurrentDbIn(configuration) }),
    ...(vaultStore === 'mongodb' && { vaultIn: mongoVaultIn(configuration) }),
    ...(readStore === 'mongodb' && { readModelsIn: mongoReadModelsIn(configuration) }),
  };
};

/** While stores are away, or a read model is made for the first time, that it cannot be kept is no news. */
const keepRegister = (liggare: Liggare, log: Log): void => liggare.keepRegister((error) => {
  if (liggare.staleSince() !== undefined || error instanceof ReadModelNotReady) return;
  log.error({ fault: faultOf(error) }, 'the register could not be kept');
});

const MUCH_SECONDS = 60;

/** Nothing is recorded earlier than what was before it, so with a clock set back, times stand still. */
const warnOfClock = async (store: EventStore, log: Log): Promise<void> => {
  const [newest] = await store.readAll(BEGINNING, { limit: 1, direction: 'backwards' });
  const secondsBehind = Math.round(((newest?.recordedAt ?? 0) - systemClock.now()) / 1_000);
  if (secondsBehind > MUCH_SECONDS) log.warn({ secondsBehind }, 'the clock is behind the newest event');
};

/** Lets requests under way end, but not for ever: a client that sends nothing more must not hold us up. */
const stop = async (app: NestFastifyApplication, waitMs: number): Promise<void> => {
  const server = app.getHttpServer();
  const timer = setTimeout(() => server.closeAllConnections(), waitMs);
  await app.close().finally(() => clearTimeout(timer));
};

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'something else listens there already', EACCES: 'this user may not',
  EADDRNOTAVAIL: 'the address is not one of this machine', ENOTFOUND: 'no such host is known',
};

const listen = async (app: NestFastifyApplication, host: string, port: number): Promise<string> => {
  try {
    await app.listen(port, host);
    return await app.getUrl();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new AddressUnusable(
      `Cannot listen on ${host}:${port}: ${reasons[code] ?? message}. `
      + 'Choose another address with --host and --port (LIGGARE_HOST, LIGGARE_PORT).', { cause: error },
    );
  }
};

const trustedIssuers = async (configuration: Configuration): Promise<TrustedIssuer[]> => {
  const {
    dataFolder, localTokens, localTokenKey,
    tokenIssuer: issuer, tokenAudience: audience, tokenKeysUrl: keysUrl,
  } = configuration;
  const trusted: TrustedIssuer[] = [];
  if (localTokens === 'on') {
    trusted.push((await LocalTokenIssuer.open(localTokenKey ?? dataFolder, systemClock)).trusted);
  }
  if (issuer && audience && keysUrl) trusted.push(outsideIssuer({ issuer, audience, keysUrl }));
  return trusted;
};
