import type { FactTimes } from '../../src/domain/shared/fact-order.js';
import type { Event } from '../../src/domain/shared/event.js';
import { membershipOf } from '../../src/domain/kaa/membership.js';
import { defaultKaaPolicy } from '../../src/domain/kaa/policy.js';
import { municipalitiesConcerned, registerChanges } from '../../src/domain/kaa/register.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import { type CheckName, CHECK_NAMES, failuresOf } from '../../src/domain/kaa-report/checks.js';
import {
  reportedYouth, type ReportedYouth, type Reporting,
} from '../../src/domain/kaa-report/reported-youth.js';
import { asFacts, factId } from './given-when-then.js';
import { youthFacts } from './youth.js';

/** Facts of one life, and all that the policy would have recorded by a day. */
export const withRegister = (facts: readonly Fact[], today: string): Fact[] => {
  const membership = membershipOf(youthFacts(facts));
  let spells = 0;
  const recorded = municipalitiesConcerned(membership, facts).flatMap((municipality) =>
    registerChanges(membership, facts, {
      municipality, day: today, newSpell: () => factId(800 + (spells += 1)),
    }));
  return [...facts, ...recorded.map((event, index) => ({ id: factId(900 + index), event }))];
};

export const usualReporting: Reporting = {
  municipality: '1480', half: '2026H2', today: '2027-01-10', policy: defaultKaaPolicy,
};

/** What a half-year report has of somebody of whom this was said. */
export const reportOf = (
  events: readonly Event<string, FactTimes>[], changed: Partial<Reporting> = {},
): ReportedYouth | undefined => {
  const reporting = { ...usualReporting, ...changed };
  return reportedYouth(youthFacts(withRegister(asFacts(events), reporting.today)), reporting);
};

/** The checks that it fails. */
export const failing = (youth: ReportedYouth | undefined): CheckName[] =>
  failuresOf(youth!, CHECK_NAMES).map(({ check }) => check as CheckName);
