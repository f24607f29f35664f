import { SignJWT } from 'jose';
import {
  createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID,
} from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '../../application/access/caller.js';
import type { Clock } from '../../application/ports/clock.js';
import type { TrustedIssuer } from './token-verifier.js';

const ISSUER = 'urn:liggare:local';
const AUDIENCE = 'urn:liggare:api';
const ALGORITHM = 'EdDSA';
const KEY_FILE = 'token-key.pem';
const EIGHT_HOURS_SECONDS = 8 * 60 * 60;

/** What a token is asked to say. */
export interface TokenRequest {
  readonly role: Role | readonly Role[];
  /** A municipality's code, a principal's id, or `region`. */
  readonly organisation: string;
  readonly units?: readonly string[];
  /** Opaque id of whoever uses the token; becomes the actor in the ledger. */
  readonly subject?: string;
  readonly ttlSeconds?: number;
}

/**
 * Makes tokens for an installation that has no other issuer. Whoever can read its key file can be anybody.
 */
export class LocalTokenIssuer {
  private constructor(
    private readonly privateKey: KeyObject, readonly trusted: TrustedIssuer, private readonly clock: Clock,
  ) {}

  /**
   * Opens the issuer of a data folder, whose key pair is made, readable by the owner only, on first use; or
   * the one whose key several processes have been given.
   */
  static async open(from: string | Uint8Array, clock: Clock): Promise<LocalTokenIssuer> {
    const privateKey = typeof from === 'string' ? await keyIn(join(from, KEY_FILE)) : keyOf(from);
    const publicKey = createPublicKey(privateKey);
    const trusted: TrustedIssuer = {
      issuer: ISSUER, audience: AUDIENCE, algorithms: [ALGORITHM], keys: () => publicKey,
    };
    return new LocalTokenIssuer(privateKey, trusted, clock);
  }

  /** A signed token, good for eight hours where nothing else is said. */
  issue(request: TokenRequest): Promise<string> {
    const { role, organisation, units, subject, ttlSeconds = EIGHT_HOURS_SECONDS } = request;
    const nowSeconds = Math.floor(this.clock.now() / 1_000);
    const roles = [role].flat();
    return new SignJWT({ roles, organisation, ...(units && { units: [...units] }) })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(subject ?? `local:${roles.join(':')}:${told(organisation)}`)
      .setIssuer(ISSUER).setAudience(AUDIENCE)
      .setIssuedAt(nowSeconds).setExpirationTime(nowSeconds + ttlSeconds)
      .sign(this.privateKey);
  }
}

/** An organisation number has the form of a personal number, which a subject must not have. */
const told = (organisation: string): string =>
  (/^\d{6}/.test(organisation) ? `org${organisation}` : organisation);

/** What comes before the 32 bytes of an Ed25519 key in its PKCS 8 form (RFC 8410). */
const ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

const keyOf = (bytes: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([ED25519, bytes]), format: 'der', type: 'pkcs8' });

const keyIn = async (path: string): Promise<KeyObject> => {
  const existing = await readKey(path);
  if (existing) return existing;
  await writeKeyOnce(path);
  return (await readKey(path))!;
};

const readKey = async (path: string): Promise<KeyObject | undefined> => {
  try {
    return createPrivateKey(await readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (!code?.startsWith('ERR_OSSL')) throw error;
    throw new Error(`${path} is damaged; remove it to have a new key made`, { cause: error });
  }
};

/** Whole or not at all, and the first one stays, so that two processes that start together agree. */
const writeKeyOnce = async (path: string): Promise<void> => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await file.sync();
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await file.close();
    await rm(draft);
  }
};
