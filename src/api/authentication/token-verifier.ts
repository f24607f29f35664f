import { decodeJwt, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Caller } from '../../application/access/caller.js';
import type { Clock } from '../../application/ports/clock.js';
import { callerIn } from './claims.js';
import { refusedFor, TokenRefused } from './token-refused.js';

/** Whose tokens are taken, and how they are checked. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** Signature algorithms, named one by one: what a token asks for is never believed. */
  readonly algorithms: readonly string[];
  readonly keys: JWTVerifyGetKey;
}

/** An outside issuer's keys could not be fetched; the same token may be good in a moment. */
export class TokenKeysUnavailable extends Error {
  constructor(options?: ErrorOptions) {
    super('The keys of the token issuer could not be fetched', options);
    this.name = 'TokenKeysUnavailable';
  }
}

export interface TokenVerifier {
  /** The caller a token speaks of. Rejects with `TokenRefused` or `TokenKeysUnavailable`. */
  verify(token: string): Promise<Caller>;
}

interface Remembered {
  readonly caller: Caller;
  readonly untilMs: number;
}

const MOST_REMEMBERED = 1_000;
/** How long a key that its issuer took back can still be good here. */
const REMEMBERED_FOR_MS = 60_000;
const CLOCK_TOLERANCE_SECONDS = 5;

/** Checks tokens against issuers that are trusted; a token just checked is not checked again for a minute. */
export class JwtVerifier implements TokenVerifier {
  private readonly issuers: ReadonlyMap<string, TrustedIssuer>;
  private readonly remembered = new Map<string, Remembered>();

  constructor(trusted: readonly TrustedIssuer[], private readonly clock: Clock) {
    this.issuers = new Map(trusted.map((issuer) => [issuer.issuer, issuer]));
  }

  async verify(token: string): Promise<Caller> {
    const known = this.remembered.get(token);
    if (known && this.clock.now() < known.untilMs) return known.caller;
    this.remembered.delete(token);
    const checked = await this.check(token);
    this.remember(token, checked);
    return checked.caller;
  }

  private async check(token: string): Promise<Remembered> {
    const trusted = this.issuers.get(issuerNamedIn(token));
    if (!trusted) throw new TokenRefused('Its issuer is not trusted here (iss).');
    const { payload } = await jwtVerify(token, trusted.keys, {
      issuer: trusted.issuer, audience: trusted.audience, algorithms: [...trusted.algorithms],
      requiredClaims: ['sub', 'exp'], clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(this.clock.now()),
    }).catch(refuse);
    const caller = callerIn(payload);
    const untilMs = Math.min(payload.exp! * 1_000, this.clock.now() + REMEMBERED_FOR_MS);
    return { caller, untilMs };
  }

  private remember(token: string, checked: Remembered): void {
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.delete(this.remembered.keys().next().value!);
    this.remembered.set(token, checked);
  }
}

/** Only tells whose keys to check with; nothing is believed before the signature is. */
const issuerNamedIn = (token: string): string => {
  try {
    return decodeJwt(token).iss ?? '';
  } catch (error) {
    throw refusedFor(error);
  }
};

const refuse = (error: unknown): never => {
  throw refusedFor(error);
};
