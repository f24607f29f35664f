import { type CivilDate, FOREVER } from '../../domain/shared/civil-date.js';
import type { ElinKind } from './elin-kinds.js';
import type { Place, Reporting, ReportOptions, SchoolReport } from './reporting.js';
import type { SchoolYear } from './school-year.js';

/** A time at a school unit as it truly was. */
export interface TrueStay {
  readonly unit: string;
  readonly from: CivilDate;
  to: CivilDate;
  ended?: 'dropout' | 'transfer' | 'document';
  readonly studyPaths: { readonly studyPath: string; readonly from: CivilDate }[];
  readonly breaks: { readonly from: CivilDate; to: CivilDate }[];
}

/** A way out that leads nowhere, as far as it goes by itself. */
export interface WayOut {
  readonly on: CivilDate;
  readonly because: 'dropped-out' | 'never-started' | 'study-certificate';
}

/**
 * What happens to one pupil, told twice at the same time: as what schools report (late, wrong, taken back)
 * and as what is true. Nothing here knows how the product reads reports.
 */
export class Course {
  readonly reports: SchoolReport[] = [];
  readonly stays: TrueStay[] = [];
  readonly waysOut: WayOut[] = [];
  /** From when the pupil has a final document and is not to be followed up. */
  finishedOn: CivilDate = FOREVER;
  /** The day of death or emigration. */
  goneOn: CivilDate = FOREVER;
  private readonly places: { readonly place: Place; readonly from: CivilDate }[] = [];
  private placement: { readonly unit: string; readonly on: CivilDate } | undefined;

  constructor(private readonly reporting: Reporting, private readonly year: SchoolYear) {}

  /** Where the pupil is, or was last. */
  get place(): Place {
    return this.places.at(-1)!.place;
  }

  /** Where the pupil is on a day, or is first. */
  placeOn(day: CivilDate): Place {
    return (this.places.findLast(({ from }) => from <= day) ?? this.places[0]!).place;
  }

  /** The open stay at the place where the pupil is, if there is one that is not on a break. */
  get present(): TrueStay | undefined {
    return this.stays.find((stay) => stay.unit === this.place.unit && stay.to === FOREVER
      && stay.breaks.every((pause) => pause.to !== FOREVER));
  }

  /** Units the pupil has been or was to be at. */
  get unitsKnown(): string[] {
    return this.places.map(({ place }) => place.unit);
  }

  says(kind: ElinKind, on: CivilDate, place: Place, options?: ReportOptions): SchoolReport {
    const report = this.reporting.report(kind, place, on, options);
    this.reports.push(report);
    return report;
  }

  placed(place: Place): void {
    this.says('placed', this.year.july, place);
    this.placement = { unit: place.unit, on: this.year.july };
    this.places.push({ place, from: this.year.july });
  }

  /** Placed for the summer, and never came: true from the first day. */
  neverStarted(): void {
    this.waysOut.push({ on: this.year.july, because: 'never-started' });
  }

  starts(place: Place, on: CivilDate): void {
    this.says('admitted', on, place);
    this.opens(place, on, this.placement?.unit === place.unit ? this.placement.on : on);
  }

  transfers(place: Place, on: CivilDate): void {
    this.says('transferred', on, place);
    this.closes(this.place.unit, on, 'transfer');
    this.opens(place, on, on);
  }

  changesPath(place: Place, on: CivilDate): void {
    this.says('pathChanged', on, place);
    this.present?.studyPaths.push({ studyPath: place.studyPath, from: on });
    this.places.push({ place, from: on });
  }

  leaves(place: Place, on: CivilDate): void {
    this.says('droppedOut', on, place);
    this.closes(place.unit, on, 'dropout');
    this.waysOut.push({ on, because: 'dropped-out' });
  }

  pauses(on: CivilDate): void {
    this.says('breakPlanned', on, this.place);
    this.present?.breaks.push({ from: on, to: FOREVER });
  }

  comesBack(on: CivilDate): void {
    this.says('admitted', on, this.place);
    const pause = this.stays.at(-1)?.breaks.at(-1);
    if (pause) pause.to = on;
  }

  finishes(document: 'diploma' | 'studyCertificate', on: CivilDate): void {
    this.says(document, on, this.place);
    this.closes(this.place.unit, on, 'document');
    if (document === 'diploma') this.finishedOn = on;
    else this.waysOut.push({ on, because: 'study-certificate' });
  }

  private opens(place: Place, on: CivilDate, from: CivilDate): void {
    const studyPaths = [{ studyPath: place.studyPath, from }];
    this.stays.push({ unit: place.unit, from, to: FOREVER, studyPaths, breaks: [] });
    this.places.push({ place, from: on });
  }

  private closes(unit: string, on: CivilDate, ended: TrueStay['ended']): void {
    const stay = this.stays.find((other) => other.unit === unit && other.to === FOREVER);
    if (stay) Object.assign(stay, { to: on, ended } satisfies Partial<TrueStay>);
  }
}
