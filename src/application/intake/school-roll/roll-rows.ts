import { RollClosed, SeenOnRoll } from '../../../domain/attendance/events.js';
import { type Event, event } from '../../../domain/shared/event.js';
import { canonicalJson } from '../../../domain/shared/fact-order.js';
import { identityNumber } from '../../../domain/shared/identity-number.js';
import { Fields } from '../reading/fields.js';
import { shapes } from '../reading/shapes.js';
import type { Interpret, Statement } from '../statement.js';

const NUMBER = 'identity_number';

/** See docs/reference/school-roll-file.md. */
export const rollColumns = { needed: ['unit', 'on', NUMBER], known: ['unit', 'on', NUMBER] };

const source = 'school-system';
const stated = (said: Event): Statement =>
  ({ event: said, identity: `roll|${said.type}|${canonicalJson(said.data)}` });

/**
 * A row of a school's roll: one pupil that the school has on the day. A row without a number comes last and
 * closes the roll: whoever was not named by then is not there. A file that is cut off closes none.
 */
export const rollRow: Interpret = (value) => {
  const row = Fields.of(value);
  const [unit, validOn] = [row.mustText('unit', shapes.unit), row.mustDay('on')];
  const number = row.text(NUMBER);
  if (number === undefined) {
    const statements = [stated(event(RollClosed, { validOn, unit }))];
    return { category: 'schoolregister', list: 'rolls', statements };
  }
  const about = identityNumber(number, NUMBER);
  return { about, source, statements: [stated(event(SeenOnRoll, { validOn, source, unit }))] };
};
