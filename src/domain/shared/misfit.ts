import type { TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import type { ValueError } from '@sinclair/typebox/errors';
import type { EventKind } from './event.js';

const checks = new Map<EventKind, TypeCheck<TSchema>>();

const checkOf = (kind: EventKind): TypeCheck<TSchema> => {
  const check = checks.get(kind) ?? TypeCompiler.Compile(kind.schema);
  checks.set(kind, check);
  return check;
};

/** The first thing in what is said that the schema of a kind does not allow; undefined if all of it fits. */
export const misfitIn = (kind: EventKind, said: unknown): ValueError | undefined => {
  const check = checkOf(kind);
  return check.Check(said) ? undefined : check.Errors(said).First();
};
