import type { CivilDate } from '../shared/civil-date.js';
import type { RollEvent } from './events.js';

/** The last roll of a school. */
export interface Roll {
  /** Of the event that closed it. */
  readonly id: string;
  readonly on: CivilDate;
}

/** By school unit the last roll it has closed; who is named on a later one was there after all. */
export type Rolls = Readonly<Record<string, Roll>>;

export const noRolls: Rolls = {};

export const evolveRolls = (rolls: Rolls, id: string, { data: { unit, validOn: on } }: RollEvent): Rolls => {
  const last = Object.hasOwn(rolls, unit) ? rolls[unit] : undefined;
  const isLater = last === undefined || on > last.on || (on === last.on && id < last.id);
  return isLater ? { ...rolls, [unit]: { id, on } } : rolls;
};

export const rollOf = (rolls: Rolls, unit: string): Roll | undefined =>
  (Object.hasOwn(rolls, unit) ? rolls[unit] : undefined);
