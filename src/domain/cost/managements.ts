import { type Principal, type SchoolRegister, unitDuring } from '../school-register/state.js';
import { FOREVER } from '../shared/civil-date.js';
import { type Ordered, type Period, within } from '../shared/period.js';
import { Remembered } from '../shared/remembered.js';

/** Who runs a unit for a while, or ran it until it was closed. */
export interface Management extends Period {
  readonly principal: Principal | undefined;
  readonly isClosed: boolean;
}

const managementsAsked = new Remembered<SchoolRegister, Ordered<Management>>();
const ALL_TIME: Period = { from: '0001-01-01', to: FOREVER };

/** Who runs a unit in each part of a period. */
export const ranDuring = (register: SchoolRegister, unit: string, period: Period): Management[] =>
  within(managementsAsked.of(register, unit, () => managements(register, unit)), period);

/** Who runs a unit, at any time. A new name for either is no new payee. */
const managements = (register: SchoolRegister, unit: string): Ordered<Management> =>
  unitDuring(register, unit, ALL_TIME).reduce<Management[]>((parts, { facts, from, to }) => {
    const [last, principal, isClosed] = [parts.at(-1), facts?.principal, facts?.closed === true];
    const goesOn = last && last.principal?.id === principal?.id && last.principal?.kind === principal?.kind
      && last.isClosed === isClosed;
    if (goesOn) parts[parts.length - 1] = { ...last, to, principal };
    else parts.push({ from, to, principal, isClosed });
    return parts;
  }, []);
