import { MunicipalityField } from '../../domain/shared/fields.js';
import { Problem } from '../problems/problem.js';

const NAME = /^[a-z0-9][a-z0-9-]{0,60}$/;

/** Refuses a name in an address that is none. `what` is the part of the address. */
export const mustBeName = (name: string, what: string): void => {
  if (NAME.test(name)) return;
  const rule = `Name the ${what} in lower case, with digits and hyphens.`;
  throw new Problem('request-invalid', { errors: [{ field: what, rule }] });
};

const MUNICIPALITY = new RegExp(MunicipalityField.pattern!);

/** Refuses a municipality code in an address that is none. */
export const mustBeMunicipality = (code: string): void => {
  if (MUNICIPALITY.test(code)) return;
  const rule = 'Write a municipality code of four characters.';
  throw new Problem('request-invalid', { errors: [{ field: 'municipality', rule }] });
};
