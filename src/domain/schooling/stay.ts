import type { CivilDate } from '../shared/civil-date.js';
import type { Ordered, Period } from '../shared/period.js';
import type { SaidBeginnings } from './education.js';

export const STAY_BEGINNINGS = ['summer-placement', 'enrolment', 'transfer'] as const;
export const STAY_ENDINGS = [
  'dropout', 'absence', 'transfer', 'document', 'not-confirmed', 'started-elsewhere', 'no-show',
] as const;

/** An unbroken time at one school unit. The place may be on a planned break for parts of it. */
export interface Stay extends Period {
  readonly unit: string;
  readonly began: (typeof STAY_BEGINNINGS)[number];
  readonly ended?: (typeof STAY_ENDINGS)[number];
  readonly spans: readonly Span[];
  readonly breaks: Ordered;
  /** Days on which the place rests on a summer placement that no start has confirmed yet. */
  readonly provisional: Ordered;
  /** Real starts at the unit within the stay. */
  readonly starts: readonly CivilDate[];
  /** When the education began, of each programme of which a report said so. */
  readonly educationBegan?: SaidBeginnings;
  /** The start here is what became of a summer placement at another school. */
  readonly tookOverFromSummerPlacement?: boolean;
}

/** What is studied for a part of a stay. */
export interface Span extends Period {
  readonly studyPath: string;
  readonly schoolYear?: string;
  readonly priceVariant?: string;
}
