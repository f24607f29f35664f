import { addDays, type CivilDate, earlier, later } from '../../domain/shared/civil-date.js';
import { type ElinKind, elinKinds, type Lag, lagDays } from './elin-kinds.js';
import type { Random } from './random.js';
import { rates } from './rates.js';
import type { SchoolYear } from './school-year.js';

/** A place at a school: what is studied where. */
export interface Place {
  readonly unit: string;
  readonly studyPath: string;
  readonly priceVariant?: string;
}

/** What a school, or the system itself, reports about a pupil; times are Swedish local time. */
export interface SchoolReport {
  readonly kind: ElinKind;
  readonly validOn: CivilDate;
  /** `hh:mm:ss`, nearly always midnight. */
  readonly validAt: string;
  readonly registeredOn: CivilDate;
  readonly registeredAt: string;
  /** The last change, later on the day of registration. */
  readonly amendedAt: string;
  readonly place: Place;
  readonly movedFrom?: string;
  /** The municipality the report is about, if that is not simply where the pupil is registered. */
  readonly municipality?: string;
}

export interface ReportOptions {
  /** Registered on a later day than this one. */
  readonly after?: CivilDate;
  readonly movedFrom?: string;
  readonly municipality?: string;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
const OFFICE_OPENS = 7;
const OFFICE_SECONDS = 8 * 3600;

/** A time of day while offices are open, from so many seconds after opening. */
const officeTime = (seconds: number): string => [
  OFFICE_OPENS + Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60,
].map(twoDigits).join(':');

/** Decides when what happened is registered. */
export class Reporting {
  constructor(
    private readonly random: Random, private readonly year: SchoolYear, private readonly lateness: number,
  ) {}

  report(kind: ElinKind, place: Place, validOn: CivilDate, options: ReportOptions = {}): SchoolReport {
    const { after, ...about } = options;
    const seconds = this.random.below(OFFICE_SECONDS);
    const amendedAfter = this.random.chance(rates.amended) ? this.random.between(60, 3600) : 0;
    return {
      kind, place, validOn, validAt: this.random.chance(rates.timeOfDay) ? '12:00:00' : '00:00:00',
      registeredOn: this.registeredOn(validOn, elinKinds[kind].lag, after),
      registeredAt: officeTime(seconds), amendedAt: officeTime(seconds + amendedAfter), ...about,
    };
  }

  /** When something that lags so much is registered; by the end of the August after at the latest. */
  registeredOn(validOn: CivilDate, lag: Lag, after?: CivilDate): CivilDate {
    const day = addDays(validOn, Math.round(lagDays(this.random, lag) * this.lateness));
    if (after !== undefined) return earlier(later(day, addDays(after, 1)), this.year.allReported);
    return earlier(day, addDays(this.year.allReported, -this.random.between(1, 7)));
  }
}
