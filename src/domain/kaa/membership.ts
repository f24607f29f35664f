import { birthIn } from '../person/birth.js';
import type { SchoolingFact } from '../schooling/standing.js';
import type { Stay } from '../schooling/stay.js';
import { schoolingHistory } from '../schooling/timelines.js';
import { type CivilDate, FOREVER } from '../shared/civil-date.js';
import type { Fact } from '../shared/fact-order.js';
import { covering, type Ordered, type Period, within } from '../shared/period.js';
import { standing } from '../shared/standing.js';
import { DAWN } from './condition-period.js';
import { type Condition, CONDITIONS } from './condition-names.js';
import { type Conditions, conditionsIn } from './conditions.js';
import type { KaaEvent } from './events.js';
import { educationTimes } from './in-education.js';
import { defaultKaaPolicy, type KaaPolicy } from './policy.js';
import { type FactsOfPerson, type Responsibility, responsibilities } from './responsibility.js';
import { type Spell, spellsIn } from './spells.js';

/** All that is said of one person that may decide who is in the target group; in any order. */
export interface YouthFacts extends FactsOfPerson {
  readonly kaa: readonly Fact<KaaEvent>[];
}

/** Who is in the target group of the activity responsibility (KAA), when, and why. */
export interface Membership {
  readonly conditions: Conditions;
  readonly responsible: Ordered<Responsibility>;
  /** Unbroken times in the group in one municipality, in order; no two overlap. */
  readonly spells: Ordered<Spell>;
  /** Where schools say that the person was or is, unconfirmed placements apart, and the reports that hold. */
  readonly stays: readonly Stay[];
  readonly reports: readonly SchoolingFact[];
}

/**
 * Membership of one person on every day, past and to come, as a function of the facts: in the group is who
 * meets all six conditions (Education Act 29:9) on a day on which a municipality is responsible. The same
 * for any order of arrival, and whenever one looks: what is waited for is said of each spell.
 *
 * @example covering(membershipOf(facts).spells, '2026-02-03')?.municipality
 */
export const membershipOf = (facts: YouthFacts, policy: KaaPolicy = defaultKaaPolicy): Membership => {
  const person = standing(facts.person);
  const kaa = standing(facts.kaa);
  const history = schoolingHistory(facts.schooling, facts.documents);
  const { timelines, facts: schooling, documents, neverBegun } = history;
  const begun = neverBegun.size === 0 ? schooling : schooling.filter(({ id }) => !neverBegun.has(id));
  const { stays, beside } = timelines.at(-1)!; // unconfirmed placements carry out nothing, whenever one looks
  const attended = { stays: [...stays, ...beside], schooling, begun, documents, kaa };
  const education = educationTimes(attended, policy.rulesOn);
  const conditions = conditionsIn({ person, birth: birthIn(person), documents, kaa, education }, policy);
  const responsible = responsibilities(facts, { person, kaa }, policy.isMunicipality);
  const decided = { met: allMet(conditions), conditions, responsible };
  const spells = spellsIn({ ...decided, person, stays, schooling: begun }, policy);
  return { conditions, responsible, spells, stays, reports: schooling };
};

/** The days on which all six conditions hold. */
const allMet = (conditions: Conditions): Ordered => CONDITIONS
  .map((condition) => conditions[condition].filter(({ holds }) => holds))
  .reduce<Ordered>((met, holding) => met.flatMap((period) => within(holding, period)), [EVER])
  .map(({ from, to }) => ({ from, to }));

const EVER: Period = { from: DAWN, to: FOREVER };

/** One condition on one day: whether it holds, since when, and which events decide it. */
export interface ConditionOn {
  readonly condition: Condition;
  readonly holds: boolean;
  readonly since: CivilDate;
  readonly decidedBy: readonly string[];
}

export const conditionsOn = ({ conditions }: Membership, day: CivilDate): ConditionOn[] =>
  CONDITIONS.map((condition) => {
    const { holds, from: since, decidedBy } = covering(conditions[condition], day)!;
    return { condition, holds, since, decidedBy };
  });
