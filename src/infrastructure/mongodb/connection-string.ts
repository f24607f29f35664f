import { addressShape, isPercentEncoded, PERCENT_ENCODED } from '../server-address.js';

/** What else the driver knows is set here, or would loosen what is promised (write concern, retries). */
const OPTIONS = new Set([
  'replicaSet', 'authSource', 'authMechanism', 'tls', 'tlsCAFile', 'tlsCertificateKeyFile', 'srvServiceName',
  'srvMaxHosts', 'directConnection', 'maxPoolSize', 'maxIdleTimeMS', 'heartbeatFrequencyMS',
]);
const SHAPE = addressShape(String.raw`mongodb(?:\+srv)?`);

/** What a text must be to reach MongoDB; undefined if it is. Never quotes the text: it holds secrets. */
export const problemOfMongoUrl = (text: string): string | undefined => {
  const match = SHAPE.exec(text);
  if (!match) {
    return 'an address like mongodb://user:password@one,two,three/?replicaSet=name, without a database';
  }
  if (!isPercentEncoded(text)) return PERCENT_ENCODED;
  const names = (match.groups!.query?.split('&') ?? []).map((pair) => pair.split('=')[0]!);
  const unknown = names.some((name) => !OPTIONS.has(name));
  return unknown ? `an address with no other options than ${[...OPTIONS].join(', ')}` : undefined;
};

/** Names of databases that are safe on every platform: lower-case letters, digits, _ and -, at most 38. */
export const isDatabaseName = (text: string): boolean => /^[a-z][a-z0-9_-]{0,37}$/.test(text);
