import type { FundingEvent } from '../../domain/funding/events.js';
import type { FundingFact } from '../../domain/funding/state.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { standing } from '../../domain/shared/standing.js';
import { factsIn } from '../ledger/facts-of.js';
import type { PersonEvents } from '../queries/person-events.js';

/** All that was ever decided of how somebody's place is paid for, and withdrawals of it, by event id. */
export const fundingFacts = async (persons: PersonEvents, person: string): Promise<FundingFact[]> => {
  const events = await persons.of(person, (category) => category === 'funding');
  return factsIn<FundingFact>(events, 'funding');
};

/** A decision that holds, an extra cost, or what was claimed of the state and what it answered. */
export type FundingDecision = Exclude<FundingEvent, { type: 'FundingDecisionWithdrawn' }>['data'] & {
  readonly id: string;
  readonly type: FundingEvent['type'];
  readonly until?: CivilDate;
  readonly reason?: string;
};

/** Those that hold, by the day they hold from. */
export const standingDecisions = (facts: readonly FundingFact[]): FundingDecision[] =>
  standing(facts).map(({ id, event: { type, data } }) => ({ id, type, ...data } as FundingDecision));
