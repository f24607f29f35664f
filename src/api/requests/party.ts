import { type Action, permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';

/** Between whom money is owed. */
export interface Party {
  readonly payer?: string;
  readonly principal?: string;
}

const MUNICIPALITY = /^\d{4}$/;

/** Between whom, as far as the caller may see: own payments, or payments to oneself. */
export const partyOf = (caller: Caller, action: Action, { payer, principal }: Party): Party => {
  const asked = principal === caller.organisation ? principal : payer ?? principal;
  const { organisation } = permittedPart(caller, action, { organisation: asked });
  if (asked !== undefined || organisation === undefined) return { payer, principal };
  return MUNICIPALITY.test(organisation) ? { payer: organisation } : { principal: organisation };
};
