import { Relay } from './relay.js';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { esdb: 2113, kurrentdb: 2113, mongodb: 27017 };
const SCHEME = '(?<scheme>esdb|kurrentdb|mongodb)';
const HOST = '(?<user>[^@/]*@)?(?<host>[^/?,:]+)(?::(?<port>\\d+))?';
const OPTIONS = '(?<options>.*)';
const ONE_HOST = new RegExp(`^${SCHEME}://${HOST}/?(?:\\?${OPTIONS})?$`);
const LOOPBACK = '127.0.0.1';

/**
 * Whether a server can be reached through a relay: one host, and no TLS, whose certificate would be of
 * another name. Of several hosts, whoever is asked tells where the others are, and nobody would go through.
 */
export const canBeRelayed = (url: string): boolean => {
  const { scheme, options = '' } = ONE_HOST.exec(url)?.groups ?? {};
  if (scheme === undefined) return false;
  return scheme === 'mongodb' ? !/\b(tls|ssl)=true\b/i.test(options) : /\btls=false\b/i.test(options);
};

/** The same address, by way of a relay. */
export const throughRelay = (url: string, { port }: Relay): string => {
  const { scheme, user = '', options } = ONE_HOST.exec(url)!.groups!;
  // Directly: the members that a replica set tells of are not behind the relay.
  const asked = [options, scheme === 'mongodb' && 'directConnection=true'].filter(Boolean).join('&');
  return `${scheme}://${user}${LOOPBACK}:${port}/?${asked}`;
};

export const relayTo = (url: string): Promise<Relay> => {
  const { scheme, host, port = DEFAULT_PORTS[scheme!]! } = ONE_HOST.exec(url)!.groups!;
  return Relay.to(Number(port), { host });
};
