import { type CivilDate, isCivilDate } from '../../domain/shared/civil-date.js';
import { refuseIf } from '../../domain/shared/refusal.js';
import { type AttendanceLine, attendanceOf } from './attendance.js';
import { ChoiceOfSchool } from './choice-of-school.js';
import { Course } from './course.js';
import { elinEvent, type ElinPupil } from './elin-export-event.js';
import { inventedName } from './invented-names.js';
import { birthdayOf, NumberPool } from './number-pool.js';
import { numbersOutside, outsideBeside, outsideTraits } from './outside.js';
import type { PopulationLine } from './population-line.js';
import { Random } from './random.js';
import { raritiesOutside } from './rare-outside.js';
import { rates } from './rates.js';
import { PSEUDO_MUNICIPALITY, type Region, region, type RegionData } from './region.js';
import { Reporting, type SchoolReport } from './reporting.js';
import { homesOf, Residence, type Resident } from './residence.js';
import { rollDay, type RollRow, rollRowsOf } from './rolls.js';
import { livesThroughSchoolYear } from './school-life.js';
import { type SchoolYear, schoolYear } from './school-year.js';
import { type Traits, traitsOf } from './traits.js';
import { followUpOf, overlapsOf, type PupilTruth } from './truth.js';

export interface SimulationOptions {
  /** How many pupils, 1 to 2 000 000. */
  readonly pupils: number;
  /** The same seed and options give the same bytes, on every machine: 0 to 4 294 967 295. */
  readonly seed: number;
  /** As `2025/2026`. */
  readonly schoolYear: string;
  /** How late everything is reported: 1 as in the sample (default), 0 at once, 2 twice as late, up to 10. */
  readonly lateness?: number;
  /** The day the files are made: what was registered later is not in them. Default: all is. */
  readonly asOf?: CivilDate;
}

/** An ELIN event as a line, and when it was registered: `yyyy-mm-dd hh:mm:ss`, local time. */
export interface ElinEvent {
  readonly registered: string;
  readonly line: string;
}

/** One pupil: what the files say, and what is true. */
export interface SimulatedPupil {
  readonly elin: readonly ElinEvent[];
  readonly population: readonly PopulationLine[];
  readonly attendance: readonly AttendanceLine[];
  /** Rows on the rolls of schools, whichever of them send one. */
  readonly rolls: readonly RollRow[];
  readonly truth: PupilTruth;
}

/** Options that were checked. */
export interface Simulation extends Required<SimulationOptions> {
  readonly year: SchoolYear;
}

const isWholeUpTo = (value: number, most: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= most;

/** Checks options and fills in what is left out; refuses (`simulation-invalid`, `school-year-invalid`). */
export const simulation = (options: SimulationOptions): Simulation => {
  const year = schoolYear(options.schoolYear);
  const { pupils, seed, lateness = 1, asOf = year.allReported } = options;
  const check = (broken: boolean, field: string, rule: string): void =>
    refuseIf(broken, 'simulation-invalid', field, rule);
  check(pupils === 0 || !isWholeUpTo(pupils, 2_000_000), 'pupils', 'Ask for 1 to 2 000 000 pupils.');
  check(!isWholeUpTo(seed, 0xffff_ffff), 'seed', 'Give a whole number from 0 to 4 294 967 295 as seed.');
  check(!(lateness >= 0 && lateness <= 10), 'lateness', 'Give a lateness from 0 to 10.');
  check(!isCivilDate(asOf), 'asOf', 'Write a day that exists, as yyyy-mm-dd.');
  return { ...options, lateness, asOf, year };
};

/** Streams of chance far from those of pupils: of those outside school, of attendance, and of rolls. */
const OUTSIDE_STREAM = 0x8000_0000;
const ATTENDANCE_STREAM = 0x4000_0000;
const ROLL_STREAM = 0x6000_0000;

/**
 * The pupils of a simulated region and after them those outside school, one after the other: only the one in
 * hand is in memory.
 */
export function* simulatedPupils(data: RegionData, options: Simulation): Generator<SimulatedPupil> {
  const place = region(data);
  const numbers = new NumberPool(data.testNumbers, data.testCoordinationNumbers);
  const rare = raritiesOutside(options.seed, numbers, options.year);
  for (let index = 0; index < options.pupils; index += 1) {
    const random = Random.of(options.seed, index);
    yield new PupilInTheMaking(index, traitsOf(random, index), random, options, place, numbers).made();
  }
  for (let nth = 0; nth < outsideBeside(options.pupils); nth += 1) {
    const random = Random.of(options.seed, OUTSIDE_STREAM + nth);
    const index = options.pupils + nth;
    const traits = rare(outsideTraits(random), nth);
    yield new PupilInTheMaking(index, traits, random, options, place, numbers).made();
  }
}

/** A number, and the one that replaces it later if one does. */
interface NumbersOfOne {
  readonly number: string;
  readonly replacement?: string;
}

/** Puts one pupil together, from a stream of chance of its own. */
class PupilInTheMaking {
  private readonly reporting: Reporting;

  constructor(
    private readonly index: number, private readonly traits: Traits, private readonly random: Random,
    private readonly options: Simulation, private readonly region: Region,
    private readonly numbers: NumberPool,
  ) {
    this.reporting = new Reporting(random, options.year, options.lateness);
  }

  private get isAsylumSeeker(): boolean {
    return this.traits.residence === 'asylum-seeker';
  }

  made(): SimulatedPupil {
    const { random, traits, options: { year } } = this;
    const homes = homesOf(random, this.region, traits);
    const resident = this.resident();
    const course = new Course(this.reporting, year);
    const choice = new ChoiceOfSchool(random, this.region, traits, homes.first);
    livesThroughSchoolYear({ random, year, course, choice, traits });
    const { region, reporting } = this;
    const residence = new Residence({ random, region, year, reporting, resident, homes, course });

    const isReported = (time: string): boolean => time.slice(0, 10) <= this.options.asOf;
    const events = this.events(course.reports, resident, residence);
    const elin = events.filter(({ registered }) => isReported(registered));
    const population = residence.lines.filter(({ reportedAt }) => isReported(reportedAt));
    const told = this.attendance(course, residence, resident.born);
    const forfeitedOn = told.find(({ kind }) => kind === 'forfeited-place')?.validOn;
    const attendance = told.filter(({ reportedAt }) => isReported(reportedAt));
    return { elin, population, attendance, rolls: this.rolls(course, residence), truth: {
      pupil: this.index, numbers: residence.numbers.map(({ number }) => number), born: resident.born, traits,
      municipalities: residence.municipalities, stays: course.stays, overlaps: overlapsOf(course.stays),
      followUp: followUpOf(course, resident.born, forfeitedOn),
      unreported: events.length - elin.length + residence.lines.length - population.length
        + told.length - attendance.length,
    } };
  }

  private attendance(course: Course, residence: Residence, born: CivilDate): AttendanceLine[] {
    const { index, options: { seed, year, lateness } } = this;
    return attendanceOf({
      random: Random.of(seed, ATTENDANCE_STREAM + index), index, year, lateness, course,
      born, numberOn: (day) => residence.numberOn(day),
    });
  }

  private rolls(course: Course, residence: Residence): RollRow[] {
    const { index, options: { seed, year, asOf } } = this;
    const on = rollDay(year);
    if (on > asOf) return [];
    return rollRowsOf(Random.of(seed, ROLL_STREAM + index), course, on, (day) => residence.numberOn(day));
  }

  private resident(): Resident {
    const { random, traits, numbers, options: { year } } = this;
    const { number, replacement }: NumbersOfOne = traits.outside
      ? numbersOutside(numbers, traits.outside, year) : this.numbersOfPupil();
    return {
      traits, number, replacement, born: birthdayOf(number), name: inventedName(random),
      givesAddress: !random.chance(rates.addressMissing) && traits.protection === 'none',
    };
  }

  private numbersOfPupil(): NumbersOfOne {
    const { random, traits } = this;
    const older = traits.year < 4 && random.chance(rates.older) ? 1 : 0;
    const younger = traits.year === 1 && random.chance(rates.younger) ? 1 : 0;
    const usual = this.options.year.first - 15 - traits.year;
    const leapDay = `${usual}-02-29`;
    if (traits.leapDay && isCivilDate(leapDay)) return { number: this.numbers.takeBornOn(leapDay) };
    const birthYear = usual - older + younger;
    if (traits.residence === 'newcomer') return this.numbers.takePair(birthYear);
    return this.isAsylumSeeker
      ? { number: this.numbers.takeTemporary(birthYear) } : { number: this.numbers.take(birthYear) };
  }

  /** Half of those who get a new number have what was registered before sent again under it. */
  private events(reports: readonly SchoolReport[], resident: Resident, residence: Residence): ElinEvent[] {
    const pupil = this.elinPupil(resident);
    const line = (report: SchoolReport, number: string): ElinEvent => {
      const municipality = this.isAsylumSeeker
        ? PSEUDO_MUNICIPALITY : residence.municipalityOn(report.registeredOn);
      const address = residence.addressOn(report.registeredOn);
      return {
        registered: `${report.registeredOn} ${report.registeredAt}`,
        line: JSON.stringify(elinEvent(this.region, report, pupil, { number, municipality, address })),
      };
    };
    const events = reports.map((report) => line(report, residence.numberOn(report.registeredOn)));
    const [former, latest] = residence.numbers;
    if (former === undefined || latest === undefined || this.random.chance(5_000)) return events;
    const before = reports.filter(({ registeredOn }) => registeredOn < latest.from);
    return [...events, ...before.map((report) => line(report, latest.number))];
  }

  private elinPupil({ name }: Resident): ElinPupil {
    const { year, sports } = this.traits;
    return {
      name, year, sports, merits: this.random.between(120, 340),
      asylumNumber: this.isAsylumSeeker ? `LMA99${String(this.index).padStart(7, '0')}` : undefined,
    };
  }
}
