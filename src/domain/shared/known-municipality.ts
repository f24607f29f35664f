import { refuseIf } from './refusal.js';

export type IsMunicipality = (code: string) => boolean;

/** Refuses (`municipality-unknown`) a code that no municipality has: whatever is set for it would be lost. */
export const mustBeKnown = (code: string, isMunicipality: IsMunicipality, field: string): void => refuseIf(
  !isMunicipality(code), 'municipality-unknown', field, 'Write the code of a municipality.',
);

/** Written as a municipality is, and not as the organisation number of another principal. */
const IS_CODE = /^\d{4}$/;

/** The same where another principal may stand, too. */
export const mustBeKnownIfCode = (
  id: string, isMunicipality: IsMunicipality, field: string,
): void => refuseIf(
  IS_CODE.test(id) && !isMunicipality(id), 'municipality-unknown', field,
  'Write the code of a municipality, or the organisation number of another principal.',
);
