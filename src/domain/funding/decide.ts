import { FOREVER } from '../shared/civil-date.js';
import type { Event, EventKind } from '../shared/event.js';
import { overlap, type Period } from '../shared/period.js';
import { recordOf } from '../shared/recording.js';
import { refuseIf } from '../shared/refusal.js';
import { reported, type Said } from '../shared/reported.js';
import { saysTheSame, standing } from '../shared/standing.js';
import {
  AdditionalAmountDecided, AsylumClaimDecided, CostSharesDecided, ExtendedStudyDecided,
  FundingDecisionWithdrawn, type FundingEvent, SecondHandDecided, StateFundingDecided,
} from './events.js';
import type { FundingFact } from './state.js';

const decisions = recordOf<FundingEvent>({
  withdrawn: (withdrawal) => reported(FundingDecisionWithdrawn, withdrawal),
});

type DecisionKind = Exclude<FundingEvent, { type: 'FundingDecisionWithdrawn' }>;
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
