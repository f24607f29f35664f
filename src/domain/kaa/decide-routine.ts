import { isDayOfYear } from '../cost/counting/day-of-year.js';
import { settingToWithdraw, unlessSet } from '../shared/dated-versions.js';
import type { Fact } from '../shared/fact-order.js';
import { refuseIf } from '../shared/refusal.js';
import { reported, type Said } from '../shared/reported.js';
import { defaultKaaPolicy } from './policy.js';
import type { KaaSettingEvent } from './routine.js';
import {
  KaaRoutineSet, KaaRoutineWithdrawn, type RoutineEvent, type RoutineVersion,
} from './routine-events.js';

/** Of the stream that the region's rules are in too. */
type Recorded = readonly Fact<KaaSettingEvent>[];

const { waitsFrom } = defaultKaaPolicy;

const mustBeDayOfYear = (text: string, field: string): void => refuseIf(
  !isDayOfYear(text), 'date-impossible', field, 'Write a day that every year has, as mm-dd.',
);

/** By which routine a municipality follows up from a day on: all of its settings. */
export const setRoutine = (routine: RoutineVersion, recorded: Recorded, now?: string): RoutineEvent[] => {
  const said = reported(KaaRoutineSet, routine);
  const { autumn, waitsThrough, steps, signals } = routine;
  mustBeDayOfYear(autumn.from, 'autumn.from');
  mustBeDayOfYear(autumn.through, 'autumn.through');
  mustBeDayOfYear(waitsThrough, 'waitsThrough');
  if (signals) mustBeDayOfYear(signals.termBegins, 'signals.termBegins');
  refuseIf(
    autumn.through < autumn.from, 'ends-before-it-begins', 'autumn.through',
    'Write a day of the same year, no earlier than the first.',
  );
  refuseIf(
    waitsThrough < waitsFrom, 'ends-before-it-begins', 'waitsThrough',
    `Write a day from ${waitsFrom} on, when the register begins to wait.`,
  );
  refuseIf(new Set(steps).size !== steps.length, 'step-named-twice', 'steps', 'Name each way once.');
  return unlessSet(said, of(routine.municipality, recorded), now);
};

const of = (municipality: string, recorded: Recorded): Recorded => recorded.filter(({ event: { data } }) =>
  'municipality' in data && data.municipality === municipality);

export type RoutineWithdrawal = Omit<Said<typeof KaaRoutineWithdrawn>, 'validOn'>;

/** What a municipality set never held. */
export const withdrawRoutine = (withdrawal: RoutineWithdrawal, recorded: Recorded): RoutineEvent[] => {
  const { withdraws, municipality } = withdrawal;
  const { target, isWithdrawn } = settingToWithdraw(withdraws, of(municipality, recorded));
  const said = reported(KaaRoutineWithdrawn, { ...withdrawal, validOn: target.event.data.validOn });
  return isWithdrawn ? [] : [said];
};
