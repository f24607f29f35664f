import type { CollectionSpec } from '../../application/ports/read-store.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Likeness } from '../../domain/person/lookalikes.js';
import type { ConsentFlag } from '../../domain/schooling/consent.js';
import type { Anomaly } from '../../domain/schooling/stays.js';
import type { WaitingRemoval } from '../../domain/schooling/standing.js';
import type { Period } from '../../domain/shared/period.js';
import type { AboutPerson } from '../about-person.js';
import type { Look } from '../timeline-rows.js';

/** A part of a stay in which nothing changes: unit, path, year, municipality, overlap or break. */
export interface PlacementRow extends AboutPerson, Period, Look {
  readonly unit: string;
  readonly studyPath: string;
  readonly schoolYear: string | null;
  /** Empty while no source says where the person is registered. */
  readonly municipality: string;
  /** Rests on a summer placement that no start has confirmed yet. */
  readonly provisional: boolean;
  readonly overlapping: boolean;
  readonly onBreak: boolean;
}

export const WAYS_OF_LEAVING =
  ['dropout', 'absence', 'study-certificate', 'not-confirmed', 'no-show'] as const;

/**
 * Days on which a person under 20 is at no school after having been at one or having been placed at one, and
 * without a diploma. A study certificate is no diploma (schooling-and-cost.md 9).
 */
export interface LeftRow extends AboutPerson, Period, Look {
  readonly municipality: string;
  /** Where the person was last, when and how that ended. */
  readonly unit: string;
  readonly leftOn: CivilDate;
  readonly how: (typeof WAYS_OF_LEAVING)[number];
}

/**
 * Days on which two schools claim the same person, or one does on two study paths; each has its row. The
 * paths are null where the schools are two.
 */
export interface OverlapRow extends AboutPerson, Period, Look {
  readonly unit: string;
  readonly otherUnit: string;
  readonly studyPath: string | null;
  readonly otherStudyPath: string | null;
  readonly municipality: string;
  /** The school unit that it was decided to pay, or `nobody`; null while nobody has decided. */
  readonly inFavourOf: string | null;
  /** The event that decided it. */
  readonly decision: string | null;
}

/** A report that fits nothing else, a removal that waits for a human, or a stop without consent. */
export interface FlagRow extends AboutPerson, Look {
  readonly kind: Anomaly['kind'] | WaitingRemoval['because'] | ConsentFlag['kind'];
  readonly unit: string;
  readonly on: CivilDate;
  readonly factId: string;
}

/** Days that went to another municipality after months of them were over; each of the two has its row. */
export interface LateMoveRow extends AboutPerson, Period, Look {
  readonly municipality: string;
  /** Whether the days came to it, or went from it. */
  readonly change: 'came' | 'went';
  /** Whom they came from or went to; null for protected persons. */
  readonly other: string | null;
  /** The day the ledger learnt of it. */
  readonly knownOn: CivilDate;
  /** The half-years that were over then and have other days now, as `2025-H2`. */
  readonly halfYears: readonly string[];
  /** The first and last month that were over then and are paid by another now. */
  readonly firstMonth: string;
  readonly lastMonth: string;
}

/**
 * By what somebody may be found to be one with somebody else: a row for each school unit they were at, or one
 * without a unit. Whoever is protected has none, since it would hold the name.
 */
export interface LookalikeRow extends AboutPerson, Look, Likeness {
  readonly unit: string;
  readonly passing: 0 | 1;
  /** Persons from whom somebody told this one apart. */
  readonly apart: readonly string[];
}

const whose = { since: 'text', until: 'text', person: 'text' } as const;
const onDays = { ...whose, from: 'text', to: 'text', name: 'text' } as const;

/** There is an index for each way of sorting (queries.ts), of all and of a municipality's. */
export const caseloadCollections: readonly CollectionSpec[] = [
  {
    name: 'placements',
    fields: { ...onDays, unit: 'text', municipality: 'text', studyPath: 'text' },
    indexes: [
      ['name'], ['unit', 'name'], ['municipality', 'name'], ['studyPath', 'name'], ['from', 'name'],
      ['municipality', 'unit', 'name'], ['municipality', 'studyPath', 'name'],
      ['municipality', 'from', 'name'],
    ],
  },
  {
    name: 'left',
    fields: { ...onDays, municipality: 'text', unit: 'text', leftOn: 'text' },
    indexes: [['municipality', 'leftOn'], ['leftOn'], ['name', 'leftOn']],
  },
  {
    name: 'overlaps',
    fields: { ...onDays, unit: 'text', municipality: 'text' },
    indexes: [['unit', 'from'], ['municipality', 'from'], ['from']],
  },
  {
    name: 'flags',
    fields: { ...whose, unit: 'text', on: 'text', kind: 'text' },
    indexes: [['unit', 'on'], ['on']],
  },
  {
    name: 'late_moves',
    fields: { ...whose, municipality: 'text', knownOn: 'text' },
    indexes: [['municipality', 'knownOn'], ['knownOn']],
  },
  {
    name: 'lookalikes',
    fields: { ...whose, nameKey: 'text', unit: 'text', passing: 'integer' },
    indexes: [['nameKey'], ['passing', 'nameKey'], ['passing', 'unit', 'nameKey']],
  },
];
