import type { Position } from '../../application/ports/event-store.js';
import type { CollectionSpec } from '../../application/ports/read-store.js';
import type { Projection } from './projection.js';

/**
 * One build of a projection's read model. Everything of it in the read store begins with its name, so that
 * a new one can be made beside it, and the old one dropped whole.
 */
export interface Generation {
  /** Such as `caseload_v1_g3`; never used twice. */
  readonly name: string;
  /** The projection's version that folds it. */
  readonly version: number;
  /** The ledger's head before its first event was opened: what was erased until then was never in it. */
  readonly bornAt: Position;
}

const PROJECTION_NAME = /^[a-z][a-z0-9-]{0,39}$/;

export const generationName = (projection: Projection, ordinal: number): string => {
  if (!PROJECTION_NAME.test(projection.name)) throw new Error(`${projection.name} cannot name a projection`);
  return `${projection.name}_v${projection.version}_g${ordinal}`;
};

/** What all names of a generation in the read store begin with, and those of no other. */
export const prefixOf = (generation: string): string => `${generation}_`;

export const collectionOf = (generation: string, name: string): string => `${prefixOf(generation)}${name}`;
export const documentsOf = (generation: string): string => collectionOf(generation, 'documents');
/** What documents have alike, and what follows from it. */
export const alikeOf = (generation: string): string => collectionOf(generation, 'alike');
export const parkedOf = (generation: string): string => collectionOf(generation, 'parked');
/** References, and a sweep that is not finished. */
export const stateOf = (generation: string): string => collectionOf(generation, 'state');

export const sumsOf = (generation: string): string => collectionOf(generation, 'sums');
/** How many documents were read against each reference key. */
export const usesOf = (generation: string): string => collectionOf(generation, 'uses');
/** How many events were folded. */
export const foldedOf = (generation: string): string => collectionOf(generation, 'folded');
export const checkpointOf = (generation: string): string => collectionOf(generation, 'checkpoint');

const reserved = new Set(['documents', 'parked', 'state', 'alike']);

/** A collection that nothing is asked of but its documents. */
export const plain = (name: string): CollectionSpec => ({ name, fields: {}, indexes: [] });

/**
 * The collections of a generation. Rows are written several times as fast without indexes, so these are
 * declared once all is there.
 */
export const collectionsOf = (
  projection: Projection, generation: string, rowIndexes: 'indexed' | 'not-yet-indexed',
): CollectionSpec[] => {
  const own = [...reserved].filter((name) => name !== 'alike' || projection.alike)
    .map((name) => plain(collectionOf(generation, name)));
  return [...own, ...projection.collections.map(({ name, fields, indexes }) => {
    if (reserved.has(name)) throw new Error(`${projection.name}: ${name} is the engine's own collection`);
    return {
      name: collectionOf(generation, name), fields, indexes: rowIndexes === 'indexed' ? indexes : [],
    };
  })];
};
