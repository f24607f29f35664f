import type { PupilOfPeriod } from '../../domain/figures/dropout-figures.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { covers, overlap, type Period } from '../../domain/shared/period.js';
import { programmeOf } from '../../domain/shared/study-path.js';
import { personByPerson } from '../engine/person-by-person.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { isSeenOn } from '../timeline-rows.js';
import type { LeftRow, PlacementRow } from './collections.js';

export interface DropoutsAsked {
  readonly during: Period;
  readonly lookedAt: CivilDate;
  /** Home municipality, on the last day of the pupil's last placement in the period. */
  readonly municipality?: string;
}

/**
 * Everybody with a place at a school on a day of the period, with where they were last in it and whether they
 * dropped out of it. Who comes to another school later in the period has not dropped out; who died, left the
 * country or had a diploma by then has not either. A summer placement that nobody confirmed is no place.
 */
export async function* pupilsOf(
  live: LiveReadModels, projection: string, { during, lookedAt, municipality }: DropoutsAsked,
): AsyncGenerator<PupilOfPeriod> {
  const droppedOut = new Set<string>();
  for await (const persons of personByPerson<LeftRow>(live, projection, 'left')) {
    for (const row of persons.flatMap(({ rows }) => rows)) {
      const isDropout = row.how === 'dropout' || row.how === 'absence';
      const counts = isDropout && covers(during, row.leftOn) && isSeenOn(row, lookedAt);
      if (counts) droppedOut.add(`${row.person}|${row.unit}|${row.leftOn}`);
    }
  }
  for await (const persons of personByPerson<PlacementRow>(live, projection, 'placements')) {
    const counting = persons.flatMap(({ rows }) => rows).filter((row) =>
      !row.provisional && overlap(row, during) && isSeenOn(row, lookedAt));
    for (const last of lastOfEach(counting)) {
      if (municipality !== undefined && last.municipality !== municipality) continue;
      const { municipality: home, unit, studyPath, schoolYear, person, to } = last;
      yield {
        municipality: home, unit, programme: programmeOf(studyPath), yearOfStudy: schoolYear ?? '',
        droppedOut: droppedOut.has(`${person}|${unit}|${to}`),
      };
    }
  }
}

/** Of each person the placement that lasts longest; of those that last as long, the one that began last. */
const lastOfEach = (rows: readonly PlacementRow[]): Iterable<PlacementRow> => {
  const last = new Map<string, PlacementRow>();
  for (const row of rows) {
    const known = last.get(row.person);
    if (!known || `${row.to}${row.from}` > `${known.to}${known.from}`) last.set(row.person, row);
  }
  return last.values();
};
