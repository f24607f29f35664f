import { Problem } from '../problems/problem.js';

const NAME = /^[a-z0-9][a-z0-9-]{0,60}$/;

/** Refuses a name in an address that is none. */
export const mustBeName = (name: string, field: string): void => {
  if (NAME.test(name)) return;
  throw new Problem('request-invalid', {
    errors: [{ field, rule: 'Write a name in lower case, with digits and hyphens.' }],
  });
};
