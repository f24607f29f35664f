import type { JWTPayload } from 'jose';
import { type Caller, type Role, roles } from '../../application/access/caller.js';
import { TokenRefused } from './token-refused.js';

/** Wide enough for what issuers call a subject; no `@`, since an address is a person's. */
const SUBJECT = /^[0-9A-Za-z._:|-]{1,120}$/;
/** Ten or twelve digits standing alone or after a prefix; not the digits that end a UUID. */
const LOOKS_LIKE_IDENTITY_NUMBER = /(^|[._:|])(\d{6}|\d{8})-?\d{4}$/;
const ORGANISATION = /^[0-9A-Za-z-]{1,40}$/;
const UNIT = /^[0-9A-Za-z-]{1,16}$/;

const texts = (claim: unknown): string[] =>
  [claim].flat().filter((part): part is string => typeof part === 'string');

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/** A subject becomes the actor in the ledger, for ever, so it must be an opaque id. */
export const isOpaque = (subject: string): boolean =>
  SUBJECT.test(subject) && !LOOKS_LIKE_IDENTITY_NUMBER.test(subject);

/** A municipality code, the id of a principal, or the whole region. */
export const isOrganisation = (text: string): boolean => ORGANISATION.test(text);

/**
 * The caller that a verified token speaks of; throws `TokenRefused` where it lacks an opaque subject or an
 * organisation. Roles that Liggare does not know are passed over: they belong to other systems.
 */
export const callerIn = (claims: JWTPayload): Caller => {
  const { sub, organisation } = claims;
  if (typeof sub !== 'string' || !isOpaque(sub)) {
    throw new TokenRefused('Who calls is told by an opaque id (sub): no address, and no identity number.');
  }
  if (typeof organisation !== 'string') {
    throw new TokenRefused('It does not say for whom the caller acts (organisation).');
  }
  if (!isOrganisation(organisation)) {
    throw new TokenRefused(
      'For whom the caller acts is told by a code (organisation): letters, digits and hyphens, no name.');
  }
  return {
    actor: sub, organisation,
    roles: [...texts(claims.role), ...texts(claims.roles)].filter(isRole),
    units: texts(claims.units).filter((unit) => UNIT.test(unit)),
  };
};
