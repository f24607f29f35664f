import { byWeight, type Random } from './random.js';
import { rates } from './rates.js';
import type { InventedUnit, Region, RegionData } from './region.js';
import type { Place } from './reporting.js';
import type { Traits } from './traits.js';

const isRareAtIndependent = (programme: string): boolean => programme === 'IM' || programme === 'AG';

const bySize = (units: readonly InventedUnit[]) => byWeight(units, ({ size }) => size);

/** Chooses schools and study paths for one pupil. */
export class ChoiceOfSchool {
  constructor(
    private readonly random: Random, private readonly region: Region,
    private readonly traits: Traits, private readonly home: string,
  ) {}

  /** A first place: a programme, one by how common it is if none is wanted, then a school that has it. */
  first(
    wanted = this.traits.programme ?? this.region.programme(this.random).programme,
    butNotAt: readonly string[] = [],
  ): Place {
    return this.at(this.unitWith(wanted, butNotAt), wanted);
  }

  /** The same programme at a school not among these; another programme if no other school has it. */
  elsewhere(than: Place, units: readonly string[]): Place {
    const programme = this.programmeOf(than.studyPath);
    const another = this.offering(programme).some(({ unit }) => !units.includes(unit)) ? programme : 'SA';
    return this.at(this.unitWith(another, units), another);
  }

  /** Another study path at the same school; none if it has no other. */
  otherPath({ unit, studyPath }: Place): Place | undefined {
    return this.pathAt(unit, (path) => path.studyPath !== studyPath);
  }

  /** A study path of another programme at the same school; none if it has no other. */
  otherProgramme({ unit, studyPath }: Place): Place | undefined {
    const programme = this.programmeOf(studyPath);
    return this.pathAt(unit, (path) => path.programme !== programme);
  }

  private pathAt(
    unit: string, isWanted: (path: RegionData['studyPaths'][number]) => boolean,
  ): Place | undefined {
    const { programmes, priceVariant } = this.region.unit(unit);
    const others = this.region.data.studyPaths.filter((path) => isWanted(path)
      && path.years.includes(this.traits.year) && programmes.includes(path.programme));
    if (others.length === 0) return undefined;
    const other = byWeight(others, ({ share }) => share)(this.random);
    return { unit, studyPath: other.studyPath, priceVariant: priceVariant || undefined };
  }

  programmeOf(studyPath: string): string {
    return this.region.data.studyPaths.find((path) => path.studyPath === studyPath)!.programme;
  }

  private at(unit: InventedUnit, programme: string): Place {
    const { studyPath } = this.region.studyPath(programme, this.traits.year)(this.random);
    return { unit: unit.unit, studyPath, priceVariant: this.variant(unit, studyPath) };
  }

  private variant(unit: InventedUnit, studyPath: string): string | undefined {
    const rare = rates.priceVariants.find((known) => studyPath.startsWith(known.studyPath));
    const drawn = rare && this.random.chance(rare.ofTenThousand) ? rare.variant : undefined;
    return unit.priceVariant || this.traits.priceVariant || drawn;
  }

  private offering(programme: string): InventedUnit[] {
    return [...this.region.unitsWith(programme, true), ...this.region.unitsWith(programme, false)];
  }

  private unitWith(programme: string, butNot: readonly string[]): InventedUnit {
    const share = isRareAtIndependent(programme) ? rates.independentWhereRare : rates.independent;
    const free = (independent: boolean): InventedUnit[] =>
      this.region.unitsWith(programme, independent).filter(({ unit }) => !butNot.includes(unit));
    const wanted = free(this.random.chance(share));
    const units = wanted.length > 0 ? wanted : [...free(true), ...free(false)];
    const own = units.filter(({ municipality, principalKind }) =>
      municipality === this.home && principalKind !== 'independent');
    return bySize(own.length > 0 && this.random.chance(rates.ownMunicipality) ? own : units)(this.random);
  }
}
