import { type CivilDate, firstOfNextMonth } from '../shared/civil-date.js';
import { refuseIf } from '../shared/refusal.js';
import { reported, type Said } from '../shared/reported.js';
import {
  SettlementAbandoned, SettlementApproved, type SettlementEvent, SettlementIssued, SettlementPrepared,
} from './events.js';
import {
  type Preparation, type Settlement, settledThrough, settlementNamed, settlementsIn, type Step, underWay,
} from './state.js';

/**
 * A settlement is worked out, approved by somebody else, and issued. A new preparation takes the place of
 * one that nobody approved. Refuses a month that is not over, and one that was settled and left behind.
 */
export const prepareSettlement = (
  preparation: Preparation, steps: readonly Step[], today: CivilDate,
): SettlementEvent[] => {
  const event = reported(SettlementPrepared, preparation);
  const settlements = settlementsIn(steps);
  if (settlements.some(({ settlement }) => settlement === preparation.settlement)) return [];
  mustBeSettleable(preparation, today);
  mustNotBeUnderWay(settlements);
  const before = settledThrough(settlements);
  refuseIf(
    before !== undefined && preparation.through < before, 'settled-further', 'through',
    'A later month is settled already; settle through that one, or a later one.',
  );
  return [event];
};

/** Which months are settled: through one; by a decision with its reason, from one further back. */
export type MonthsAsked = Pick<Preparation, 'through' | 'reachesBackTo' | 'reason'>;

/** What can be known before anything is worked out. */
export const mustBeSettleable = ({ through, reachesBackTo, reason }: MonthsAsked, today: CivilDate): void => {
  refuseIf(
    firstOfNextMonth(`${through}-01`) > today, 'period-open', 'through',
    'The month is not over; settle it once it is.',
  );
  refuseIf(
    reachesBackTo !== undefined && reachesBackTo > through, 'ends-before-it-begins', 'reachesBackTo',
    'Write a month no later than the last one that is settled.',
  );
  refuseIf(
    (reachesBackTo === undefined) !== (reason === undefined), 'decision-incomplete',
    reason === undefined ? 'reason' : 'reachesBackTo',
    'Give both or neither: the month that the settlement reaches back to, and why.',
  );
};

const mustNotBeUnderWay = (settlements: readonly Settlement[]): void => refuseIf(
  underWay(settlements) !== undefined, 'settlement-under-way', undefined,
  'Another settlement is approved and being issued; issue it or give it up first.',
);

export interface Approval extends Said<typeof SettlementApproved> {
  /** Over the lines as they would be now. */
  readonly digest: string;
}

/** Refuses approval by whoever prepared it, of what was superseded, and of what facts have outrun. */
export const approveSettlement = (
  { digest, ...approval }: Approval, steps: readonly Step[], actor: string,
): SettlementEvent[] => {
  const event = reported(SettlementApproved, approval);
  const { stage, preparedBy, digest: prepared } = settlementNamed(approval.settlement, settlementsIn(steps));
  if (stage === 'approved' || stage === 'issued') return [];
  mustNotBeGone(stage);
  refuseIf(
    preparedBy === actor, 'approval-by-preparer', undefined,
    'Somebody else than who prepared it must approve it.',
  );
  refuseIf(
    prepared !== digest, 'preparation-outrun', undefined,
    'Facts that came since change what it comes to; prepare it again.',
  );
  return [event];
};

/** Refuses lines that are not those that were approved. */
export const issueSettlement = (
  issue: Said<typeof SettlementIssued>, steps: readonly Step[],
): SettlementEvent[] => {
  const event = reported(SettlementIssued, issue);
  const { stage, digest, lines } = settlementNamed(issue.settlement, settlementsIn(steps));
  if (stage === 'issued') return [];
  mustNotBeGone(stage);
  refuseIf(stage !== 'approved', 'settlement-not-approved', undefined, 'Have it approved first.');
  refuseIf(
    digest !== issue.digest || lines !== issue.lines, 'settlement-lines-differ', undefined,
    'The lines recorded are not those that were approved; give the settlement up and prepare another one.',
  );
  return [event];
};

/** Whatever was recorded for it counts for nothing. What is issued stays. */
export const abandonSettlement = (
  abandonment: Said<typeof SettlementAbandoned>, steps: readonly Step[],
): SettlementEvent[] => {
  const event = reported(SettlementAbandoned, abandonment);
  const { stage } = settlementNamed(abandonment.settlement, settlementsIn(steps));
  refuseIf(
    stage === 'issued', 'settlement-issued', undefined, 'What is issued stays; later settlements correct it.',
  );
  return stage === 'abandoned' ? [] : [event];
};

const mustNotBeGone = (stage: Settlement['stage']): void => {
  refuseIf(stage === 'superseded', 'settlement-superseded', undefined, 'A later preparation took its place.');
  refuseIf(stage === 'abandoned', 'settlement-abandoned', undefined, 'The settlement was given up.');
};
