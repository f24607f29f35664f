import type { MunicipalityBasis, MunicipalityPeriod } from '../person/municipality.js';
import { type Ordered, type Period, within, without } from '../shared/period.js';

/** Who pays for days, or why nobody does. */
export type PayerPart =
  | Period & { readonly problem?: undefined; readonly payer: string; readonly basis: MunicipalityBasis }
  | Period & { readonly problem: 'missing-payer' | 'payer-not-a-municipality'; readonly payer?: string };

/** Where somebody is registered, and which codes are municipalities. */
export interface PayerSources {
  readonly municipalities: Ordered<MunicipalityPeriod>;
  readonly isMunicipality: (code: string) => boolean;
}

/** Who pays on each day: the municipality that day, by dated registration (schooling-and-cost.md 5). */
export const byPayer = (
  period: Period, { municipalities, isMunicipality }: PayerSources,
): PayerPart[] => {
  const paying = within(municipalities, period)
    .map(({ from, to, municipality: payer, basis }): PayerPart => (isMunicipality(payer)
      ? { from, to, payer, basis } : { from, to, payer, problem: 'payer-not-a-municipality' }));
  const missing = without(period, paying).map((part): PayerPart => ({ ...part, problem: 'missing-payer' }));
  return [...paying, ...missing].sort((a, b) => (a.from < b.from ? -1 : 1));
};
