import {
  type AnyBulkWriteOperation, type ClientSession, type Collection, type FindOptions, Long,
} from 'mongodb';
import type { Commit, SumRow } from '../../../application/ports/read-store.js';
import { afterAll } from '../declared-collection.js';

/** A sum; its key begins with its space, so that the sums of one lie together in order. */
export interface SumDocument {
  readonly _id: string;
  readonly value: Long;
}

/** Between space and key; sorts before everything else, so that no space lies among the sums of another. */
const SEPARATOR = '\0';

const idOf = (space: string, key: string): string => {
  if (space.includes(SEPARATOR)) throw new TypeError('The name of a space has no control characters');
  return `${space}${SEPARATOR}${key}`;
};

/** Differences by the sums that they change, added up; throws `TypeError` for what is no integer. */
export const addedUp = (sums: Commit['sums']): Map<string, number> => {
  const differences = new Map<string, number>();
  for (const { space, key, add } of sums) {
    if (!Number.isSafeInteger(add)) throw new TypeError(`A sum in ${space} was given no integer`);
    const id = idOf(space, key);
    differences.set(id, (differences.get(id) ?? 0) + add);
  }
  return differences;
};

/** Adds differences to sums; those that become 0 disappear. */
export const addTo = async (
  sums: Collection<SumDocument>, differences: ReadonlyMap<string, number>, session: ClientSession,
): Promise<void> => {
  const changed = [...differences].filter(([, add]) => add !== 0);
  if (changed.length === 0) return;
  const writes = changed.map(([_id, add]): AnyBulkWriteOperation<SumDocument> =>
    ({ updateOne: { filter: { _id }, update: { $inc: { value: Long.fromNumber(add) } }, upsert: true } }));
  await sums.bulkWrite(writes, { session });
  const ids = changed.map(([id]) => id);
  await sums.deleteMany({ _id: { $in: ids }, value: Long.ZERO }, { session });
};

export const findSums = async (
  sums: Collection<SumDocument>, space: string, prefix: string, range: { from?: string; to?: string },
  options: FindOptions,
): Promise<SumRow[]> => {
  const { from = '', to = afterAll('') } = range;
  const bounds = [
    { _id: { $gte: idOf(space, prefix), $lt: idOf(space, afterAll(prefix)) } },
    { _id: { $gte: idOf(space, from), $lt: idOf(space, to) } },
  ];
  const found = await sums.find({ $and: bounds }, options).sort({ _id: 1 }).toArray();
  return found.map(({ _id, value }) => ({ key: _id.slice(space.length + 1), value: Number(value) }));
};

/** Removes all sums of spaces that begin with a name. */
export const dropSums = async (sums: Collection<SumDocument>, namePrefix: string): Promise<void> => {
  await sums.deleteMany({ _id: { $gte: namePrefix, $lt: afterAll(namePrefix) } });
};
