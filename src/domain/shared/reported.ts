import type { TSchema } from '@sinclair/typebox';
import { ValueErrorType } from '@sinclair/typebox/errors';
import { type CivilDate, civilDate, isCivilDate } from './civil-date.js';
import { event, type EventKind, type EventOf } from './event.js';
import { CIVIL_DATE_PATTERN, INSTANT_PATTERN } from './fields.js';
import { misfitIn } from './misfit.js';
import { refuse, refuseIf } from './refusal.js';
import { isTextLine, textLineRule } from './text-line.js';

/** What is said in an event of a kind. */
export type Said<K extends EventKind> = EventOf<K>['data'];

/** No day of this ledger is as late; a year that says otherwise is a slip of the keyboard. */
export const END_OF_TIME: CivilDate = '2100-01-01';

/**
 * Makes the event of what somebody says, and refuses what cannot be: `field-unknown`, `field-malformed`,
 * `date-impossible`, `date-out-of-range`, `instant-impossible`, each with the field. A day ahead is no reason
 * to refuse: reports are facts, and one that is early shows as a deviation.
 */
export const reported = <K extends EventKind>(kind: K, said: Said<K>, within = ''): EventOf<K> => {
  mustFit(kind, said, within);
  for (const [name, schema] of Object.entries<TSchema>(kind.schema.properties)) {
    const value = (said as Record<string, unknown>)[name];
    if (typeof value !== 'string') continue;
    if (schema.pattern === CIVIL_DATE_PATTERN) mustBeDay(value, `${within}${name}`);
    if (schema.pattern === INSTANT_PATTERN) mustBeInstant(value, `${within}${name}`);
  }
  return event(kind, said);
};

const mustFit = (kind: EventKind, said: unknown, within: string): void => {
  const misfit = misfitIn(kind, said);
  if (!misfit) return;
  const field = `${within}${misfit.path.slice(1).replaceAll('/', '.')}`;
  if (misfit.type === ValueErrorType.ObjectAdditionalProperties) {
    const known = Object.keys(kind.schema.properties).join(', ');
    refuse('field-unknown', undefined, `There is a field that ${kind.type} has not; it has ${known}.`);
  }
  refuse('field-malformed', field, ruleOf(misfit.schema) ?? `See the fields of ${kind.type}.`);
};

const ruleOf = (schema: TSchema): string | undefined =>
  (isTextLine(schema) ? textLineRule(schema) : schema.description && `It must be: ${schema.description}.`);

const mustBeDay = (value: string, field: string): void => refuseIf(
  civilDate(value, field) >= END_OF_TIME, 'date-out-of-range', field, 'Write a day before the year 2100.',
);

const mustBeInstant = (value: string, field: string): void => {
  const day = value.slice(0, 10);
  refuseIf(
    !isCivilDate(day) || Number.isNaN(Date.parse(value)),
    'instant-impossible', field, 'Write an instant that exists, in UTC, as yyyy-mm-ddThh:mm:ssZ.',
  );
  mustBeDay(day, field);
};
