import { attendanceLine } from '../../src/application/intake/attendance/attendance-line.js';
import { elinLine } from '../../src/application/intake/elin/elin-line.js';
import { populationLine } from '../../src/application/intake/population/population-line.js';
import type { PersonLine } from '../../src/application/intake/statement.js';
import type { SimulatedPupil } from '../../src/application/simulation/simulated-pupils.js';
import type { Event } from '../../src/domain/shared/event.js';
import { identityNumber } from '../../src/domain/shared/identity-number.js';

/** What the files say of a pupil, as events; the number stands first, as the intake puts it. */
export const eventsOf = ({ elin, population, attendance, truth }: SimulatedPupil): Event[] => {
  const { value: number, kind } = identityNumber(truth.numbers[0]!);
  const added = { source: 'school-system', validOn: truth.born, number, kind };
  const lines = [
    ...elin.map(({ line }) => elinLine(JSON.parse(line))), ...population.map(populationLine),
    ...attendance.map(attendanceLine),
  ];
  const said = (lines as PersonLine[]).flatMap(({ statements }) => statements.map(({ event }) => event));
  return [{ type: 'IdentityNumberAdded', data: added }, ...said];
};
