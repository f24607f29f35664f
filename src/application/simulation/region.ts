import { byWeight, type Picker } from './random.js';

/** A municipality that pupils live in; outside the region they come from it or move to it. */
export interface HomeMunicipality {
  readonly code: string;
  readonly name: string;
  readonly inRegion: boolean;
  /** Residents in upper-secondary education, or an assumed weight outside the region. */
  readonly residents: number;
}

export interface Programme {
  readonly programme: string;
  readonly weight: number;
}

export interface StudyPath {
  readonly studyPath: string;
  readonly programme: string;
  readonly years: readonly number[];
  readonly share: number;
}

/** An invented school unit. */
export interface InventedUnit {
  readonly unit: string;
  readonly csnCode: string;
  readonly name: string;
  readonly principalId: string;
  readonly principalName: string;
  readonly principalKind: 'municipal' | 'region' | 'independent';
  readonly municipality: string;
  readonly programmes: readonly string[];
  readonly schoolForm: string;
  /** Price variant of all its pupils, if it has one. */
  readonly priceVariant: string;
  readonly size: number;
}

/** A yearly price at independent schools, as its source has it. */
export interface KnownPrice {
  readonly studyPath: string;
  readonly variant: string;
  readonly begun: '' | 'before' | 'after';
  readonly year: number;
  readonly perYearKronor: number;
  readonly origin: string;
}

/** What a simulated region is made of; read from reference-data/simulation. */
export interface RegionData {
  readonly municipalities: readonly HomeMunicipality[];
  readonly programmes: readonly Programme[];
  readonly studyPaths: readonly StudyPath[];
  readonly units: readonly InventedUnit[];
  readonly prices: readonly KnownPrice[];
  /** The official test numbers, twelve digits each. */
  readonly testNumbers: readonly string[];
  /** Official coordination numbers for tests, the same. */
  readonly testCoordinationNumbers: readonly string[];
}

/** The unit that ELIN sends for schools it has no code for. */
export const PSEUDO_UNIT: InventedUnit = {
  unit: 'x-00090002', csnCode: 'x-90002', name: 'Övrigt', principalId: '', principalName: '',
  principalKind: 'independent', municipality: '', programmes: [], schoolForm: 'GY', priceVariant: '', size: 0,
};

/** The municipality that ELIN sends for those who come from none. */
export const PSEUDO_MUNICIPALITY = '9900';

/** A region to pick from at random. */
export interface Region {
  readonly data: RegionData;
  readonly municipality: (code: string) => HomeMunicipality | undefined;
  readonly unit: (code: string) => InventedUnit;
  readonly insideMunicipality: Picker<HomeMunicipality>;
  readonly outsideMunicipality: Picker<HomeMunicipality>;
  readonly programme: Picker<Programme>;
  /** A study path of a programme that there is in a year of study. */
  readonly studyPath: (programme: string, year: number) => Picker<StudyPath>;
  /** Units with a programme, public or independent; none if nobody offers it. */
  readonly unitsWith: (programme: string, independent: boolean) => readonly InventedUnit[];
}

/** Remembers what a function answered for each key. */
const remembered = <T>(answer: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, answer(key));
    return known.get(key)!;
  };
};

export const region = (data: RegionData): Region => {
  const municipalities = new Map(data.municipalities.map((each) => [each.code, each]));
  const units = new Map([...data.units, PSEUDO_UNIT].map((unit) => [unit.unit, unit]));
  const residents = ({ residents: weight }: HomeMunicipality): number => weight;
  const paths = remembered((key) => byWeight(
    data.studyPaths.filter(({ programme, years }) => years.some((year) => key === `${programme}|${year}`)),
    ({ share }) => share,
  ));
  const offering = remembered((key) => data.units.filter(({ programmes, principalKind }) =>
    programmes.some((programme) => key === `${programme}|${principalKind === 'independent'}`)));
  return {
    data,
    municipality: (code) => municipalities.get(code),
    unit: (code) => units.get(code)!,
    insideMunicipality: byWeight(data.municipalities.filter(({ inRegion }) => inRegion), residents),
    outsideMunicipality: byWeight(data.municipalities.filter(({ inRegion }) => !inRegion), residents),
    programme: byWeight(data.programmes, ({ weight }) => weight),
    studyPath: (programme, year) => paths(`${programme}|${year}`),
    unitsWith: (programme, independent) => offering(`${programme}|${independent}`),
  };
};
