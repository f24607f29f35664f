import { type Funding, noFunding } from '../funding/state.js';
import type { MunicipalityBasis, MunicipalityPeriod } from '../person/municipality.js';
import { type Ordered, type Period, within, without } from '../shared/period.js';
import type { IsMunicipality } from '../shared/known-municipality.js';

/** Who pays where no municipality does. */
export const STATE = 'state';

/** Why it is whoever it is that pays: `shared` of those who bear a part besides the home municipality. */
export type PayerBasis = MunicipalityBasis | 'state' | 'shared';

/** Who pays for days, or why nobody does; by which decision, where it took one. */
export type PayerPart =
  | Period & {
    readonly problem?: undefined; readonly payer: string; readonly basis: PayerBasis;
    readonly decisionId?: string;
  }
  | Period & { readonly problem: 'missing-payer' | 'payer-not-a-municipality'; readonly payer?: string };

/** Where somebody is registered, and which codes are municipalities. */
export interface PayerSources {
  readonly municipalities: Ordered<MunicipalityPeriod>;
  readonly isMunicipality: IsMunicipality;
  /** What was decided of how places are paid for; nothing where it is left out. */
  readonly funding?: Funding;
}

/** Who pays on each day: the state, or else the municipality that day (schooling-and-cost.md 5). */
export const byPayer = (period: Period, sources: PayerSources): PayerPart[] => {
  const { state } = sources.funding ?? noFunding;
  if (state.length === 0) return byMunicipality(period, sources);
  const paid = within(state, period)
    .map(({ from, to, id }): PayerPart => ({ from, to, payer: STATE, basis: 'state', decisionId: id }));
  const left = without(period, paid).flatMap((part) => byMunicipality(part, sources));
  return [...paid, ...left].sort((a, b) => (a.from < b.from ? -1 : 1));
};

const byMunicipality = (period: Period, { municipalities, isMunicipality }: PayerSources): PayerPart[] => {
  const paying = within(municipalities, period)
    .map(({ from, to, municipality: payer, basis }): PayerPart => (isMunicipality(payer)
      ? { from, to, payer, basis } : { from, to, payer, problem: 'payer-not-a-municipality' }));
  const missing = without(period, paying).map((part): PayerPart => ({ ...part, problem: 'missing-payer' }));
  return [...paying, ...missing].sort((a, b) => (a.from < b.from ? -1 : 1));
};
