import { categories as catalogued } from '../../domain/catalogue.js';
import { IdentityNumberAdded, PersonFactWithdrawn } from '../../domain/person/events.js';
import { StreamErased } from '../../domain/shared/erasure.js';
import type { Category, EventKind } from '../../domain/shared/event.js';
import type { Projection } from './projection.js';

/** Which part of the ledger some projections need to see. */
export interface Interests {
  wants(type: string): boolean;
  /** Somebody reads what is in it; of all others the envelope will do. */
  opens(type: string): boolean;
  /** Absent for all there are. */
  readonly categories?: readonly Category[];
}

const ALL = Object.keys(catalogued) as Category[];
const SEALED = ALL.filter((category) => catalogued[category].sealed);

/** What it takes to read for a projection: the kinds of event, and whether it needs to see what they say. */
export type Reader = Pick<Projection, 'handles' | 'references' | 'aboutPersons' | 'reads'>;

export const interestsOf = (readers: readonly Reader[]): Interests => {
  const kinds = readers.flatMap(kindsFor);
  const wanted = new Set(kinds.flatMap(categoriesOf));
  const interests = {
    wants: isOneOf(kinds), opens: isOneOf(readers.filter(readsFacts).flatMap(kindsFor)),
  };
  return wanted.size === ALL.length ? interests : { ...interests, categories: [...wanted] };
};

/** What these need to see, within the part of the ledger that they and others need. */
export const followingToo = (readers: readonly Reader[], others: readonly Reader[]): Interests => {
  const { wants, opens } = interestsOf(readers);
  const { categories } = interestsOf([...readers, ...others]);
  return { wants, opens, ...(categories && { categories }) };
};

const readsFacts = ({ reads }: Reader): boolean => reads !== 'envelopes';

const isOneOf = (kinds: readonly EventKind[]): ((type: string) => boolean) => {
  const types = new Set(kinds.map(({ type }) => type));
  return (type) => types.has(type);
};

/** Somebody who looks for prices, schools and the like, perhaps for erasures, and at nobody's facts. */
export const readerOf = (references: Reader['references'], heedsErasures: boolean): Reader =>
  ({ handles: heedsErasures ? [StreamErased] : [], references, aboutPersons: false });

/**
 * Documents about persons are made anew on erasures and joins, whether the projection handles those or not.
 */
const kindsFor = ({ handles, references, aboutPersons }: Reader): EventKind[] => {
  const kinds = [...handles, ...references.flatMap((reference) => reference.handles)];
  return aboutPersons ? [...kinds, ...alwaysForPersons] : kinds;
};

/**
 * Joins, what takes them back, and erasures in those categories that are read anyway: elsewhere they take
 * nothing away.
 */
const alwaysForPersons = [
  IdentityNumberAdded, PersonFactWithdrawn, { ...StreamErased, category: undefined },
] as unknown as EventKind[];

const categoriesOf = ({ category }: EventKind): readonly Category[] => {
  if (category === undefined) return [];
  return category === 'erasure' ? SEALED : [category];
};
