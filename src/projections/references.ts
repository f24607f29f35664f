import { priceListKinds, type PriceListEvent } from '../domain/price-list/events.js';
import { evolvePrices, groupOfKey, noPrices, type Prices } from '../domain/price-list/state.js';
import { schoolRegisterKinds, type SchoolRegisterEvent } from '../domain/school-register/events.js';
import { emptySchoolRegister, evolveSchoolRegister, type SchoolRegister } from '../domain/school-register/state.js';
import type { EventKind } from '../domain/shared/event.js';
import type { Reference } from './engine/projection.js';

/** A price group as a reference key. */
export const priceKey = (group: string): string => `price|${group}`;
/** A school unit as a reference key. */
export const unitKey = (unit: string): string => `unit|${unit}`;

/** The published prices. */
export const pricesReference: Reference<Prices> = {
  name: 'prices',
  handles: priceListKinds as unknown as readonly EventKind[],
  init: () => noPrices,
  evolve: (prices, event) => evolvePrices(prices, event.id, { type: event.type, data: event.data } as PriceListEvent),
  keysOf: (event) => [priceKey(groupOfKey((event.data as PriceListEvent['data']).key))],
};

/** School units and who runs them. */
export const schoolRegisterReference: Reference<SchoolRegister> = {
  name: 'school-register',
  handles: schoolRegisterKinds as unknown as readonly EventKind[],
  init: () => emptySchoolRegister,
  evolve: (register, event) =>
    evolveSchoolRegister(register, { type: event.type, data: event.data } as SchoolRegisterEvent),
  keysOf: (event) => [unitKey((event.data as SchoolRegisterEvent['data']).unit)],
};
