import type { Random } from './random.js';

/** How many days pass until a report is registered; less than none when it is registered ahead. */
export interface Lag {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** A kind of event in the ELIN export. */
interface ElinKindRow {
  readonly type: string;
  readonly name: string;
  readonly lag: Lag;
}

const lag = (least: number, median: number, most: number): Lag => ({ least, median, most });

/**
 * Numbers, names and lags of the kinds, as seen in an export of 262 events: a tiny sample, and no statistics.
 * Where it holds a single case, the lag varies between none and twice that (marked).
 */
export const elinKinds = {
  movedOut: { type: '3', name: 'Flytt ut ur region', lag: lag(0, 9, 18) }, // single case
  addressChanged: { type: '4', name: 'Uppdatering av adress', lag: lag(1, 1, 90) },
  movedInside: { type: '6', name: 'Flytt inom region', lag: lag(1, 2, 16) },
  admitted: { type: '8', name: 'Antagen', lag: lag(-18, 14, 202) },
  placed: { type: '8', name: 'Sommarplacerad', lag: lag(0, 0, 0) },
  droppedOut: { type: '9', name: 'Avbrott', lag: lag(-1, 7, 63) },
  transferred: { type: '10', name: 'Skolbyte', lag: lag(0, 21, 42) }, // single case
  breakPlanned: { type: '25', name: 'Planerat uppehåll', lag: lag(-14, -1, 0) }, // single case, a day ahead
  pathChanged: { type: '26', name: 'Byte av studieväg', lag: lag(0, 170, 202) },
  certificate: { type: '32', name: 'Gymnasieintyg', lag: lag(0, 16, 32) }, // single case
  studyCertificate: { type: '33', name: 'Studiebevis från BEDA', lag: lag(0, 0, 0) },
  stayMunicipality: { type: '390', name: 'Uppdatering av vistelsekommun', lag: lag(0, 0, 0) },
  diploma: { type: '400', name: 'Examen från BEDA', lag: lag(0, 0, 0) },
  admissionRemoved: { type: '500', name: 'Borttagen antagning', lag: lag(0, 21, 24) },
  dropoutRemoved: { type: '501', name: 'Borttaget avbrott', lag: lag(0, 153, 306) }, // single case
  transferRemoved: { type: '502', name: 'Borttaget skolbyte', lag: lag(0, 0, 14) }, // single case, at once
} as const satisfies Record<string, ElinKindRow>;

export type ElinKind = keyof typeof elinKinds;

const STEPS = 1 << 12;

/**
 * Days for one report: half of all lie evenly between least and median, half beyond the median and ever
 * thinner towards most. Whole numbers only: powers and logarithms of a smoother curve differ between engines.
 */
export const lagDays = (random: Random, { least, median, most }: Lag): number => {
  if (random.chance(5_000)) return random.between(least, median);
  const part = random.below(STEPS);
  return median + Math.floor(((most - median) * part * part) / (STEPS * STEPS));
};
