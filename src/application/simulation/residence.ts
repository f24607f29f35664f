import { addDays, type CivilDate, earlier, FOREVER } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';
import type { Course } from './course.js';
import type { Lag } from './elin-kinds.js';
import type { InventedAddress, InventedName } from './invented-names.js';
import type { PopulationFact, PopulationLine } from './population-line.js';
import type { Random } from './random.js';
import { PSEUDO_MUNICIPALITY, type Region } from './region.js';
import type { Reporting } from './reporting.js';
import { dayBetween, type SchoolYear } from './school-year.js';
import type { Traits } from './traits.js';

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
  readonly address: InventedAddress | undefined;
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

/** Residence over the year, told three times: as it is, as schools see it, and as the register says. */
export class Residence {
  readonly lines: PopulationLine[] = [];
  readonly municipalities: TrueMunicipality[] = [];
  readonly numbers: NumberInUse[];

  constructor(
    private readonly random: Random, private readonly year: SchoolYear, private readonly reporting: Reporting,
    private readonly resident: Resident, private readonly homes: Homes, private readonly course: Course,
  ) {
    this.numbers = [{ number: resident.number, from: resident.born }];
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

  private comesToLiveThere(): void {
    const { traits: { residence, year, protection }, born } = this.resident;
    if (residence === 'newcomer' || residence === 'asylum-seeker') return this.arrives();
    const since = dayBetween(this.random, born, `${this.year.first}-05-31`);
    this.lives(this.homes.first, since);
    const isResident = residence === 'stays' || residence === 'moves-inside' || residence === 'moves-out';
    if (isResident && (year === 1 || protection !== 'none')) this.isRegistered(this.homes.first, since);
    if (isResident && year === 1) {
      this.passesOn({ kind: 'compulsory-schooling-completed' }, `${this.year.first}-06-12`);
    }
  }

  /** Lives in the region without being registered; a newcomer is registered later, with another number. */
  private arrives(): void {
    const { traits: { residence }, replacement } = this.resident;
    const start = this.course.stays[0]!.from;
    const arrival = addDays(start, -this.random.between(0, 10));
    this.lives(this.homes.first, arrival);
    this.course.says('stayMunicipality', arrival, this.course.place, { municipality: this.homes.first });
    if (residence !== 'newcomer' || replacement === undefined) return;
    const on = addDays(start, this.random.between(40, 120));
    this.numbers.push({ number: replacement, from: on });
    this.passesOn({ kind: 'identity-number', replaces: this.resident.number }, on);
    this.isRegistered(this.homes.first, on);
  }

  private isRegistered(municipality: string, on: CivilDate): void {
    const { name, address } = this.resident;
    this.passesOn({ kind: 'registered', ...name, municipality, address }, on, `${this.year.first}-06-15`);
  }

  private moves(): void {
    const { residence } = this.resident.traits;
    if (!residence.startsWith('moves-')) return;
    const { first: movedFrom, then: municipality } = this.homes;
    const on = dayBetween(this.random, this.year.july, `${this.year.first + 1}-05-31`);
    this.lives(municipality, on);
    this.passesOn({ kind: 'home-municipality', municipality, movedFrom }, on);
    if (residence === 'moves-in') return; // ELIN has no kind for it
    const kind = residence === 'moves-out' ? 'movedOut' : 'movedInside';
    this.course.says(kind, on, this.course.placeOn(on), { municipality, movedFrom });
  }

  /** Under protected registration someone lives elsewhere than where they stay registered. */
  private isProtected(): void {
    const { protection } = this.resident.traits;
    if (protection === 'none') return;
    const on = dayBetween(this.random, `${this.year.first}-09-01`, `${this.year.first + 1}-03-31`);
    this.passesOn({ kind: 'protection', protection }, on);
    if (protection !== 'protected-registration') return;
    const municipality = this.homes.then;
    this.course.says('stayMunicipality', on, this.course.placeOn(on), { municipality });
    this.lives(municipality, on);
  }

  private isGone(): void {
    const { goneOn } = this.course;
    if (goneOn === FOREVER) return;
    this.passesOn({ kind: this.resident.traits.happening === 'dies' ? 'died' : 'emigrated' }, goneOn);
    this.municipalities.push({ ...this.municipalities.pop()!, to: goneOn });
  }

  private hasNewAddress(): void {
    if (!this.resident.traits.newAddress) return;
    const on = dayBetween(this.random, this.year.july, `${this.year.first + 1}-05-31`);
    if (on < this.course.goneOn) this.course.says('addressChanged', on, this.course.placeOn(on));
  }

  private lives(municipality: string, from: CivilDate): void {
    const before = this.municipalities.pop();
    if (before) this.municipalities.push({ ...before, to: earlier(before.to, from) });
    this.municipalities.push({ municipality, from, to: FOREVER });
  }

  /** Says something as the population register does, not before a day on which the feed began. */
  private passesOn(fact: PopulationFact, validOn: CivilDate, notBefore = validOn): void {
    const day = this.reporting.registeredOn(validOn < notBefore ? notBefore : validOn, REGISTER_LAG);
    const minutes = this.random.below(60);
    const { kind, ...rest } = fact;
    this.lines.push({
      kind, identityNumber: this.numberOn(validOn), validOn,
      reportedAt: `${day}T03:${String(minutes).padStart(2, '0')}:00Z`, ...rest,
    } as PopulationLine);
  }
}
