import { evaluate } from './matching.js';
import { badValue } from './server-error.js';
import { isDocument, sum } from './values.js';
import type { Doc } from './wire.js';

/** What a document becomes by an update; `isNew` when it is made by it. */
export const updated = (document: Doc, update: unknown, isNew: boolean, now: Date): Doc => {
  if (Array.isArray(update)) {
    return update.reduce((before: Doc, stage) => staged(before, stage as Doc, now), document);
  }
  const entries = Object.entries(update as Doc);
  if (!entries.some(([name]) => name.startsWith('$'))) return replaced(document, update as Doc);
  return entries.reduce((before, [name, fields]) => operated(before, name, fields as Doc, isNew), document);
};

/** A replacement keeps the key, which comes first. */
const replaced = ({ _id }: Doc, replacement: Doc): Doc => ({ _id, ...replacement });

const operated = (document: Doc, operator: string, fields: Doc, isNew: boolean): Doc => {
  if (operator === '$set') return { ...document, ...fields };
  if (operator === '$setOnInsert') return isNew ? { ...document, ...fields } : document;
  if (operator === '$unset') {
    return Object.fromEntries(Object.entries(document).filter(([name]) => !(name in fields)));
  }
  if (operator === '$push') return pushed(document, fields);
  if (operator !== '$inc') throw badValue(`the update ${operator}`);
  const grown = Object.entries(fields).map(([name, add]) =>
    [name, document[name] === undefined ? add : sum(document[name], add)]);
  return { ...document, ...Object.fromEntries(grown) };
};

/** Only what keeps some of the newest: `{ $each: [...], $slice: -3 }`. */
const pushed = (document: Doc, fields: Doc): Doc => {
  const longer = Object.entries(fields).map(([name, said]) => {
    const { $each, $slice } = said as { $each: unknown[]; $slice: number };
    if (!Array.isArray($each) || !($slice < 0)) throw badValue('a push without $each and a negative $slice');
    return [name, [...document[name] as unknown[] | undefined ?? [], ...$each].slice($slice)];
  });
  return { ...document, ...Object.fromEntries(longer) };
};

const staged = (document: Doc, stage: Doc, now: Date): Doc => {
  const fields = stage.$set;
  if (Object.keys(stage).length !== 1 || !isDocument(fields)) throw badValue('stages other than $set');
  const values = Object.entries(fields).map(([name, value]) => [name, evaluate(value, document, now)]);
  return { ...document, ...Object.fromEntries(values) };
};

/** What an upsert begins with: everything that the filter says something to be equal to. */
export const fromFilter = (filter: Doc): Doc =>
  Object.fromEntries(Object.entries(filter).filter(([name, value]) =>
    !name.startsWith('$') && !(isDocument(value) && Object.keys(value).some((key) => key.startsWith('$')))));
