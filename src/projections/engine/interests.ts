import { categories as catalogued } from '../../domain/catalogue.js';
import { IdentityNumberAdded } from '../../domain/person/events.js';
import { StreamErased } from '../../domain/shared/erasure.js';
import type { Category, EventKind } from '../../domain/shared/event.js';
import type { Projection } from './projection.js';

/** Which part of the ledger some projections need to see. */
export interface Interests {
  wants(type: string): boolean;
  /** Absent for all there are. */
  readonly categories?: readonly Category[];
}

const ALL = Object.keys(catalogued) as Category[];
const SEALED = ALL.filter((category) => catalogued[category].sealed);

export const interestsOf = (projections: readonly Projection[]): Interests => {
  const kinds = projections.flatMap(kindsFor);
  const types = new Set(kinds.map(({ type }) => type));
  const wanted = new Set(kinds.flatMap(categoriesOf));
  const wants = (type: string): boolean => types.has(type);
  return wanted.size === ALL.length ? { wants } : { wants, categories: [...wanted] };
};

/**
 * Documents about persons are made anew on erasures and joins, whether the projection handles those or not.
 */
const kindsFor = ({ handles, references, aboutPersons }: Projection): EventKind[] => {
  const kinds = [...handles, ...references.flatMap((reference) => reference.handles)];
  return aboutPersons ? [...kinds, ...alwaysForPersons] : kinds;
};

/** Joins, and erasures in those categories that are read anyway: elsewhere they take nothing away. */
const alwaysForPersons =
  [IdentityNumberAdded, { ...StreamErased, category: undefined }] as unknown as EventKind[];

const categoriesOf = ({ category }: EventKind): readonly Category[] => {
  if (category === undefined) return [];
  return category === 'erasure' ? SEALED : [category];
};
