import { type CivilDate, FOREVER } from '../shared/civil-date.js';
import { canonicalJson, compareTimes } from '../shared/fact-order.js';
import { intersection, isEmpty, type Period } from '../shared/period.js';
import type { SchoolRegisterEvent } from './events.js';

export type UnitFacts = Extract<SchoolRegisterEvent, { type: 'UnitRegistered' }>['data'];
export type Principal = UnitFacts['principal'];

/** Units and who runs them over time. Plain JSON, since it is kept beside the read models. */
export interface SchoolRegister {
  /** By unit code, in order of validity. */
  readonly units: Readonly<Record<string, readonly UnitFacts[]>>;
}

export const emptySchoolRegister: SchoolRegister = { units: {} };

/** What is known of a unit. A code is text from outside, which may be `toString` as well as digits. */
const entriesOf = (register: SchoolRegister, unit: string): readonly UnitFacts[] =>
  (Object.hasOwn(register.units, unit) ? register.units[unit]! : []);

const inOrder = (a: UnitFacts, b: UnitFacts): number =>
  compareTimes(a, b) || (canonicalJson(a) < canonicalJson(b) ? -1 : 1);

export const evolveSchoolRegister = (
  register: SchoolRegister, event: SchoolRegisterEvent,
): SchoolRegister => {
  const known = entriesOf(register, event.data.unit);
  if (known.some((facts) => canonicalJson(facts) === canonicalJson(event.data))) return register;
  return { units: { ...register.units, [event.data.unit]: [...known, event.data].sort(inOrder) } };
};

export interface UnitPeriod extends Period {
  /** Undefined while the register does not know the unit. */
  readonly facts: UnitFacts | undefined;
}

/** Who ran a unit in each part of a period; the first entry known also answers for the days before it. */
export const unitDuring = (register: SchoolRegister, unit: string, period: Period): UnitPeriod[] => {
  const known = entriesOf(register, unit)
    .filter((facts, index, all) => all[index + 1]?.validOn !== facts.validOn);
  if (known.length === 0) return [{ ...period, facts: undefined }];
  return known.map((facts, index) => ({
    ...intersection(period, {
      from: index === 0 ? '0001-01-01' : facts.validOn, to: known[index + 1]?.validOn ?? FOREVER,
    }),
    facts,
  })).filter((part) => !isEmpty(part));
};

/** The unit as the register has it on a day. */
export const unitOn = (register: SchoolRegister, unit: string, day: CivilDate): UnitFacts | undefined => {
  const known = entriesOf(register, unit);
  return known.findLast((facts) => facts.validOn <= day) ?? known[0];
};
