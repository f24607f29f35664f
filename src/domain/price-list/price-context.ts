import { type IsMunicipality, mustBeKnownIfCode } from '../shared/known-municipality.js';
import type { PublishedPrice } from './decide.js';
import { type InForce, mustNotReachBack } from './reaching-back.js';

/** What a price is held against that no list tells by itself. */
export interface PriceContext extends InForce {
  readonly isMunicipality: IsMunicipality;
}

/**
 * Refuses what cannot be for what is known elsewhere: somebody's own price whose municipality nobody has
 * (`municipality-unknown`), which would never answer; and what the law says may not reach back.
 */
export const mustFit = (price: PublishedPrice, known: PriceContext, within: string): void => {
  const { basis, owner = '' } = price.key;
  if (basis === 'own') mustBeKnownIfCode(owner, known.isMunicipality, `${within}key.owner`);
  mustNotReachBack(price, known, within);
};
