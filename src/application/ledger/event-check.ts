import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler';
import type { TSchema } from '@sinclair/typebox';
import { eventKinds } from '../../domain/catalogue.js';
import type { Event } from '../../domain/shared/event.js';

const checks = new Map<string, TypeCheck<TSchema>>(
  eventKinds.map((kind) => [kind.type, TypeCompiler.Compile(kind.schema as unknown as TSchema)]),
);

/** An event that does not fit its schema is a fault of ours: input is refused long before, field by field. */
export const checkEventData = (event: Event): void => {
  const check = checks.get(event.type);
  if (!check) throw new Error(`The event type ${event.type} is not in the catalogue`);
  if (check.Check(event.data)) return;
  const first = check.Errors(event.data).First();
  const [path, message] = [first?.path ?? '/', first?.message ?? 'unknown'];
  throw new Error(`${event.type} does not fit its schema at ${path}: ${message}`);
};
