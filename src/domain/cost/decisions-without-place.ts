import { type AdditionalAmount, noFunding } from '../funding/state.js';
import { intersection, overlap, type Period } from '../shared/period.js';
import { amountDays } from './additional-amounts.js';
import type { Deviation } from './deviation.js';
import { ranDuring } from './managements.js';
import type { PaidStay } from './paid-stays.js';
import { type PathRun, pathRuns } from './path-runs.js';
import { byPayer } from './payers.js';
import { policiesOf, type PolicySources } from './policies.js';

/** A place at a school unit, on one study path. */
interface Place {
  readonly unit: string;
  readonly run: PathRun;
}

/** What was decided of the place at a school unit, for some days. */
type DecisionOnPlace = Period & { readonly id: string; readonly unit: string };

/**
 * What was decided of a place that the pupil has on none of its days, and amounts that the municipality never
 * pays, since another pays the place or the study path has no such part. They come to nothing, so whoever
 * decided them is told. Days in dispute, on a break or without a price are still those of the place.
 */
export const decisionsWithoutPlace = (
  stays: readonly PaidStay[], sources: PolicySources,
): Deviation[] => {
  const { amounts, shares, secondHand } = sources.funding ?? noFunding;
  if (amounts.length + shares.length + secondHand.length === 0) return [];
  const places = stays.flatMap((paid) => pathRuns(paid).map((run): Place => ({ unit: paid.stay.unit, run })));
  const policyOf = policiesOf(sources);
  const isAt = ({ unit, run }: Place, decision: DecisionOnPlace): boolean =>
    unit === decision.unit && overlap(run, decision);
  const isPaid = (amount: AdditionalAmount): boolean => places.some(({ unit, run }) =>
    byPayer(intersection(run, amount), sources).some((days) => amountDays(
      days, { unit, run, stays, policy: policyOf(unit, days.from) }, { ...noFunding, amounts: [amount] },
    ).length > 0));
  const told = (decision: DecisionOnPlace, payer?: string): Deviation[] => {
    const { id: event, unit, from, to } = decision;
    const place = places.find((each) => isAt(each, decision));
    const [run] = place ? ranDuring(sources.register, unit, intersection(place.run, decision)) : [];
    const about = {
      kind: 'decision-without-place', unit, studyPath: place?.run.studyPath ?? '',
      principal: run?.principal?.id, event,
    } as const;
    const parts = payer === undefined ? byPayer({ from, to }, sources) : [{ from, to, payer }];
    return parts.map((days) => ({ ...about, from: days.from, to: days.to, payer: days.payer }));
  };
  const without = <D extends DecisionOnPlace>(decided: readonly D[], fits: (decision: D) => boolean): D[] => {
    // One decision may be left in several parts, and has its place if one of them has.
    const fitting = new Set(decided.filter(fits).map(({ id }) => id));
    return decided.filter(({ id }) => !fitting.has(id));
  };
  const hasPlace = (decision: DecisionOnPlace): boolean => places.some((place) => isAt(place, decision));
  return [
    ...without(amounts, isPaid).flatMap((amount) => told(amount, amount.municipality)),
    ...without<DecisionOnPlace>(shares, hasPlace).flatMap((decision) => told(decision)),
    ...without<DecisionOnPlace>(secondHand, hasPlace).flatMap((decision) => told(decision)),
  ];
};
