import { addDays, type CivilDate, FOREVER, later, yearOf } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';
import type { Course } from './course.js';
import type { Lag } from './elin-kinds.js';
import { type InventedAddress, inventedAddress, type InventedName } from './invented-names.js';
import { IDENTITY_LEVELS, type PopulationFact, type PopulationLine } from './population-line.js';
import type { Random } from './random.js';
import { PSEUDO_MUNICIPALITY, type Region } from './region.js';
import type { Reporting } from './reporting.js';
import { dayBetween, type SchoolYear } from './school-year.js';
import type { Residing, Traits } from './traits.js';

/** Where someone truly belonged, from a day on. */
export interface TrueMunicipality extends Period {
  readonly municipality: string;
}

/** An identity number and the first day it is used. */
export interface NumberInUse {
  readonly number: string;
  readonly from: CivilDate;
}

/** Who the pupil is, as far as residence asks for it. */
export interface Resident {
  readonly traits: Traits;
  readonly born: CivilDate;
  readonly name: InventedName;
  /** Whether any address is known of the pupil. */
  readonly givesAddress: boolean;
  /** The number from the start, and the one that replaces it if it is a temporary one. */
  readonly number: string;
  readonly replacement?: string;
}

/** Where the pupil lives at first, and where after the move if there is one. */
export interface Homes {
  readonly first: string;
  readonly then: string;
}

export const homesOf = (random: Random, region: Region, { residence }: Traits): Homes => {
  const inside = region.insideMunicipality(random).code;
  const outside = region.outsideMunicipality(random).code;
  const others = region.data.municipalities.filter(({ code, inRegion }) => inRegion && code !== inside);
  const neighbour = random.pick(others).code;
  switch (residence) {
    case 'moves-out': return { first: inside, then: outside };
    case 'moves-in': return { first: outside, then: inside };
    case 'moves-in-from-abroad': return { first: PSEUDO_MUNICIPALITY, then: inside };
    case 'lives-outside': return { first: outside, then: outside };
    default: return { first: inside, then: neighbour };
  }
};

/** How late the population register passes something on: assumed. */
const REGISTER_LAG: Lag = { least: 1, median: 2, most: 21 };

/** Who lives in the region when the school year begins; those of year 1 are new to the feed. */
const BEGINS_AS_RESIDENT: ReadonlySet<Residing> = new Set(['stays', 'moves-inside', 'moves-out']);

/** Compulsory school is over in the year of this birthday; the exceptions are not made here. */
const SCHOOL_LEAVING_AGE = 16;

/** What residence is decided from. */
export interface Surroundings {
  readonly random: Random;
  readonly region: Region;
  readonly year: SchoolYear;
  readonly reporting: Reporting;
  readonly resident: Resident;
  readonly homes: Homes;
  readonly course: Course;
}

interface AddressInUse {
  readonly address: InventedAddress | undefined;
  readonly from: CivilDate;
}

/** Residence over the year, told three times: as it is, as schools see it, and as the register says. */
export class Residence {
  readonly lines: PopulationLine[] = [];
  readonly municipalities: TrueMunicipality[] = [];
  readonly numbers: NumberInUse[];
  private readonly addresses: AddressInUse[] = [];

  constructor(private readonly about: Surroundings) {
    const { number, born } = about.resident;
    this.numbers = [{ number, from: born }];
    this.comesToLiveThere();
    this.moves();
    this.isProtected();
    this.isGone();
    this.hasNewAddress();
  }

  /** The municipality on a day; the first one for the days before it. */
  municipalityOn(day: CivilDate): string {
    return (this.municipalities.find(({ to }) => day < to) ?? this.municipalities.at(-1)!).municipality;
  }

  numberOn(day: CivilDate): string {
    return this.numbers.findLast(({ from }) => from <= day)!.number;
  }

  /** The address on a day, if one is known; the first one for the days before it. */
  addressOn(day: CivilDate): InventedAddress | undefined {
    return (this.addresses.findLast(({ from }) => from <= day) ?? this.addresses[0])?.address;
  }

  private comesToLiveThere(): void {
    const { random, homes, year, resident: { traits, born } } = this.about;
    if (traits.residence === 'newcomer' || traits.residence === 'asylum-seeker') return this.arrives();
    if (traits.outside?.unregistered) return this.staysUnregistered();
    const leavingYear = traits.outside ? yearOf(born) + SCHOOL_LEAVING_AGE : year.first;
    const since = dayBetween(random, born, `${leavingYear}-05-31`);
    this.lives(homes.first, since);
    if (!BEGINS_AS_RESIDENT.has(traits.residence)) return;
    if (traits.year === 1 || traits.protection !== 'none') this.isRegistered(homes.first, since);
    if (traits.year !== 1) return;
    const began = `${year.first}-06-12`; // the feed tells of no day before
    this.passesOn({ kind: 'compulsory-schooling-completed' }, `${leavingYear}-06-12`, began);
  }

  /** Lives in the region without being registered; a newcomer is registered later, with another number. */
  private arrives(): void {
    const { random, course, homes: { first: municipality }, resident: { number, replacement } } = this.about;
    const start = course.stays[0]!.from;
    const arrival = addDays(start, -random.between(0, 10));
    this.lives(municipality, arrival);
    course.says('stayMunicipality', arrival, course.place, { municipality });
    if (replacement === undefined) return;
    const on = addDays(start, random.between(40, 120));
    this.numbers.push({ number: replacement, from: on });
    this.passesOn({ kind: 'identity-number', replaces: number }, on);
    this.isRegistered(municipality, on);
  }

  /** Known by a coordination number, which lies dormant for want of renewal until another replaces it. */
  private staysUnregistered(): void {
    const { random, year: { first }, homes: { first: municipality }, resident } = this.about;
    const { name, born, number, replacement } = resident;
    const [arrival, began] = [dayBetween(random, `${first - 1}-03-01`, `${first}-05-31`), `${first}-06-12`];
    this.lives(municipality, arrival);
    this.passesOn({ kind: 'name', ...name }, arrival, began);
    this.passesOn({ kind: 'stay-municipality', municipality }, arrival, began);
    const identityLevel = random.pick(IDENTITY_LEVELS);
    this.passesOn({ kind: 'coordination-number', identityLevel }, arrival, began);
    this.passesOn(
      { kind: 'compulsory-schooling-completed' }, `${yearOf(born) + SCHOOL_LEAVING_AGE}-06-12`, began,
    );
    this.passesOn({ kind: 'coordination-number', dormant: true }, `${first}-06-13`);
    if (replacement === undefined) return;
    const on = this.someDay();
    this.numbers.push({ number: replacement, from: on });
    this.passesOn({ kind: 'identity-number', replaces: number }, on);
    this.isRegistered(municipality, on);
  }

  private isRegistered(municipality: string, on: CivilDate): void {
    const { year, resident: { name } } = this.about;
    const address = this.addressOn(on);
    this.passesOn({ kind: 'registered', ...name, municipality, address }, on, `${year.first}-06-15`);
  }

  private moves(): void {
    const { course, resident: { traits: { residence, outside } } } = this.about;
    if (!residence.startsWith('moves-')) return;
    const { first: movedFrom, then: municipality } = this.about.homes;
    const on = this.someDay();
    this.lives(municipality, on);
    if (outside && residence === 'moves-in-from-abroad') return this.isRegistered(municipality, on);
    this.passesOn({ kind: 'home-municipality', municipality, movedFrom }, on);
    if (outside) return; // no school has anything to say of it
    if (residence === 'moves-in') return; // ELIN has no kind for it
    const kind = residence === 'moves-out' ? 'movedOut' : 'movedInside';
    course.says(kind, on, course.placeOn(on), { municipality, movedFrom });
  }

  /** Under protected registration someone lives elsewhere than where they stay registered. */
  private isProtected(): void {
    const { course, homes: { then: municipality }, resident: { traits } } = this.about;
    const { protection, outside } = traits;
    if (protection === 'none') return;
    const on = this.someDay();
    this.passesOn({ kind: 'protection', protection }, on);
    if (protection !== 'protected-registration' || outside) return; // no school has anything to say of them
    course.says('stayMunicipality', on, course.placeOn(on), { municipality });
    this.lives(municipality, on);
  }

  private isGone(): void {
    const { course: { goneOn }, resident: { traits } } = this.about;
    if (goneOn === FOREVER) return;
    const hasDied = traits.happening === 'dies' || traits.outside?.then === 'dies';
    this.passesOn({ kind: hasDied ? 'died' : 'emigrated' }, goneOn);
    this.municipalities.push({ ...this.municipalities.pop()!, to: goneOn });
  }

  private hasNewAddress(): void {
    const { course, resident: { traits } } = this.about;
    const on = this.someDay();
    if (!traits.newAddress || this.addressOn(on) === undefined || on >= course.goneOn) return;
    this.movesInto(this.municipalityOn(on), on);
    course.says('addressChanged', on, course.placeOn(on));
  }

  private someDay(): CivilDate {
    const { random, year } = this.about;
    return dayBetween(random, year.july, `${year.first + 1}-05-31`);
  }

  /** An address in the municipality, if it is one and addresses of the pupil are known. */
  private movesInto(municipality: string, from: CivilDate): void {
    const { random, region, resident: { givesAddress } } = this.about;
    const city = region.municipality(municipality)?.name;
    const isKnown = city !== undefined && givesAddress;
    this.addresses.push({ from, address: isKnown ? inventedAddress(random, city) : undefined });
    this.addresses.sort((a, b) => (a.from < b.from ? -1 : 1));
  }

  private lives(municipality: string, from: CivilDate): void {
    this.movesInto(municipality, from);
    const before = this.municipalities.pop();
    if (before) this.municipalities.push({ ...before, to: from });
    this.municipalities.push({ municipality, from, to: FOREVER });
  }

  /** Says something as the population register does, not before a day on which the feed began. */
  private passesOn({ kind, ...said }: PopulationFact, validOn: CivilDate, notBefore = validOn): void {
    const { random, reporting } = this.about;
    const day = reporting.registeredOn(later(validOn, notBefore), REGISTER_LAG);
    const reportedAt = `${day}T03:${random.between(10, 59)}:00Z`;
    const identityNumber = this.numberOn(validOn);
    this.lines.push({ kind, identityNumber, validOn, reportedAt, ...said } as PopulationLine);
  }
}
