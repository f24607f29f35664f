import { Problem } from '../problems/problem.js';

const NAME = /^[a-z0-9][a-z0-9-]{0,60}$/;

/** Refuses a name in an address that is none. `what` is the part of the address. */
export const mustBeName = (name: string, what: string): void => {
  if (NAME.test(name)) return;
  const rule = `Name the ${what} in lower case, with digits and hyphens.`;
  throw new Problem('request-invalid', { errors: [{ field: what, rule }] });
};
