import { errors } from 'jose';

/**
 * The token proves nothing: expired, forged, for somebody else, or without the claims Liggare needs. The
 * message says which to whoever sent it, and quotes nothing of it.
 */
export class TokenRefused extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'TokenRefused';
  }
}

const byCode: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: 'It has expired (exp).',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'Its signature is not by a key of its issuer.',
  ERR_JWKS_NO_MATCHING_KEY: 'Its issuer publishes no such key (kid, alg).',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'It does not say which key of its issuer signed it (kid).',
  ERR_JOSE_ALG_NOT_ALLOWED: 'It is not signed in a way that is taken here (alg).',
};

const byClaim: Readonly<Record<string, string>> = {
  aud: 'It is meant for another service (aud).',
  exp: 'It does not say when it ends (exp).',
  nbf: 'It is not good yet (nbf).',
  sub: 'It does not say who calls (sub).',
};

/** What a library found wrong with a token, without the claims it keeps; other errors as they are. */
export const refusedFor = (error: unknown): unknown => {
  if (!(error instanceof errors.JOSEError)) return error;
  const claimed = error instanceof errors.JWTClaimValidationFailed ? byClaim[error.claim] : undefined;
  return new TokenRefused(claimed ?? byCode[error.code] ?? 'It is not a signed JWT.');
};
