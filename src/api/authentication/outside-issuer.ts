import { createRemoteJWKSet, errors } from 'jose';
import { TokenKeysUnavailable, type TrustedIssuer } from './token-verifier.js';

/** Public-key algorithms only: with a shared secret whoever checks tokens could also make them. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Where an organisation's own issuer (an OpenID provider) is found, as the configuration says. */
export interface OutsideIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** Address of its JSON Web Key Set. */
  readonly keysUrl: string;
}

/** Trusts an issuer elsewhere by the keys it publishes; they are fetched when needed and kept ten minutes. */
export const outsideIssuer = ({ issuer, audience, keysUrl }: OutsideIssuer): TrustedIssuer => {
  const published = createRemoteJWKSet(new URL(keysUrl));
  return {
    issuer, audience, algorithms: ALGORITHMS,
    keys: async (header, token) => {
      try {
        return await published(header, token);
      } catch (error) {
        throw saysNoSuchKey(error) ? error : new TokenKeysUnavailable({ cause: error });
      }
    },
  };
};

const saysNoSuchKey = (error: unknown): boolean => error instanceof errors.JWKSNoMatchingKey
  || error instanceof errors.JWKSMultipleMatchingKeys || error instanceof errors.JOSENotSupported;
