import type { Put } from '../../src/application/ports/read-store.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import { openSqliteReadStore } from '../../src/infrastructure/read-store/sqlite/sqlite-read-store.js';
import type { LiveReadModels } from '../../src/projections/engine/live-read-models.js';
import type { Projection, References } from '../../src/projections/engine/projection.js';
import { documentOf, referencesOf } from './folded.js';
import { wholeContribution } from './whole-contribution.js';

/** What was said of several persons, by person id. */
export type Lives = Readonly<Record<string, readonly Fact[]>>;

/** A read model in a store, as queries find it; it lasts until it is closed. */
export interface ReadModel extends LiveReadModels {
  close(): Promise<void>;
}

/** Writes down what these lives come to, all at once and without an engine. */
export const readModelOf = async (
  projection: Projection, lives: Lives, given: References = {},
): Promise<ReadModel> => {
  const references = referencesOf(projection, given);
  const store = openSqliteReadStore({ file: ':memory:' });
  const collectionOf = (name: string): string => `${projection.name}_${name}`;
  const space = `${projection.name}_sums`;
  await store.declare(projection.collections.map((spec) => ({ ...spec, name: collectionOf(spec.name) })));
  const contributed = Object.entries(lives).map(([person, facts]) =>
    ({ person, ...wholeContribution(projection, documentOf(projection, facts), references, person) }));
  await store.commit({
    puts: contributed.flatMap(({ person, rows }) => rows.map(({ collection, key, document }): Put =>
      ({ collection: collectionOf(collection), key: `${person}/${key}`, document }))),
    deletes: [], checkpoints: { [projection.name]: '1' },
    sums: contributed.flatMap(({ sums }) => [...sums].map(([key, add]) => ({ space, key, add }))),
  });
  return {
    store, collection: async (_projection, name) => collectionOf(name), sumSpace: async () => space,
    checkpoint: () => store.checkpoint(projection.name),
    reference: async <R>(name: string) => references[name] as R | undefined,
    close: () => store.close(),
  };
};
