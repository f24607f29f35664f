import type { PriceRule } from '../price-list/price-rules.js';
import type { Period } from '../shared/period.js';

/** Days that could not be charged, or only with a question mark. Never a zero amount. */
export interface Deviation extends Period {
  readonly kind:
    | 'missing-price' | 'missing-payer' | 'payer-not-a-municipality' | 'unknown-unit' | 'unknown-policy'
    | 'two-schools' | 'two-study-paths' | 'unconfirmed-placement' | 'unit-closed'
    | 'extended-study-undecided' | 'decision-without-place' | DoubtKind;
  readonly unit: string;
  readonly studyPath: string;
  /** Whoever would pay, as far as anybody says. */
  readonly payer?: string;
  /** Id of the principal that would be paid, if the unit is known. */
  readonly principal?: string;
  /** Of a missing price, the rule that says which prices are asked. */
  readonly priceRule?: PriceRule;
  /** The report or the decision that it is about, where it is about one: the id of its event. */
  readonly event?: string;
}

/** What is charged all the same, and somebody should look at (doubts.ts). */
export type DoubtKind = 'too-old-at-start' | 'dated-ahead' | 'reported-late';

/** What a deviation is about, besides its days. */
export type DeviationAbout = Pick<Deviation, 'unit' | 'studyPath' | 'principal'>;

/** Deviations as they are found. */
export class Deviations {
  readonly all: Deviation[] = [];

  /** Days that cannot be charged, whoever pays them. */
  tell(
    kind: Deviation['kind'], days: readonly (Period & Pick<Deviation, 'payer'>)[], about: DeviationAbout,
  ): void {
    for (const { from, to, payer } of days) this.note({ ...about, from, to, kind, payer });
  }

  /** Goes on where the last one ended if it says the same: where years are cut is nobody's concern. */
  note({ from, to, kind, unit, studyPath, payer, principal, priceRule }: Deviation): void {
    const last = this.all.at(-1);
    const goesOn = last && last.to === from && last.kind === kind && last.unit === unit
      && last.studyPath === studyPath && last.payer === payer && last.principal === principal
      && last.priceRule === priceRule;
    if (goesOn) this.all[this.all.length - 1] = { ...last, to };
    else this.all.push({ from, to, kind, unit, studyPath, payer, principal, priceRule });
  }
}
