import type { AttendanceEvent } from '../../domain/attendance/events.js';
import { signsOf } from '../../domain/attendance/signs.js';
import type { Rolls } from '../../domain/attendance/rolls.js';
import type { Membership } from '../../domain/kaa/membership.js';
import { registerStanding } from '../../domain/kaa/spells.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import { standing } from '../../domain/shared/standing.js';
import type { AboutPerson } from '../about-person.js';
import type { FactDocument } from '../person-facts.js';
import type { Look } from '../timeline-rows.js';
import type { SignRow } from './collections.js';

type Bare = Omit<SignRow, keyof AboutPerson | keyof Look>;

const attendanceIn = ({ facts }: FactDocument): Fact<AttendanceEvent>[] => Object.entries(facts)
  .filter(([, [category]]) => category === 'attendance')
  .map(([id, [, type, data]]) => ({ id, event: { type, data } as AttendanceEvent }));

/** Signs that somebody is at no school, by the day of looking. */
export const signRows = (
  document: FactDocument, membership: Membership, rolls: Rolls,
): ((lookedAt: CivilDate) => Bare[]) => {
  const attendance = standing(attendanceIn(document));
  return (lookedAt) => {
    const registered = membership.spells
      .filter((spell) => registerStanding(spell, lookedAt) === 'registered');
    return signsOf({ membership, attendance, rolls, registered })
      .map(({ unit, municipality, evidence, explained, ...sign }) => ({
        ...sign, unit: unit ?? '', municipality: municipality ?? '', evidence: [...evidence],
        explained: explained ? 1 : 0,
      }));
  };
};
