import { openEmbedded } from '../composition/embedded.js';
import {
  type Configuration, printable, readConfiguration,
} from '../infrastructure/configuration/configuration.js';
import { randomIds } from '../infrastructure/random-ids.js';
import { systemClock } from '../infrastructure/system-clock.js';
import { LocalTokenIssuer } from './authentication/local-token-issuer.js';
import { outsideIssuer } from './authentication/outside-issuer.js';
import { JwtVerifier, type TrustedIssuer } from './authentication/token-verifier.js';
import { createApi } from './create-api.js';
import { createLog } from './observability/log.js';

/** A Liggare that answers over HTTP. */
export interface Server {
  readonly url: string;
  /** Answers what is under way, then closes everything. */
  close(): Promise<void>;
}

/**
 * Starts the whole of Liggare as the environment says, and listens. Throws `ConfigurationInvalid` or
 * `DataFolderUnusable`, with nothing left open.
 */
export const startServer = async (
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Server> => {
  const configuration = readConfiguration(environment);
  const { dataFolder, wrappingKey, host, port } = configuration;
  const log = createLog(configuration.logLevel);
  const liggare = await openEmbedded({ dataFolder, wrappingKey });
  try {
    const tokens = new JwtVerifier(await trustedIssuers(configuration), systemClock);
    const app = await createApi({
      ...liggare, verify: () => liggare.verify(), tokens, clock: systemClock, ids: randomIds, log,
      limits: configuration,
    });
    await app.listen(port, host);
    const url = await app.getUrl();
    await liggare.folder.announce(url);
    log.info({ url, configuration: printable(configuration) }, 'started');
    return { url, close: () => app.close().then(() => liggare.close()) };
  } catch (error) {
    await liggare.close();
    throw error;
  }
};

const trustedIssuers = async (configuration: Configuration): Promise<TrustedIssuer[]> => {
  const { dataFolder, localTokens, tokenIssuer: issuer, tokenAudience: audience, tokenKeysUrl: keysUrl }
    = configuration;
  const trusted: TrustedIssuer[] = [];
  if (localTokens === 'on') trusted.push((await LocalTokenIssuer.open(dataFolder, systemClock)).trusted);
  if (issuer && audience && keysUrl) trusted.push(outsideIssuer({ issuer, audience, keysUrl }));
  return trusted;
};
