import type { Agreements } from '../../src/domain/agreement/state.js';
import type { Allocation, AllocationSources, Segment } from '../../src/domain/cost/allocation.js';
import { allocate } from './allocate.js';
import { monthlyLines } from '../../src/domain/cost/monthly-lines.js';
import { type PaidStay, paidStays } from '../../src/domain/cost/paid-stays.js';
import { policiesOf } from '../../src/domain/cost/policies.js';
import { stateClaims } from '../../src/domain/cost/state-claims.js';
import type { FundingEvent } from '../../src/domain/funding/events.js';
import { fundingOf } from '../../src/domain/funding/state.js';
import type { PersonEvent } from '../../src/domain/person/events.js';
import { homeMunicipalities } from '../../src/domain/person/municipality.js';
import { PricePublished } from '../../src/domain/price-list/events.js';
import { evolvePrices, noPrices, type PriceKey, type Prices } from '../../src/domain/price-list/state.js';
import { UnitRegistered } from '../../src/domain/school-register/events.js';
import {
  emptySchoolRegister, evolveSchoolRegister, type Principal, type SchoolRegister, type UnitFacts,
} from '../../src/domain/school-register/state.js';
import type { DocumentEvent, SchoolingEvent } from '../../src/domain/schooling/events.js';
import { schoolingHistory } from '../../src/domain/schooling/timelines.js';
import { event } from '../../src/domain/shared/event.js';
import { formatKronor, kronor } from '../../src/domain/shared/money.js';
import type { Period } from '../../src/domain/shared/period.js';
import { NORTH, registeredIn, SOUTH, WEST } from './events.js';
import { asFacts } from './given-when-then.js';

/** A world of three schools with prices of 2025 and 2026, in which one pupil is looked at. */

export const independent: Principal = { id: '556000-0001', name: 'Skolbolaget', kind: 'independent' };
export const municipal: Principal = { id: '1482', name: 'Kungälvs kommun', kind: 'municipal' };

export const unit = (code: string, principal: Principal, more: Partial<UnitFacts> = {}): UnitFacts =>
  ({ validOn: '2020-01-01', unit: code, name: 'Skolan', principal, ...more });

export const registerOf = (units: readonly UnitFacts[]): SchoolRegister => units.reduce(
  (register, facts) => evolveSchoolRegister(register, event(UnitRegistered, facts)), emptySchoolRegister,
);

type Published = Parameters<typeof event<typeof PricePublished>>[1];

export const price = (
  year: number, key: Partial<PriceKey>, perYearKronor: number, more: Partial<Published> = {},
): Published => ({
  validOn: `${year}-01-01`, perYearOre: kronor(perYearKronor), standing: 'decided', ...more,
  key: { year, principal: 'independent', studyPath: 'NA', ...key },
});

export const pricesOf = (list: readonly Published[]): Prices => list.reduce(
  (known, published, index) => evolvePrices(known, `p${index}`, event(PricePublished, published)), noPrices,
);

export const usualPrices: readonly Published[] = [
  price(2025, {}, 108_500), price(2026, {}, 111_300), price(2028, {}, 111_300),
  price(2025, { principal: 'municipal', studyPath: 'TE' }, 110_000),
  price(2026, { principal: 'municipal', studyPath: 'TE' }, 115_000),
];

/**
 * What any path costs municipalities, each to itself: places at the municipal school that were taken in
 * second hand have a price then, the home municipality's or the provider's.
 */
export const ownPrices: readonly Published[] = [2025, 2026, 2027].flatMap((year) =>
  ([['1407', 97_531], ['1480', 123_457], ['1481', 104_999], ['1482', 105_001]] as const)
    .map(([owner, perYear]) =>
      price(year, { principal: 'municipal', studyPath: '', basis: 'own', owner }, perYear)));

export const usualUnits: readonly UnitFacts[] = [
  unit(NORTH, independent), unit(SOUTH, municipal), unit(WEST, { ...independent, id: '556000-0002' }),
];

export interface World {
  readonly schooling: readonly SchoolingEvent[];
  readonly documents?: readonly DocumentEvent[];
  readonly person?: readonly PersonEvent[];
  /** Days under protected registration. */
  readonly hidden?: readonly Period[];
  readonly prices?: readonly Published[];
  readonly units?: readonly UnitFacts[];
  readonly agreements?: Agreements;
  readonly funding?: readonly FundingEvent[];
}

const chargedIn = (world: World, look: number): Allocation & { readonly paid: readonly PaidStay[] } => {
  const sources: AllocationSources = {
    agreements: world.agreements, funding: fundingOf(asFacts(world.funding ?? [])),
    municipalities: homeMunicipalities(
      asFacts(world.person ?? [registeredIn()]), new Set(), world.hidden,
    ),
    register: registerOf(world.units ?? usualUnits), prices: pricesOf(world.prices ?? usualPrices),
    isMunicipality: (code) => /^[0-8]/.test(code),
  };
  const policyOf = policiesOf(sources);
  const { timelines } = schoolingHistory(asFacts(world.schooling), asFacts(world.documents ?? []), {
    confirmBy: (unit, day) => policyOf(unit, day).confirmBy,
  });
  const paid = paidStays(timelines.at(look)!, policyOf);
  return { ...allocate(paid, sources), paid };
};

/** What a pupil costs, looked at when every deadline has passed; or, with 0, when none has. */
export const allocationIn = (world: World, look = -1): Allocation => chargedIn(world, look);

/** What may be claimed of the state, written `kind on municipality unit kronor`. */
export const claimsIn = (world: World): string[] => {
  const { segments, paid } = chargedIn(world, -1);
  return stateClaims(segments, paid, fundingOf(asFacts(world.funding ?? []))).map((claim) =>
    [claim.kind, claim.on, claim.municipality, claim.unit, formatKronor(claim.ore)].join(' '));
};

const kronorOf = (segment: Segment): string =>
  formatKronor(monthlyLines(segment).reduce((sum, { ore }) => sum + ore, 0));

/** Segments, written `from to payer unit kronor`. */
export const segmentsIn = (world: World): string[] => allocationIn(world).segments
  .map((segment) => [segment.from, segment.to, segment.payer, segment.unit, kronorOf(segment)].join(' '));

/** Monthly lines, written `from days payer kronor`. */
export const linesIn = (world: World): string[] => allocationIn(world).segments.flatMap(
  (segment) => monthlyLines(segment)
    .map(({ from, days, ore }) => [from, days, segment.payer, formatKronor(ore)].join(' ')),
);

/** Deviations that begin before 2027, for which nobody has prices; written `kind from to`. */
export const deviationsIn = (world: World): string[] => allocationIn(world).deviations
  .filter(({ from }) => from < '2027-01-01').map(({ kind, from, to }) => [kind, from, to].join(' '));

export const totalIn = (world: World, wanted: (segment: Segment) => boolean = () => true): string =>
  formatKronor(allocationIn(world).segments.filter(wanted)
    .flatMap((segment) => monthlyLines(segment))
    .reduce((sum, { ore }) => sum + ore, 0));
