import { priceOwed, type Segment } from '../../domain/cost/allocation.js';
import type { OwedRun } from '../../domain/cost/owed.js';
import { someCountOverPupil } from '../../domain/cost/policies.js';
import { paidFor } from '../../domain/cost/undecided-days.js';
import { noFunding } from '../../domain/funding/state.js';
import { FOREVER } from '../../domain/shared/civil-date.js';
import type { Ordered, Period } from '../../domain/shared/period.js';
import type { Alike, Contribution } from '../engine/projection.js';
import { pricesReference } from '../references.js';
import { addTo, type Look, numberedRows, sumsOverLooks } from '../timeline-rows.js';
import { shapeKey, STRETCHES } from './collections.js';
import type { CostBasis, CostSources, OwedLook } from './cost-of-person.js';
import { recordedSources } from './cost-sources.js';
import { stretchesOf } from './stretches.js';

/** What pupils have alike whose places are owed for the same days: nothing in it says who they are. */
export type OwedAlike = {
  readonly runs: readonly OwedRun[];
  /** The days that are paid for, where some policy's rule counts over all of a pupil's. */
  readonly paidFor?: readonly Ordered[];
};

/** Whenever one looks. */
const ALWAYS: Period = { from: '0001-01-01', to: FOREVER };

/**
 * What a pupil's costs follow from besides prices, as others may have it too: of nearly everyone. Where
 * something was decided of how a place is paid, or it depends on when one looks, it is a matter of one's own.
 */
export const owedAlike = (
  looks: readonly OwedLook[], { municipalities, funding }: CostBasis, sources: Omit<CostSources, 'prices'>,
): OwedAlike | undefined => {
  const [look, another] = looks;
  if (!look || another || funding !== noFunding || !isAlways(look.lookedAt)) return undefined;
  const { paid, owed: { runs } } = look;
  return {
    runs, ...(someCountOverPupil(sources.agreements)
      && { paidFor: paidFor(paid, { ...sources, municipalities, funding })() }),
  };
};

const isAlways = ({ from, to }: Period): boolean => from === ALWAYS.from && to === ALWAYS.to;

/** What all that have the same days owed for them cost. */
export const alikeCosts: Alike<OwedAlike> = {
  references: [pricesReference.name],
  contribute: ({ runs, paidFor: days = [] }, references) => {
    const { prices, agreements } = recordedSources(references);
    const of = { stays: [], paidFor: () => days };
    const { segments, deviations } = priceOwed(runs, { prices, agreements }, of);
    const seen: Look = { since: ALWAYS.from, until: ALWAYS.to };
    const told = deviations.map((deviation) => ({ ...deviation, newsOn: FOREVER, ...seen }));
    return {
      rows: [
        ...numberedRows(STRETCHES, stretchesOf(segments).map((stretch) => ({ ...stretch, ...seen }))),
        ...numberedRows('deviations', told),
      ],
      sums: sumsOverLooks([{ lookedAt: ALWAYS, sums: shapes(segments) }]),
    } satisfies Pick<Contribution, 'rows' | 'sums'>;
  },
};

/** How many times each shape of paid days occurs: once, for nearly everyone. */
export const shapes = (segments: readonly Segment[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const segment of segments) addTo(sums, shapeKey(segment), 1);
  return sums;
};
