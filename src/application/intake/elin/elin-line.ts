import { refuse } from '../../../domain/shared/refusal.js';
import type { Event } from '../../../domain/shared/event.js';
import type { IdentityNumber } from '../../../domain/shared/identity-number.js';
import { like } from '../reading/fields.js';
import type { Interpret, Statement } from '../statement.js';
import { goesBy } from '../writing/first-sight.js';
import { ElinEvent } from './elin-event.js';
import { type ElinEventType, elinEventTypes } from './event-types.js';

const source = 'school-system';
const NUMBER = like(/^\d{1,6}$/, 'Write the number of the event type.');

const byNumber = new Map<string, readonly ElinEventType[]>(
  elinEventTypes.map(({ number }) => [number, elinEventTypes.filter((type) => type.number === number)]),
);

/**
 * Where the number alone does not tell (type 8 has two names), the name does; and a name that a number has
 * not been seen with may be such a second one, so that nobody knows what it means.
 */
const typeOf = ({ fields }: ElinEvent): ElinEventType => {
  const number = fields.textOrNumber('Typid', NUMBER) ?? fields.missing('Typid');
  const types = byNumber.get(number);
  if (!types) return refuse('elin-type-unknown', 'Typid', 'The event type is not one that Liggare knows.');
  const said = types.length === 1 ? fields.text('Handelsenamn') : fields.mustText('Handelsenamn');
  if (said === undefined) return types[0]!;
  const name = spelled(said);
  return types.find((type) => spelled(type.name) === name)
    ?? refuse('elin-type-unknown', 'Handelsenamn', 'The event type is not known by this name.');
};

const spelled = (name: string): string => name.normalize('NFC').toLowerCase();

/**
 * What an event of the ELIN export says. The identity of a fact holds what tells the event from any other:
 * type, unit, study path, price variant, the municipality left, and the three times. What the export repeats
 * about the pupil as of the day it is made (name, municipality, address, year of study) is left out, so that
 * a later export of the same event is known already, whatever has changed around it.
 */
export const elinLine: Interpret = (value) => {
  const said = new ElinEvent(value);
  const type = typeOf(said);
  const state = (event: Event): Statement => ({ event, identity: identityOf(type, event) });
  const { about, alsoKnownBy } = said;
  const statements = type.facts(said).map(state);
  if (!alsoKnownBy) return { about, source, statements };
  return { about, alsoKnownBy, source, statements: [...statements, numberBeside(alsoKnownBy)] };
};

/** It rests on the number alone, as the first sight of somebody does: lines may come in any order. */
const numberBeside = (number: IdentityNumber): Statement =>
  ({ event: goesBy(number, source), identity: JSON.stringify(['elin', 'number beside', number.value]) });

/** The price variant comes last, since it may be any text. */
const identityOf = ({ number }: ElinEventType, { type, data }: Event): string => {
  const said = data as Readonly<Record<string, string | undefined>>;
  return [
    'elin', number, type, said['validOn'], said['reportedAt'], said['amendedAt'], said['unit'],
    said['studyPath'], said['movedFrom'], said['priceVariant'],
  ].join('|');
};
