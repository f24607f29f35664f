import type { Principal, SchoolRegister } from '../school-register/state.js';
import { type CivilDate, schoolYearOf } from '../shared/civil-date.js';
import { type Ordered, overlap, type Period, within } from '../shared/period.js';
import { decisionsWithoutPlace } from './decisions-without-place.js';
import { type Deviation, Deviations } from './deviation.js';
import { ranDuring } from './managements.js';
import type { PaidStay } from './paid-stays.js';
import { during, type PathRun, runsInOrder } from './path-runs.js';
import { byPayer, type PayerPart } from './payers.js';
import type { PolicySources } from './policies.js';

/**
 * The paid days of a run at a unit that somebody runs, and who pays them, whatever the price. Plain JSON, the
 * same for all pupils whose days are the same.
 */
export interface OwedRun {
  readonly unit: string;
  readonly principal: Principal;
  readonly run: PathRun;
  readonly days: Ordered<PayerPart>;
  /** Which of the pupil's stays it is of, and which others of the same unit last beside it. */
  readonly stay: number;
  readonly besides?: readonly number[];
}

/** What schools are to be paid for, and what cannot be charged whatever the prices. */
export interface Owed {
  readonly runs: readonly OwedRun[];
  readonly deviations: readonly Deviation[];
}

/** What owed days are read against. */
export interface OwedSources extends PolicySources {
  readonly register: SchoolRegister;
}

/** The paid days of stays by who is to pay whom, or why nobody is. */
export const owedFor = (stays: readonly PaidStay[], sources: OwedSources): Owed => {
  const notes = new Deviations();
  const runs: OwedRun[] = [];
  for (const { paid, run } of runsInOrder(stays)) {
    question(paid, run, sources, notes);
    runs.push(...owedOf(paid, run, stays, sources, notes));
  }
  return { runs, deviations: [...notes.all, ...decisionsWithoutPlace(stays, sources)] };
};

/** Tells what is not paid because it is disputed, and what may turn out never to have been paid for. */
const question = (paid: PaidStay, run: PathRun, sources: OwedSources, notes: Deviations): void => {
  const { stay, disputed, pathDisputed } = paid;
  if (disputed.length + pathDisputed.length + stay.provisional.length === 0) return;
  for (const { principal, ...known } of ranDuring(sources.register, stay.unit, run)) {
    const whose = { unit: stay.unit, studyPath: run.studyPath, principal: principal?.id };
    const tell = (kind: Deviation['kind'], days: readonly Period[]): void =>
      notes.tell(kind, byWhoever(days, sources), whose);
    tell('two-schools', within(disputed, known));
    tell('two-study-paths', within(pathDisputed, known));
    tell('unconfirmed-placement', within(unconfirmedIn(stay), known));
  }
};

const owedOf = (
  paid: PaidStay, run: PathRun, stays: readonly PaidStay[], sources: OwedSources, notes: Deviations,
): OwedRun[] => {
  const { stay: { unit } } = paid;
  const owed: OwedRun[] = [];
  for (const part of ranDuring(sources.register, unit, run)) {
    const { principal, isClosed } = part;
    if (principal && !isClosed) {
      owed.push({
        unit, principal, run: { ...during(run, part), began: beginningOfYear(run.began) },
        days: byWhoever(within(paid.paid, part), sources), ...placeAmong(paid, stays),
      });
    } else {
      const whose = { unit, studyPath: run.studyPath, principal: principal?.id };
      const kind = isClosed ? 'unit-closed' : 'unknown-unit';
      notes.tell(kind, byWhoever(within(paid.paid, part), sources), whose);
    }
  }
  return owed;
};

/** Days that cannot be charged whoever pays are told to whoever would, so that they see what is to come. */
const byWhoever = (days: readonly Period[], sources: OwedSources): PayerPart[] =>
  days.flatMap((period) => byPayer(period, sources));

const placeAmong = (
  paid: PaidStay, stays: readonly PaidStay[],
): Pick<OwedRun, 'stay' | 'besides'> => {
  const stay = stays.indexOf(paid);
  if (stays.length === 1) return { stay };
  const besides = stays.flatMap((other, index) =>
    (index !== stay && other.stay.unit === paid.stay.unit && overlap(other.stay, paid.stay) ? [index] : []));
  return besides.length === 0 ? { stay } : { stay, besides };
};

/** The beginning of the school year: nothing that is paid depends on the day within it. */
const beginningOfYear = (day: CivilDate): CivilDate => `${schoolYearOf(day)}-07-01`;

/** Days on a summer placement whose deadline has not passed and that no start has confirmed. */
const unconfirmedIn = ({ provisional, starts, to }: PaidStay['stay']): Ordered =>
  provisional.filter((days) => days.to === to && !starts.includes(to));
