import { refuseIf } from '../shared/refusal.js';
import type { PublishedPrice } from './decide.js';
import { type InForce, mustNotReachBack } from './reaching-back.js';

/** What a price is held against that no list tells by itself. */
export interface PriceContext extends InForce {
  readonly isMunicipality: (code: string) => boolean;
}

/** Written as a municipality is, and not as the organisation number of another principal. */
const IS_CODE = /^\d{4}$/;

/**
 * Refuses what cannot be for what is known elsewhere: somebody's own price whose municipality nobody has
 * (`municipality-unknown`), which would never answer; and what the law says may not reach back.
 */
export const mustFit = (price: PublishedPrice, known: PriceContext, within: string): void => {
  const { basis, owner = '' } = price.key;
  refuseIf(
    basis === 'own' && IS_CODE.test(owner) && !known.isMunicipality(owner),
    'municipality-unknown', `${within}key.owner`,
    'Write the code of a municipality, or the organisation number of another principal.',
  );
  mustNotReachBack(price, known, within);
};
