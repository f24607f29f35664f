import { badValue } from './server-error.js';
import { areSame, compareValues, isDocument, kindOf, numberIn } from './values.js';
import type { Doc } from './wire.js';

type Test = (value: unknown, wanted: unknown) => boolean;

/** A range holds values of the kind of its bound only. */
const within = (fits: (order: number) => boolean): Test => (value, bound) =>
  kindOf(value) === kindOf(bound) && fits(compareValues(value, bound));

const tests: Readonly<Record<string, Test>> = {
  $eq: areSame,
  $ne: (value, other) => !areSame(value, other),
  $in: (value, among) => (among as unknown[]).some((one) => areSame(value, one)),
  $lt: within((order) => order < 0),
  $lte: within((order) => order <= 0),
  $gt: within((order) => order > 0),
  $gte: within((order) => order >= 0),
};

/** Whether a document is one of those that a filter asks for; what it does not know it refuses. */
export const matches = (filter: Doc, document: Doc, now: Date): boolean =>
  Object.entries(filter).every(([name, wanted]) => {
    const parts = wanted as Doc[];
    if (name === '$and') return parts.every((part) => matches(part, document, now));
    if (name === '$or') return parts.some((part) => matches(part, document, now));
    if (name === '$expr') return evaluate(wanted, document, now) === true;
    if (name.startsWith('$') || name.includes('.')) throw badValue(`the filter ${name}`);
    return fits(document[name], wanted);
  });

const fits = (value: unknown, wanted: unknown): boolean => {
  if (!isDocument(wanted) || !Object.keys(wanted).some((key) => key.startsWith('$'))) {
    return areSame(value, wanted);
  }
  return Object.entries(wanted).every(([operator, operand]) => {
    const test = tests[operator];
    if (!test) throw badValue(`the operator ${operator}`);
    return test(value, operand);
  });
};

/** The value of an expression over a document. */
export const evaluate = (expression: unknown, document: Doc, now: Date): unknown => {
  if (expression === '$$NOW') return now;
  if (typeof expression === 'string' && expression.startsWith('$')) return document[expression.slice(1)];
  if (!isDocument(expression)) return expression;
  const [operator, operands] = Object.entries(expression)[0]!;
  if (operator === '$literal') return operands;
  const [a, b] = (operands as unknown[]).map((operand) => evaluate(operand, document, now));
  if (operator === '$lte') return compareValues(a, b) <= 0;
  if (operator === '$gt') return compareValues(a, b) > 0;
  if (operator === '$add') return added(a, b);
  throw badValue(`the expression ${operator}`);
};

const added = (a: unknown, b: unknown): unknown => {
  const number = numberIn(b);
  if (number === undefined) throw badValue('sums of anything but numbers and moments');
  return a instanceof Date ? new Date(Number(a) + number) : (numberIn(a) ?? NaN) + number;
};
