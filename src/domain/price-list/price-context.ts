import { type IsMunicipality, mustBeKnownIfCode } from '../shared/known-municipality.js';
import { refuseIf } from '../shared/refusal.js';
import type { PublishedPrice } from './decide.js';
import { answeringOn } from './match.js';
import { type InForce, isKnown, mustNotReachBack } from './reaching-back.js';
import { groupOfKey, keyText } from './state.js';

/** What a price is held against that no list tells by itself. */
export interface PriceContext extends InForce {
  readonly isMunicipality: IsMunicipality;
}

/**
 * Refuses what cannot be for what is known elsewhere: somebody's own price whose municipality nobody has
 * (`municipality-unknown`), which would never answer; what would never hold, for want of a word of when it
 * was decided (`price-undated`); and what the law says may not reach back.
 */
export const mustFit = (price: PublishedPrice, known: PriceContext, within: string): void => {
  const { basis, owner = '' } = price.key;
  if (basis === 'own') mustBeKnownIfCode(owner, known.isMunicipality, `${within}key.owner`);
  mustTakeItsPlace(price, known, within);
  mustNotReachBack(price, known, within);
};

/** Of the national list, whose own form has no place for it, the check alone tells that a price gives way. */
const mustTakeItsPlace = (
  price: PublishedPrice, { prices, ofDelivery }: PriceContext, within: string,
): void => {
  const { key, validOn, standing } = price;
  if (key.basis === 'national' || price.reportedAt !== undefined || isKnown(price, prices)) return;
  const ofItsDay = (prices.groups[groupOfKey(key)] ?? []).filter((other) =>
    keyText(other.key) === keyText(key) && other.validOn === validOn && other.standing === standing
    && !ofDelivery?.has(other.id));
  refuseIf(
    ofItsDay.length > 0 && answeringOn([...ofItsDay, { ...price, id: NEW }], validOn)?.id !== NEW,
    'price-undated', `${within}reportedAt`,
    'Another price for the same key and day goes before it: say when this one was decided, or withdraw the '
      + 'other.',
  );
};

/** After all ids: where nothing else decides, it is not the new one that holds. */
const NEW = 'new';
