import { FOREVER } from '../shared/civil-date.js';
import type { Event, EventKind } from '../shared/event.js';
import { overlap, type Period } from '../shared/period.js';
import { recordOf } from '../shared/recording.js';
import { refuse, refuseIf } from '../shared/refusal.js';
import { reported, type Said } from '../shared/reported.js';
import { saysTheSame, standing } from '../shared/standing.js';
import { type claimKinds, ExtraCostIncurred, StateClaimAnswered, StateClaimSent } from './claim-events.js';
import {
  AdditionalAmountDecided, AsylumClaimDecided, CostSharesDecided, ExtendedStudyDecided,
  FundingDecisionWithdrawn, type FundingEvent, SecondHandDecided, StateFundingDecided,
} from './events.js';
import { type FundingFact, fundingOf } from './state.js';

const decisions = recordOf<FundingEvent>({
  withdrawn: (withdrawal) => reported(FundingDecisionWithdrawn, withdrawal),
});

type ClaimKind = (typeof claimKinds)[number]['type'];
type DecisionKind = Exclude<FundingEvent, { type: 'FundingDecisionWithdrawn' | ClaimKind }>;
type DecisionSaid = DecisionKind['data'];

const daysOf = ({ validOn, until = FOREVER }: DecisionSaid): Period => ({ from: validOn, to: until });

const mustEndLater = ({ validOn, until }: DecisionSaid): void => refuseIf(
  until !== undefined && until <= validOn, 'ends-before-it-begins', 'until', 'Must be later than validOn.',
);

/**
 * A decision for some days. What is decided of a day stands until it is withdrawn: to decide otherwise, that
 * comes first (`decided-otherwise`). `isSameMatter` says which decisions exclude each other.
 */
const decision = <K extends EventKind & { readonly type: DecisionKind['type'] }>(
  kind: K, isSameMatter: (one: Said<K>, other: Said<K>) => boolean, check?: (said: Said<K>) => void,
) => {
  const record = decisions.recording(kind, (said) => {
    mustEndLater(said as DecisionSaid);
    check?.(said);
  });
  return (said: Said<K>, recorded: readonly FundingFact[]): FundingEvent[] => {
    const events = record(said, recorded);
    const own = reported(kind, said);
    const days = daysOf(said as DecisionSaid);
    const isDecided = standing(recorded).some(({ event }) => event.type === kind.type
      && !saysTheSame(event, own as Event as FundingEvent) && isSameMatter(event.data, said)
      && overlap(daysOf(event.data), days));
    refuseIf(
      events.length > 0 && isDecided,
      'decided-otherwise', 'validOn', 'Withdraw the decision that holds on some of these days first.',
    );
    return events;
  };
};

export const decideExtendedStudy = decision(ExtendedStudyDecided, (one, other) =>
  one.municipality === other.municipality);

/** Named twice, nobody could tell which part is whose; the home municipality goes without a name. */
export const mustNameEachOnce = (
  { remainder, others }: Pick<Said<typeof CostSharesDecided>, 'remainder' | 'others'>, within = '',
): void => {
  const payers = [remainder, ...others].map(({ payer = '' }) => payer);
  refuseIf(
    new Set(payers).size !== payers.length, 'party-named-twice', `${within}others`, 'Name each payer once.',
  );
};

export const decideCostShares = decision(
  CostSharesDecided, (one, other) => one.unit === other.unit,
  (said) => mustNameEachOnce(said),
);

export const decideAdditionalAmount = decision(AdditionalAmountDecided, (one, other) =>
  one.municipality === other.municipality && one.unit === other.unit && one.item === other.item);

export const decideStateFunding = decision(StateFundingDecided, () => true);

export const decideSecondHand = decision(SecondHandDecided, (one, other) => one.unit === other.unit);

export const decideAsylumClaim = decision(AsylumClaimDecided, (one, other) =>
  one.municipality === other.municipality);

export const withdrawFundingDecision = decisions.withdraw;

export const recordExtraCost = decisions.recording(ExtraCostIncurred);

const claimed = decisions.recording(StateClaimSent, ({ from, to }) =>
  refuseIf(to <= from, 'ends-before-it-begins', 'to', 'Must be later than from.'));

/**
 * What was claimed of the state. The same days are not claimed twice, unless the state has refused them
 * (`claimed-already`); of extra costs a day may have several.
 */
export const sendStateClaim = (
  said: Said<typeof StateClaimSent>, recorded: readonly FundingFact[],
): FundingEvent[] => {
  const events = claimed(said, recorded);
  const isClaimed = said.claim !== 'extra-cost' && fundingOf(recorded).sent.some((other) =>
    other.municipality === said.municipality && other.claim === said.claim && other.grantedOre !== 0
    && overlap(other, said));
  refuseIf(
    events.length > 0 && isClaimed, 'claimed-already', 'from',
    'Withdraw what was claimed for some of these days, or record that it was refused, first.',
  );
  return events;
};

/** An answer of the state to a claim; whose claim it was is told by the claim. */
export type ClaimAnswer = Omit<Said<typeof StateClaimAnswered>, 'municipality'>;

const answered = decisions.recording(StateClaimAnswered);

export const answerStateClaim = (
  answer: ClaimAnswer, recorded: readonly FundingFact[],
): FundingEvent[] => {
  const claim = fundingOf(recorded).sent.find(({ id }) => id === answer.answers);
  if (!claim) return refuse('claim-unknown', 'answers', 'Name the event by which it was claimed, and holds.');
  refuseIf(
    answer.grantedOre > claim.ore, 'granted-more-than-claimed', 'grantedOre',
    'Must be as much as was claimed, or less.',
  );
  const events = answered({ ...answer, municipality: claim.municipality }, recorded);
  refuseIf(
    events.length > 0 && claim.grantedOre !== undefined, 'decided-otherwise', 'answers',
    'Withdraw the answer that holds first.',
  );
  return events;
};
