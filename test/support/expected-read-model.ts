import type { Legible, OpenedEvent } from '../../src/application/ledger/opened-event.js';
import type { Document, ReadStore } from '../../src/application/ports/read-store.js';
import { canonicalJson } from '../../src/domain/shared/fact-order.js';
import type { Projection } from '../../src/projections/engine/projection.js';
import type { StoredDocument } from '../../src/projections/engine/stored-document.js';
import { LiveGenerations } from '../../src/projections/engine/live-generations.js';
import { wholeContribution } from './whole-contribution.js';

/** All that a read model says: canonical JSON by key. */
export interface ReadModelContent {
  readonly documents: Record<string, string>;
  readonly rows: Record<string, string>;
  readonly sums: Record<string, number>;
}

/** The read model that a ledger amounts to, in the simplest way: folds everything, writes it down once. */
export const expectedReadModel = (
  projection: Projection, events: readonly OpenedEvent[],
): ReadModelContent => {
  const references = foldReferences(projection, events);
  const content: ReadModelContent = { documents: {}, rows: {}, sums: {} };
  for (const [key, document] of foldAll(projection, events)) {
    const { rows, sums } = wholeContribution(projection, document, references, key);
    content.documents[key] = canonicalJson(document);
    for (const row of rows) content.rows[`${row.collection}/${key}/${row.key}`] = canonicalJson(row.document);
    for (const [sum, value] of sums) content.sums[sum] = (content.sums[sum] ?? 0) + value;
  }
  for (const key in content.sums) if (content.sums[key] === 0) delete content.sums[key];
  return content;
};

const foldReferences = (projection: Projection, events: readonly OpenedEvent[]): Record<string, unknown> => {
  const references: Record<string, unknown> = {};
  for (const { name, handles, init, evolve } of projection.references) {
    const types = new Set(handles.map(({ type }) => type));
    const handled = events.filter(({ type }) => types.has(type)) as Legible[];
    references[name] = handled.reduce<unknown>((value, event) => evolve(value, event), init());
  }
  return references;
};

const foldAll = (projection: Projection, events: readonly OpenedEvent[]): Map<string, Document> => {
  const handled = new Set(projection.handles.map(({ type }) => type));
  const documents = new Map<string, Document>();
  for (const event of events) {
    if (!handled.has(event.type) || (event.erased && projection.reads !== 'envelopes')) continue;
    for (const key of projection.keys(event as Legible)) {
      documents.set(key, projection.evolve(documents.get(key) ?? projection.init(key), event as Legible));
    }
  }
  return documents;
};

/** The read model that is live in a store. */
export const storedReadModel = async (
  store: ReadStore, projection: Projection,
): Promise<ReadModelContent> => {
  const live = new LiveGenerations(store);
  const everything = async (name: string): Promise<{ key: string; document: Document }[]> =>
    store.scan<Document>(await live.collection(projection.name, name), '', Number.MAX_SAFE_INTEGER);
  const content: ReadModelContent = { documents: {}, rows: {}, sums: {} };
  for (const { key, document } of await everything('documents')) {
    content.documents[key] = canonicalJson((document as StoredDocument).document);
  }
  for (const { name } of projection.collections) {
    for (const { key, document } of await everything(name)) {
      content.rows[`${name}/${key}`] = canonicalJson(document);
    }
  }
  const sums = await store.sums(await live.sumSpace(projection.name), '');
  for (const { key, value } of sums) content.sums[key] = value;
  return content;
};
