import { type SchoolRegister, unitOn } from '../school-register/state.js';
import { type CivilDate, daysBetween } from '../shared/civil-date.js';

/** A school unit of which nothing came for a while. */
export interface SilentUnit {
  readonly unit: string;
  readonly name: string;
  /** Id of who runs it. */
  readonly principal: string;
  /** The last day that anything came of it; absent where nothing ever did, or too long ago to look for. */
  readonly heardOn?: CivilDate;
  readonly silentDays?: number;
}

/** Units that are open on a day and of which nothing came for so many days, in order of their codes. */
export const silentUnits = (
  register: SchoolRegister, heardOn: ReadonlyMap<string, CivilDate>,
  { today, days }: { readonly today: CivilDate; readonly days: number },
): SilentUnit[] => openUnits(register, today).flatMap((facts) => {
  const own = { unit: facts.unit, name: facts.name, principal: facts.principal.id };
  const heard = heardOn.get(facts.unit);
  if (heard === undefined) return [own];
  const silentDays = daysBetween(heard, today);
  return silentDays < days ? [] : [{ ...own, heardOn: heard, silentDays }];
});

/** Units that have begun and are not closed. */
export const openUnits = (register: SchoolRegister, today: CivilDate) =>
  Object.keys(register.units).sort().map((unit) => unitOn(register, unit, today)!)
    .filter(({ validOn, closed }) => validOn <= today && !closed);
