import type { Principal } from '../school-register/state.js';
import { type CivilDate, FOREVER } from '../shared/civil-date.js';
import { type Dated, versionOn } from '../shared/dated-versions.js';
import { type Ordered, type Period, within } from '../shared/period.js';
import { Remembered } from '../shared/remembered.js';
import { normalisedStudyPath } from '../shared/study-path.js';
import type { AgreementVersion, SharedPlaces } from './events.js';
import type { Agreements } from './state.js';
import { bySpecificity, daysOfChange, fits } from './terms.js';

/** A place, and the municipality that pays for it if nobody else does. */
export interface PlaceShared {
  readonly payer: string;
  readonly payee: Principal;
  readonly unit: string;
  readonly studyPath: string;
}

/** Days of places that an agreement shares among payers. */
export interface AgreedShares extends Period, Pick<SharedPlaces, 'remainder' | 'others'> {
  /** The event that set the agreement. */
  readonly id: string;
}

const shared = new Remembered<Agreements, Ordered<AgreedShares>>();
const sharing = new Remembered<Agreements, boolean>();

/** Whether any of them shares places. */
export const sharesAny = (agreements: Agreements): boolean => sharing.of(agreements, 'any', () =>
  Object.values(agreements.agreements).flat().some(({ version }) => version.shares !== undefined));

/** How a place is shared by agreement, in the parts of a period in which it is. */
export const agreedShares = (
  agreements: Agreements, place: PlaceShared, period: Period,
): Ordered<AgreedShares> => {
  if (!sharesAny(agreements)) return [];
  const { payer, payee, unit, studyPath } = place;
  const question = JSON.stringify([payer, payee.id, payee.kind, unit, studyPath]);
  return within(shared.of(agreements, question, () => allShares(agreements, place)), period);
};

const allShares = (agreements: Agreements, place: PlaceShared): AgreedShares[] => {
  const days = daysOfChange(agreements);
  return days.flatMap((from, index) => {
    const found = sharesOn(agreements, place, from);
    return found ? [{ from, to: days[index + 1] ?? FOREVER, ...found }] : [];
  }).reduce<AgreedShares[]>((parts, next) => {
    const last = parts.at(-1);
    const goesOn = last && last.id === next.id && last.to === next.from;
    if (goesOn) parts[parts.length - 1] = { ...last, to: next.to };
    else parts.push(next);
    return parts;
  }, []);
};

/** Of several agreements that share it, the one that goes before where terms are asked for. */
const sharesOn = (
  { agreements }: Agreements, place: PlaceShared, day: CivilDate,
): Omit<AgreedShares, 'from' | 'to'> | undefined => {
  const [first] = Object.keys(agreements).flatMap((name) => {
    const dated = versionOn(agreements, name, day);
    if (!dated || day >= (dated.version.endsOn ?? FOREVER)) return [];
    const shares = dated.version.shares?.find((each) => isAbout(dated, each, place));
    return shares ? [{ ...dated, shares }] : [];
  }).sort(bySpecificity);
  return first && { id: first.id, remainder: first.shares.remainder, others: first.shares.others };
};

const isAbout = (
  { version }: Dated<AgreementVersion>, shares: SharedPlaces, { payer, payee, unit, studyPath }: PlaceShared,
): boolean => fits(version, shares, payer, payee)
  && (shares.units?.includes(unit) ?? true)
  && shares.studyPaths.some((path) => normalisedStudyPath(studyPath).startsWith(path.toUpperCase()));
