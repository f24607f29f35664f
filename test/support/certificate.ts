import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** What a server shows, and the authority that vouches for it: made anew, so that no key lies about. */
export interface ServerCertificate {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** A certificate for this machine only, by an authority that nobody else knows, as PEM. */
export const certificateOfLoopback = (): ServerCertificate => {
  const [authority, server] = [newKey(), newKey()];
  const vouching = { issuer: 'Test authority', by: authority };
  return {
    authority: certificate({ ...vouching, subject: 'Test authority', of: authority, serial: 1 }, isAuthority),
    certificate: certificate({ ...vouching, subject: 'Test server', of: server, serial: 2 }, ofLoopback),
    key: server.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
};

const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

// DER, as RFC 5280 has it: a tag, a length, and what is within.
const TAGS = {
  yes: 0x01, number: 0x02, bits: 0x03, bytes: 0x04, oid: 0x06, text: 0x0c, time: 0x17, sequence: 0x30,
  set: 0x31, version: 0xa0, extensions: 0xa3, dnsName: 0x82, ipAddress: 0x87,
} as const;

const der = (tag: keyof typeof TAGS, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([TAGS[tag], ...lengthOf(body)]), body]);
};

/** In as few bytes as can be. */
const lengthOf = ({ length }: Buffer): number[] =>
  (length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]);

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const text = (said: string): Buffer => Buffer.from(said, 'latin1');
const [COMMON_NAME, BASIC_CONSTRAINTS, OTHER_NAMES] = ['550403', '551d13', '551d11'];
const ECDSA_WITH_SHA256 = der('sequence', der('oid', hex('2a8648ce3d040302')));

const named = (name: string): Buffer =>
  der('sequence', der('set', der('sequence', der('oid', hex(COMMON_NAME)), der('text', text(name)))));
const extension = (oid: string, value: Buffer): Buffer =>
  der('sequence', der('oid', hex(oid)), der('bytes', value));
const isAuthority = extension(BASIC_CONSTRAINTS, der('sequence', der('yes', hex('ff'))));
const ofLoopback = extension(OTHER_NAMES, der('sequence',
  der('ipAddress', Buffer.from([127, 0, 0, 1])), der('dnsName', text('localhost'))));

interface Vouched {
  readonly subject: string;
  readonly of: KeyObject;
  readonly issuer: string;
  readonly by: KeyObject;
  readonly serial: number;
}

const certificate = ({ subject, of, issuer, by, serial }: Vouched, more: Buffer): string => {
  const said = der('sequence',
    der('version', der('number', hex('02'))), der('number', Buffer.from([serial])), ECDSA_WITH_SHA256,
    named(issuer), der('sequence', der('time', text('200101000000Z')), der('time', text('491231235959Z'))),
    named(subject), createPublicKey(of).export({ type: 'spki', format: 'der' }),
    der('extensions', der('sequence', more)));
  const signed = der('sequence', said, ECDSA_WITH_SHA256, der('bits', hex('00'), sign('sha256', said, by)));
  const lines = signed.toString('base64').match(/.{1,64}/g)!;
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};
