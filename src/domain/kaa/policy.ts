import type { IsMunicipality } from '../shared/known-municipality.js';
import { assumedRoutine, type KaaRoutines, routineIn, type RoutineOn } from './routine.js';
import { assumedRules, rulesIn, type RulesOn } from './rules.js';

/** What the target group is told by besides facts: decisions that no law takes, and which codes there are. */
export interface KaaPolicy {
  /** Month and day, in the year of the 16th birthday, when compulsory age ends for those who come later. */
  readonly compulsoryAgeEnds: string;
  /** First month and day on which the register waits for those who are placed for the autumn. */
  readonly waitsFrom: string;
  /** What the region has decided. */
  readonly rulesOn: RulesOn;
  /** What municipalities have decided, among it how long their registers wait. */
  readonly routineOn: RoutineOn;
  /** Only a municipality can be responsible: who is registered in a pseudo code is registered in none. */
  readonly isMunicipality: IsMunicipality;
}

/** While nobody has decided anything, and every code is taken for a municipality. */
export const defaultKaaPolicy: KaaPolicy = {
  compulsoryAgeEnds: '07-01', waitsFrom: '06-01', rulesOn: () => assumedRules,
  routineOn: () => assumedRoutine, isMunicipality: () => true,
};

/** By what the region and its municipalities have decided. */
export const policyIn = (known: KaaRoutines, isMunicipality: IsMunicipality): KaaPolicy =>
  ({ ...defaultKaaPolicy, rulesOn: rulesIn(known), routineOn: routineIn(known), isMunicipality });
