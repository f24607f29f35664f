import {
  endAbsence, exceptAbsence, giveWarning, recordAbsence, recordNoShow, reportAbsenceShare,
} from '../../../domain/attendance/decide.js';
import type { AbsenceShareReported, WarningGiven } from '../../../domain/attendance/events.js';
import { decideAbsence, forfeitPlace, recordDropout } from '../../../domain/schooling/decide.js';
import type { AbsenceDecided } from '../../../domain/schooling/events.js';
import type { Event } from '../../../domain/shared/event.js';
import type { Said } from '../../../domain/shared/reported.js';
import type { Fields } from '../reading/fields.js';

/** What every line says: at which school, from when it holds, and when the school said so. */
export interface SaidBySchool {
  readonly source: 'school-system';
  readonly unit: string;
  readonly validOn: string;
  readonly reportedAt: string;
}

/** What a kind of line may hold besides what all have, and the fact that it says. */
export interface AttendanceKind {
  readonly fields: readonly string[];
  readonly fact: (said: Fields, common: SaidBySchool) => readonly Event[];
}

type Record = (said: SaidBySchool, recorded: readonly never[]) => readonly Event[];
const simple = (record: Record): AttendanceKind => ({ fields: [], fact: (_, common) => record(common, []) });

/** The kinds of line in a school's attendance feed (docs/reference/attendance-feed.md). */
export const attendanceKinds: Readonly<{ [kind: string]: AttendanceKind }> = {
  'no-show': simple(recordNoShow),
  'absence': simple(recordAbsence),
  'absence-end': simple(endAbsence),
  'absence-exception': simple(exceptAbsence),
  'absence-share': {
    fields: ['until', 'absentPercent', 'unexcusedHours'],
    fact: (said, common) => reportAbsenceShare({
      ...common, until: said.mustDay('until'),
      absentPercent: said.wholeNumber('absentPercent') ?? said.missing('absentPercent'),
      unexcusedHours: said.wholeNumber('unexcusedHours'),
    } satisfies Said<typeof AbsenceShareReported>, []),
  },
  'warning': {
    fields: ['about'],
    fact: (said, common) => giveWarning({
      ...common, about: said.mustText('about') as Said<typeof WarningGiven>['about'],
    }, []),
  },
  'dropout': {
    fields: ['guardianConsent'],
    fact: (said, common) => recordDropout({ ...common, guardianConsent: said.flag('guardianConsent') }, []),
  },
  'forfeited-place': simple(forfeitPlace),
  'absence-decision': {
    fields: ['decidedOn', 'awaySince', 'outcome'],
    fact: (said, common) => decideAbsence({
      ...common, decidedOn: said.mustDay('decidedOn'), awaySince: said.mustDay('awaySince'),
      outcome: said.mustText('outcome') as Said<typeof AbsenceDecided>['outcome'],
    }, []),
  },
};
