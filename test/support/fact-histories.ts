import fc from 'fast-check';
import type { Event } from '../../src/domain/shared/event.js';
import type { Fact, FactTimes } from '../../src/domain/shared/fact-order.js';
import {
  day, documents, fundingHistories, personHistories, schoolingHistories,
} from '../properties/arbitraries.js';
import { named, numberAdded, protectionSet } from './events.js';
import { asFacts } from './given-when-then.js';

type FactEvent = Event<string, FactTimes>;

/** Histories are made apart, with ids counted from 1: in one life together they need ids of their own. */
const inPlace = (place: number, facts: readonly Fact[]): Fact[] => {
  const moved = (id: string): string => `${String(place).padStart(8, '0')}${id.slice(8)}`;
  return facts.map(({ id, event }) => {
    const { withdraws } = event.data as { withdraws?: string };
    const data = withdraws === undefined ? event.data : { ...event.data, withdraws: moved(withdraws) };
    return { id: moved(id), event: { ...event, data } };
  });
};

/** One life out of histories of different kinds. */
export const inOneLife = (...histories: readonly (readonly Fact[])[]): Fact[] =>
  histories.flatMap((facts, place) => inPlace(place, facts));

const reportedAt = fc.constantFrom(undefined, '2025-08-20T08:00:00Z', '2026-03-01T12:00:00Z');

const nameSaid = fc.record({ validOn: day, reportedAt, givenName: fc.constantFrom('Alva', 'Elis', 'Åke') })
  .map((said) => named(said));
const numberSaid = fc.constantFrom<FactEvent>(
  numberAdded(), numberAdded({ number: '200512202391', reportedAt: '2025-08-20T08:00:00Z' }),
);
const protectionSaid = fc.record({
  validOn: day, reportedAt,
  protection: fc.constantFrom('none', 'secrecy-marking', 'protected-registration'),
}).map((said) => protectionSet(said));

const identities = fc.array(fc.oneof(nameSaid, numberSaid, protectionSaid), { maxLength: 4 })
  .map((events) => asFacts<FactEvent>(events));

/**
 * Everything that may be said of one person: at several schools, with moves, summer placements, documents,
 * protection, removals and withdrawals, and what is decided on how places are paid for; in no order.
 */
export const lives: fc.Arbitrary<Fact[]> =
  fc.tuple(
    schoolingHistories, documents, personHistories, identities, fundingHistories,
  ).map((all) => inOneLife(...all));
