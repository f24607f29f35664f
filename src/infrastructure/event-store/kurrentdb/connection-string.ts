import { addressShape, isPercentEncoded, PERCENT_ENCODED } from '../../server-address.js';
import type { DriverName } from './driver.js';

/** The drivers print the whole string when they warn; so what they would warn of is refused. */
const OPTIONS = new Set([
  'tls', 'tlsCAFile', 'userCertFile', 'userKeyFile', 'connectionName', 'defaultDeadline',
  'discoveryInterval', 'gossipTimeout', 'maxDiscoverAttempts', 'keepAliveInterval', 'keepAliveTimeout',
]);
const SHAPE = addressShape(String.raw`(?:esdb|kurrentdb)(?:\+discover)?`);

/** What a text must be to reach KurrentDB; undefined if it is. Never quotes the text: it holds secrets. */
export const problemOfConnectionString = (text: string): string | undefined => {
  const match = SHAPE.exec(text);
  if (!match) return 'an address like esdb://user:password@host:2113?tls=true (or esdb+discover://)';
  if (!isPercentEncoded(text)) return PERCENT_ENCODED;
  const names = (match.groups!.query?.split('&') ?? []).map((pair) => pair.split('=')[0]!);
  const unknown = names.some((name) => !OPTIONS.has(name));
  return unknown ? `an address with no other options than ${[...OPTIONS].join(', ')}` : undefined;
};

/** The same address in the scheme that a client knows. */
export const connectionStringFor = (driver: DriverName, text: string): string => {
  const problem = problemOfConnectionString(text);
  if (problem !== undefined) throw new TypeError(`The address of KurrentDB must be ${problem}`);
  return text.replace(/^(esdb|kurrentdb)/, driver === 'kurrentdb' ? 'kurrentdb' : 'esdb');
};
