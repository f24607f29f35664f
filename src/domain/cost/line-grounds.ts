import type { Item } from '../funding/state.js';
import { basisRestsOn } from '../person/municipality.js';
import { type RestsOn, restsOn } from '../shared/rests-on.js';
import type { PayerBasis } from './payers.js';

/** What the parts of a line rest on; prices and counting rules say so themselves. */

export const payerRestsOn: Readonly<Record<PayerBasis, RestsOn>> = {
  ...basisRestsOn,
  'state': restsOn(
    'L', 'Upper Secondary Ordinance (2010:2039) 12:6-10; Education Act (2010:800) 16:52',
    'gymnasieförordningen (2010:2039) 12 kap. 6–10 §§; skollagen (2010:800) 16 kap. 52 §',
  ),
  'shared': restsOn(
    'S', 'agreements on naturbruk share what a place costs',
    'avtal om naturbruk delar på vad en plats kostar',
  ),
};

const ADDITIONAL = restsOn(
  'L', 'Education Act (2010:800) 16:54; Upper Secondary Ordinance (2010:2039) 13:7',
  'skollagen (2010:800) 16 kap. 54 §; gymnasieförordningen (2010:2039) 13 kap. 7 §',
);

export const itemRestsOn: Readonly<Record<Item, RestsOn>> = {
  'extra-support': ADDITIONAL,
  'mother-tongue': ADDITIONAL,
  'structural': restsOn(
    'S', 'Storsthlm: a structural supplement apart from the price',
    'Storsthlm: ett strukturtillägg skilt från priset',
  ),
  'programme-support': restsOn(
    'L', 'Education Act (2010:800) 17:23-25: support for a year at most',
    'skollagen (2010:800) 17 kap. 23–25 §§: stöd i högst ett år',
  ),
};

export const EXTENDED_STUDY = restsOn(
  'S', 'study beyond the years of the education is paid on a decision, perhaps in part',
  'studier utöver utbildningens år betalas efter beslut, kanske till en del',
);

export const NAMED_BY_AGREEMENT = restsOn('S', 'the agreement names it', 'avtalet anger den');

export const ROUNDING = restsOn(
  'P', 'rounded once to whole öre, halves away from zero, as a running sum over the payee\'s claim: the '
    + 'lines of a whole year come to the price',
  'avrundas en gång till hela ören, hälften bort från noll, som en löpande summa över mottagarens anspråk: '
    + 'raderna för ett helt år blir lika med priset',
);

/** Settings of the policy by which days before or after a stay are paid. */
export type BeyondSetting = 'augustStartPaysFromJuly' | 'documentPays' | 'dropoutDay';

export const beyondRestsOn: Readonly<Record<BeyondSetting, RestsOn>> = {
  augustStartPaysFromJuly: restsOn(
    'L', 'Upper Secondary Ordinance (2010:2039) 13:1, for independent schools; a proposal for others, and '
      + 'that July is of the school of the first real start of the autumn',
    'gymnasieförordningen (2010:2039) 13 kap. 1 §, för fristående skolor; ett förslag för andra, och att '
      + 'juli hör till skolan för höstens första faktiska start',
  ),
  documentPays: restsOn(
    'P', 'a final document in May or June pays through June',
    'ett slutdokument i maj eller juni betalar till och med juni',
  ),
  dropoutDay: restsOn(
    'P', 'the day of a dropout is the last one that is paid', 'avbrottsdagen är den sista som betalas',
  ),
};
