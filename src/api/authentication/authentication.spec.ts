import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { createPublicKey } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalTokenIssuer } from './local-token-issuer.js';
import { outsideIssuer } from './outside-issuer.js';
import { TokenRefused } from './token-refused.js';
import { JwtVerifier, TokenKeysUnavailable } from './token-verifier.js';

let folder: string;
let nowMs: number;
const clock = { now: () => nowMs };
const request = { role: 'registrar', organisation: '1480', units: ['94353434'] } as const;

beforeEach(async () => {
  nowMs = Date.parse('2026-03-16T08:00:00Z');
  folder = await mkdtemp(join(tmpdir(), 'liggare-tokens-'));
});
afterEach(() => rm(folder, { recursive: true }));

const local = async () => {
  const issuer = await LocalTokenIssuer.open(folder, clock);
  return { issuer, verifier: new JwtVerifier([issuer.trusted], clock) };
};

/** A token signed by whoever, claiming to be the local issuer's. */
const signed = async (key: CryptoKey | Uint8Array, alg: string, claims: Record<string, unknown> = {}) =>
  new SignJWT({
    iss: 'urn:liggare:local', aud: 'urn:liggare:api', sub: 'a1', organisation: '1480',
    roles: ['administrator'], exp: nowMs / 1_000 + 60, ...claims,
  }).setProtectedHeader({ alg }).sign(key);

describe('tokens of the local issuer', () => {
  test('say who calls', async () => {
    const { issuer, verifier } = await local();
    expect(await verifier.verify(await issuer.issue({ ...request, subject: 'officer-7' }))).toEqual({
      actor: 'officer-7', roles: ['registrar'], organisation: '1480', units: ['94353434'],
    });
  });

  const organisations = ['1480', 'region', '556000-0001', '5560000001'];
  test.each(organisations)('are good for a caller of %s', async (organisation) => {
    const { issuer, verifier } = await local();
    const token = await issuer.issue({ ...request, organisation });
    expect(await verifier.verify(token)).toMatchObject({ organisation });
  });

  test('are good for the time asked for, and no longer, even where they were just checked', async () => {
    const { issuer, verifier } = await local();
    const token = await issuer.issue({ ...request, ttlSeconds: 90 });
    await verifier.verify(token);
    nowMs += 89_000;
    await verifier.verify(token);
    nowMs += 10_000;
    await expect(verifier.verify(token)).rejects.toThrow(TokenRefused);
  });

  test('are refused when a character of what they say was changed', async () => {
    const { issuer, verifier } = await local();
    const [header, , signature] = (await issuer.issue(request)).split('.');
    const claims = Buffer.from(JSON.stringify({
      iss: 'urn:liggare:local', aud: 'urn:liggare:api', sub: 'a1', organisation: '1480',
      roles: ['administrator'], exp: nowMs / 1_000 + 60,
    })).toString('base64url');
    await expect(verifier.verify(`${header}.${claims}.${signature}`)).rejects.toThrow(TokenRefused);
  });

  test('are refused when somebody else signed them', async () => {
    const { verifier } = await local();
    const { privateKey } = await generateKeyPair('EdDSA');
    await expect(verifier.verify(await signed(privateKey, 'EdDSA')))
      .rejects.toThrow(new TokenRefused('Its signature is not by a key of its issuer.'));
  });

  test('are refused unsigned (alg none)', async () => {
    const { verifier } = await local();
    const token = new UnsecuredJWT({ sub: 'a1', organisation: '1480', roles: ['administrator'] })
      .setIssuer('urn:liggare:local').setAudience('urn:liggare:api')
      .setExpirationTime(nowMs / 1_000 + 60).encode();
    await expect(verifier.verify(token)).rejects.toThrow(TokenRefused);
  });

  test('are refused when signed with the public key as if it were a shared secret', async () => {
    const { verifier } = await local();
    const publicKey = createPublicKey(await readFile(join(folder, 'token-key.pem')));
    const secret = publicKey.export({ type: 'spki', format: 'der' });
    const token = await signed(secret, 'HS256');
    await expect(verifier.verify(token))
      .rejects.toThrow(new TokenRefused('It is not signed in a way that is taken here (alg).'));
  });

  test.each(['', 'x', 'a.b.c', 'Bearer'])('are refused when they are none: %j', async (text) => {
    const { verifier } = await local();
    await expect(verifier.verify(text)).rejects.toThrow(new TokenRefused('It is not a signed JWT.'));
  });
});

describe('the key of the local issuer', () => {
  test('is made once, and read by its owner only', async () => {
    const first = await local();
    const second = await local();
    const token = await first.issuer.issue(request);
    expect(await second.verifier.verify(token)).toMatchObject({ organisation: '1480' });
    expect((await stat(join(folder, 'token-key.pem'))).mode & 0o777).toBe(0o600);
  });

  test('is one key when several open the folder at once, and no draft of it stays', async () => {
    const opened = await Promise.all(Array.from({ length: 5 }, local));
    const token = await opened[0]!.issuer.issue(request);
    const callers = await Promise.all(opened.map(({ verifier }) => verifier.verify(token)));
    expect(callers.map(({ organisation }) => organisation)).toEqual(Array(5).fill('1480'));
    expect(await readdir(folder)).toEqual(['token-key.pem']);
  });

  test('is never quoted when it is damaged', async () => {
    await writeFile(join(folder, 'token-key.pem'), '-----BEGIN PRIVATE KEY-----\nsecret');
    await expect(local()).rejects.toThrow(/^(?!.*secret).*token-key.pem is damaged/);
  });
});

describe('claims', () => {
  const verified = async (claims: Record<string, unknown>) => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    const trusted = {
      issuer: 'urn:liggare:local', audience: 'urn:liggare:api', algorithms: ['EdDSA'], keys: () => publicKey,
    };
    return new JwtVerifier([trusted], clock).verify(await signed(privateKey, 'EdDSA', claims));
  };

  const NOT_OPAQUE = 'Who calls is told by an opaque id (sub): no address, and no identity number.';

  test.each([
    ['another audience', { aud: 'urn:other:api' }, 'It is meant for another service (aud).'],
    ['another issuer', { iss: 'urn:other' }, 'Its issuer is not trusted here (iss).'],
    ['no end', { exp: undefined }, 'It does not say when it ends (exp).'],
    ['an end that is past', { exp: 1_700_000_000 }, 'It has expired (exp).'],
    ['no subject', { sub: undefined }, 'It does not say who calls (sub).'],
    ['no organisation', { organisation: undefined },
      'It does not say for whom the caller acts (organisation).'],
    ['a name as organisation', { organisation: 'Anna Andersson' },
      'For whom the caller acts is told by a code (organisation): letters, digits and hyphens, no name.'],
    ['a beginning in the future', { nbf: Date.parse('2026-03-16T09:00:00Z') / 1_000 },
      'It is not good yet (nbf).'],
    ['an address as subject', { sub: 'someone@example.org' }, NOT_OPAQUE],
    ['what looks like an identity number as subject', { sub: '201001012382' }, NOT_OPAQUE],
  ])('%s: refused, and said why', async (_, claims, why) => {
    await expect(verified(claims)).rejects.toThrow(new TokenRefused(why));
  });

  test('a UUID that ends in digits is a good subject', async () => {
    const sub = '0f9a3a52-1c1e-4a30-9d5d-201001012382';
    expect(await verified({ sub })).toMatchObject({ actor: sub });
  });

  test('roles of other systems are passed over', async () => {
    expect(await verified({ role: 'viewer', roles: ['payroll'] })).toMatchObject({ roles: ['viewer'] });
  });
});

describe('an outside issuer', () => {
  let server: Server;
  let published: unknown;
  let status: number;

  beforeEach(async () => {
    status = 200;
    server = createServer((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(published));
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  });
  afterEach(() => new Promise((resolve) => { server.close(resolve); }));

  const trusted = () => outsideIssuer({
    issuer: 'urn:outside', audience: 'liggare',
    keysUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
  });

  const tokenBy = (key: CryptoKey) => new SignJWT({ organisation: '1481', roles: ['economist'] })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' }).setSubject('u-1').setIssuer('urn:outside')
    .setAudience('liggare').setExpirationTime(nowMs / 1_000 + 60).sign(key);

  test('is trusted by the keys it publishes', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    published = { keys: [{ ...await exportJWK(publicKey), kid: 'k1', alg: 'ES256', use: 'sig' }] };
    expect(await new JwtVerifier([trusted()], clock).verify(await tokenBy(privateKey)))
      .toMatchObject({ actor: 'u-1', roles: ['economist'], organisation: '1481' });
  });

  test('a token signed with a key it does not publish is refused', async () => {
    const { publicKey } = await generateKeyPair('ES256');
    published = { keys: [{ ...await exportJWK(publicKey), kid: 'k1', alg: 'ES256' }] };
    const forged = await tokenBy((await generateKeyPair('ES256')).privateKey);
    await expect(new JwtVerifier([trusted()], clock).verify(forged))
      .rejects.toThrow(new TokenRefused('Its signature is not by a key of its issuer.'));
    published = { keys: [{ ...await exportJWK(publicKey), kid: 'k2', alg: 'ES256' }] };
    await expect(new JwtVerifier([trusted()], clock).verify(forged))
      .rejects.toThrow(new TokenRefused('Its issuer publishes no such key (kid, alg).'));
  });

  test('while its keys cannot be fetched nobody is told that the token is bad', async () => {
    status = 500;
    const { privateKey } = await generateKeyPair('ES256');
    await expect(new JwtVerifier([trusted()], clock).verify(await tokenBy(privateKey)))
      .rejects.toThrow(TokenKeysUnavailable);
  });
});
