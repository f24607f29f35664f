/**
 * The target group by a second hand: walks through the days, one after the other, and keeps what is so on
 * each. It shares nothing with the product, not even how to compare periods.
 */

/** What was said that holds, each on a day of its own; days and fields as they were said. */
export interface Said extends Readonly<Record<string, string | undefined>> {
  readonly type: string;
  readonly on: string;
}

export interface Life {
  readonly born: string | undefined;
  readonly said: readonly Said[];
}

export interface Answer {
  readonly municipality: string | undefined;
  /** The six, in the order of the law. */
  readonly conditions: readonly boolean[];
}

/** What a region decided, from a day on, until the next that it decided; in order. */
export interface Decided {
  readonly from: string;
  readonly leapDayBirthday: string;
  readonly gapToleranceDays: number;
}

const decidedOn = (day: string, decided: readonly Decided[]): Omit<Decided, 'from'> =>
  decided.filter(({ from }) => from <= day).at(-1) ?? { leapDayBirthday: '03-01', gapToleranceDays: 0 };

const yearsOn = (born: string, years: number, decided: readonly Decided[]): string => {
  const year = String(Number(born.slice(0, 4)) + years);
  if (!born.endsWith('-02-29') || Number(year) % 4 === 0) return `${year}${born.slice(4)}`;
  return `${year}-${decidedOn(`${year}-02-28`, decided).leapDayBirthday}`;
};

/** The first day on which somebody came to live in Sweden at an age without compulsory schooling. */
const arrivedOn = ({ born, said }: Life): string | undefined => {
  if (born === undefined) return undefined;
  const tooOldFrom = `${Number(born.slice(0, 4)) + 16}-07-01`;
  let isHere = false;
  let hasLeft = false;
  for (const { type, on, movedFrom } of said) {
    if (type === 'Emigrated') [isHere, hasLeft] = [false, true];
    if (type !== 'HomeMunicipalityRegistered' || isHere) continue;
    if ((hasLeft || movedFrom === undefined) && on >= tooOldFrom) return on;
    isHere = true;
  }
  return undefined;
};

/** The first day without compulsory schooling, by everything that was said of the life. */
const schoolingOverOn = (life: Life, decided: readonly Decided[]): string => {
  const { born, said } = life;
  const completed = said.filter(({ type }) => type === 'CompulsorySchoolingCompleted').at(-1)?.on;
  const started = said.find(({ type }) => type === 'Enrolled' || type === 'Transferred')?.on;
  const otherwise = [started, born === undefined ? undefined : yearsOn(born, 18, decided)];
  const known = [completed, arrivedOn(life)].filter((day) => day !== undefined);
  return [...(known.length > 0 ? known : otherwise), '9999'].filter((day) => day !== undefined).sort()[0]!;
};

const STARTS = ['SummerPlaced', 'Enrolled', 'Transferred'];

/** Whether a start is one of a place of which it was said that nobody ever came. */
const isForfeited = (start: Said, said: readonly Said[]): boolean => said.some(({ type, on, unit }) => {
  if (type !== 'PlaceForfeited' || unit !== start['unit'] || on < start.on) return false;
  const half = Number(on.slice(5, 7)) < 7 ? `${on.slice(0, 4)}-01-01` : `${on.slice(0, 4)}-07-01`;
  const leftSince = said.some((other) => start.on < other.on && other.on < on && (
    (other.type === 'DroppedOut' && other['unit'] === unit)
      || (other.type === 'Transferred' && other['fromUnit'] === unit)));
  return start.on >= half && !leftSince;
});

/** Whether a decision on absence is not the last one that was made on it. */
const isOverruled = (decision: Said, said: readonly Said[]): boolean => said.some((other) =>
  other.type === 'AbsenceDecided' && other['unit'] === decision['unit'] && (
    other['decidedOn']! > decision['decidedOn']!
      || (other['decidedOn'] === decision['decidedOn']
        && (other['outcome'] === 'goes-on' || other.on > decision.on))));

/** What was said by its effect: a place that never began leaves what was before, and begins nothing. */
const inEffect = (said: readonly Said[]): Said[] => said.map((each): Said => {
  if (STARTS.includes(each.type) && isForfeited(each, said)) return { ...each, type: 'NeverBegan' };
  const goesOn = each.type === 'AbsenceDecided' && (each['outcome'] === 'goes-on' || isOverruled(each, said));
  return goesOn ? { ...each, type: 'NothingChanged' } : each;
});

/** Two programmes that one takes up at a school within a school year (from July) go on side by side. */
interface Place {
  readonly since: string;
  readonly paths: readonly string[];
}

const schoolYear = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5) < '07-01' ? 1 : 0);
const programme = (path: string): string => path.slice(0, 2);

class Days {
  private readonly at = new Map<string, Place>();
  private readonly equivalents = new Set<string>();
  private readonly done = new Set<string>();
  private registered: string | undefined;
  private stays: string | undefined;
  private confirmed: { municipality: string; until: string } | undefined;
  private protection = 'none';
  private isDead = false;

  private isAbroad = false;

  /** Before the first registration somebody was where it says they came from. */
  constructor(private cameFrom: string | undefined) {}

  take(said: Said): void {
    const take = this.taking[said.type];
    if (!take) throw new Error(`The model does not know ${said.type}`);
    take(said);
  }

  private readonly taking: Readonly<Record<string, (said: Said) => void>> = {
    Enrolled: (said) => this.start(said),
    Transferred: (said) => {
      this.at.delete(said['fromUnit']!);
      this.start(said);
    },
    StudyPathChanged: (said) => {
      const place = this.at.get(said['unit']!);
      if (place) this.at.set(said['unit']!, { ...place, paths: [said['studyPath']!] });
    },
    SummerPlaced: (said) => this.at.delete(said['unit']!),
    DroppedOut: (said) => this.at.delete(said['unit']!),
    NeverBegan: (said) => {
      this.at.delete(said['fromUnit']!);
      this.at.delete(said['unit']!);
    },
    AbsenceDecided: (said) => this.at.delete(said['unit']!),
    NothingChanged: () => undefined,
    PlaceForfeited: () => undefined,
    DocumentIssued: (said) => this.document(said['document']!, said['unit']),
    EquivalentEducationBegan: (said) => this.equivalents.add(said['education']!),
    EquivalentEducationEnded: (said) => {
      this.equivalents.delete(said['education']!);
      if (said['outcome'] === 'completed') this.done.add('equivalent');
    },
    HomeMunicipalityRegistered: (said) => {
      this.registered = said['municipality'];
      this.cameFrom = undefined;
      this.isAbroad = false;
    },
    StayMunicipalityReported: (said) => {
      this.stays = said['municipality'];
      this.isAbroad = false;
    },
    ResponsibilityConfirmed: (said) => {
      this.confirmed = { municipality: said['municipality']!, until: said['until'] ?? '9999' };
    },
    ProtectionSet: (said) => { this.protection = said['protection']!; },
    Emigrated: () => {
      this.registered = this.stays = this.confirmed = undefined;
      this.isAbroad = true;
    },
    Died: () => { this.isDead = true; },
    CompulsorySchoolingCompleted: () => undefined,
  };

  private start({ on, unit, studyPath }: Said): void {
    const before = this.at.get(unit!);
    const goOn = before && schoolYear(before.since) === schoolYear(on) ? before.paths : [];
    const paths = [...goOn.filter((path) => programme(path) !== programme(studyPath!)), studyPath!];
    this.at.set(unit!, { since: on, paths });
  }

  private document(kind: string, unit: string | undefined): void {
    if (kind === 'gymnasieintyg') return;
    if (unit === undefined) this.at.clear();
    else this.at.delete(unit);
    this.done.add(kind);
  }

  isInEducation(day: string): boolean {
    const counts = (path: string): boolean => !path.startsWith('IM') || day >= '2018-07-01';
    return this.equivalents.size > 0 || [...this.at.values()].some(({ paths }) => paths.some(counts));
  }

  has(kind: string): boolean {
    return this.done.has(kind);
  }

  home(day: string): string | undefined {
    if (this.isDead) return undefined;
    const came = this.isAbroad ? undefined : this.cameFrom;
    if (this.protection !== 'protected-registration') return this.registered ?? came ?? this.stays;
    return this.confirmed && day < this.confirmed.until ? this.confirmed.municipality : undefined;
  }
}

const cameFrom = (said: readonly Said[]): string | undefined =>
  said.find(({ type }) => type === 'HomeMunicipalityRegistered')?.['movedFrom'];

/** Goes once more through the days, and takes for none those between two educations that are few enough. */
const withoutGaps = (isIn: readonly boolean[], days: readonly string[], decided: readonly Decided[]) => {
  const filled = [...isIn];
  for (let first = 1; first < days.length; first += 1) {
    if (isIn[first] || !isIn[first - 1]) continue;
    const again = isIn.indexOf(true, first);
    const isNone = again > 0 && again - first <= decidedOn(days[first]!, decided).gapToleranceDays;
    if (isNone) filled.fill(true, first, again);
  }
  return filled;
};

/** The days follow each other, and nobody is in education before the first or begins after the last. */
export const dayByDay = (
  life: Life, days: readonly string[], decided: readonly Decided[] = [],
): Map<string, Answer> => {
  const said = inEffect([...life.said].sort((a, b) => (a.on < b.on ? -1 : 1)));
  const over = schoolingOverOn({ ...life, said }, decided);
  const adult = life.born === undefined ? '9999' : yearsOn(life.born, 20, decided);
  const state = new Days(cameFrom(said));
  let next = 0;
  const seen = days.map((day) => {
    for (; said[next] && said[next]!.on <= day; next += 1) state.take(said[next]!);
    const completed = ['examensbevis', 'gymnasiebevis', 'equivalent'].map((kind) => !state.has(kind));
    return { isIn: state.isInEducation(day), completed, home: state.home(day) };
  });
  const isIn = withoutGaps(seen.map((each) => each.isIn), days, decided);
  return new Map(days.map((day, nth): [string, Answer] => {
    const { completed, home } = seen[nth]!;
    const conditions = [day < adult, day >= over, !isIn[nth], ...completed];
    return [day, { conditions, municipality: conditions.every(Boolean) ? home : undefined }];
  }));
};
