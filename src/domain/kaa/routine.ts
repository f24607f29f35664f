import type { CivilDate } from '../shared/civil-date.js';
import { type ByName, versionOn, withoutVersion, withVersion } from '../shared/dated-versions.js';
import type { RoutineEvent, RoutineVersion, SignalThresholds } from './routine-events.js';
import { type KnownRules, RULES } from './rules.js';
import type { RulesEvent } from './rules-events.js';

/** What a municipality has decided on how it follows up. */
export type KaaRoutine = Omit<RoutineVersion, 'validOn' | 'reportedAt' | 'municipality' | 'origin'>;

/**
 * For municipalities that have set nothing. No source gives such numbers: they are assumed. The order of the
 * steps is that of a regional handbook; guardians are asked only about somebody who is under 18.
 */
export const assumedRoutine: KaaRoutine = {
  firstTryDays: 14, contactDays: 90, retryDays: 21,
  autumn: { from: '08-15', through: '10-31', retryDays: 10 },
  waitsThrough: '09-15',
  steps: ['letter', 'text-message', 'previous-school', 'guardian', 'home-visit'],
};

/** For municipalities that have set none: assumed too, no source gives any. */
export const assumedSignals: SignalThresholds = {
  absentPercent: 20, unexcusedHours: 20, warnings: 2, programmeChanges: 2, withinDays: 365,
  termBegins: '08-20', lateStartDays: 30,
};

export const signalsIn = ({ signals = assumedSignals }: KaaRoutine): SignalThresholds => signals;

/**
 * All routines that hold, by municipality, and the rules of the region, in order of time. Plain JSON, kept
 * beside read models.
 */
export interface KaaRoutines extends KnownRules {
  readonly routines: ByName<RoutineVersion>;
  /** Ids withdrawn, whether or not what they withdraw has arrived yet. */
  readonly withdrawn: readonly string[];
}

export const noRoutines: KaaRoutines = { routines: {}, rules: {}, withdrawn: [] };

/** Whatever is set of how youths are followed up: in one stream, and folded into one state. */
export type KaaSettingEvent = RoutineEvent | RulesEvent;

export const evolveRoutines = (known: KaaRoutines, id: string, event: KaaSettingEvent): KaaRoutines => {
  const { routines, rules, withdrawn } = known;
  if (event.type === 'KaaRoutineWithdrawn' || event.type === 'KaaRulesWithdrawn') {
    const gone = event.data.withdraws;
    return {
      routines: withoutVersion(routines, gone), rules: withoutVersion(rules, gone),
      withdrawn: withdrawn.includes(gone) ? withdrawn : [...withdrawn, gone],
    };
  }
  if (withdrawn.includes(id)) return known;
  if (event.type === 'KaaRulesSet') {
    return { ...known, rules: withVersion(rules, RULES, { id, version: event.data }) };
  }
  return { ...known, routines: withVersion(routines, event.data.municipality, { id, version: event.data }) };
};

/** The routine of a municipality on a day. */
export type RoutineOn = (municipality: string, day: CivilDate) => KaaRoutine;

/** Whatever is counted goes by the routine of the day that it is counted from. */
export const routineIn = ({ routines }: KaaRoutines): RoutineOn => (municipality, day) =>
  versionOn(routines, municipality, day)?.version ?? assumedRoutine;
