import type { CollectionSpec } from '../../application/ports/read-store.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { CorrectionRequest } from '../../domain/attendance/correction-requests.js';
import type { EarlySignal } from '../../domain/attendance/early-signals.js';
import type { Sign } from '../../domain/attendance/signs.js';
import type { CORRECTORS } from '../../domain/kaa/case-events.js';
import type { AttemptChannel } from '../../domain/kaa/contact-events.js';
import type { FileStatus } from '../../domain/kaa/file.js';
import type { Entry, Exit } from '../../domain/kaa/spell-codes.js';
import type { Period } from '../../domain/shared/period.js';
import type { AboutPerson } from '../about-person.js';
import type { Look } from '../timeline-rows.js';

/** The read model of the activity responsibility. */
export const KAA = 'kaa';

/** A spell in the target group, with what the municipality's file says of it now. */
export interface YouthRow extends AboutPerson, Period, Look {
  readonly municipality: string;
  /** Whether the register has the spell, or waits for a start that is placed for the autumn. */
  readonly standing: 'registered' | 'awaiting-start';
  readonly began: Entry;
  readonly ended: Exit | null;
  readonly status: FileStatus;
  readonly officer: string | null;
  /** By when something is to be done; null where nothing is. */
  readonly dueOn: CivilDate | null;
  /** How to try next by the municipality's routine; null where nothing is due. */
  readonly nextStep: AttemptChannel | null;
  /** Two-way contact within the spell: 1, or 0 for those never contacted. */
  readonly contacted: 0 | 1;
  readonly lastContactOn: CivilDate | null;
  readonly attempts: number;
  readonly occupation: string;
  readonly measuresUnderWay: number;
  /** 1 where measures go on though the spell is the last here and has an end, which may lie ahead; else 0. */
  readonly leftOpen: 0 | 1;
  /** An officer says that the youth should not be on the list. */
  readonly disputed: boolean;
  /** Who has to correct it, as was said last; null where nobody says so. */
  readonly corrects: (typeof CORRECTORS)[number] | null;
  /** What came of what the municipality last asked a school within the spell; null where it asked nothing. */
  readonly asked: CorrectionRequest['state'] | null;
  readonly askedOn: CivilDate | null;
  /** What the school answered; null where it did not. */
  readonly answer: NonNullable<CorrectionRequest['answer']> | null;
  /** Where in the ledger the register has it from; empty while it has not been recorded. */
  readonly openedAt: string;
}

/** A sign that somebody is at no school though nothing that was registered says so. */
export interface SignRow extends AboutPerson, Period, Look {
  readonly sign: Sign['sign'];
  /** Empty where no school has said anything. */
  readonly unit: string;
  /** On its first day; empty where nobody knows. */
  readonly municipality: string;
  readonly evidence: readonly string[];
  /** 1 where somebody looked into all that it rests on, else 0. */
  readonly explained: 0 | 1;
  /** What is behind it, as they said; none where nobody did. */
  readonly why: string | null;
}

/** What a school said of a pupil that reaches a threshold; it goes on until the pupil leaves. */
export interface EarlySignalRow extends AboutPerson, Period, Look {
  readonly signal: EarlySignal['signal'];
  readonly unit: string;
  readonly value: number;
  readonly threshold: number;
  readonly evidence: readonly string[];
  /** The municipality in whose target group the pupil is after leaving; empty where in none. */
  readonly leftTo: string;
}

/** What a municipality asked a school, and what came of it. */
export interface CorrectionRow extends AboutPerson, Look, Omit<
  CorrectionRequest, 'answer' | 'answeredOn' | 'reportedOn'
> {
  readonly answer: NonNullable<CorrectionRequest['answer']> | null;
  readonly answeredOn: CivilDate | null;
  readonly reportedOn: CivilDate | null;
}

/** A spell as membership has it, whoever looks: for exports and for outside checks of membership. */
export interface SpellRow extends Period {
  readonly person: string;
  readonly municipality: string;
  readonly began: Entry;
  readonly openedBy: readonly string[];
  readonly ended: Exit | null;
  readonly closedBy: readonly string[];
  readonly waitsUntil: CivilDate | null;
  readonly startedInTime: boolean;
}

/** A register that is not what it should be, for looks in `[since, until)`; some lie ahead. */
export interface DriftRow extends Look {
  readonly person: string;
  readonly municipality: string;
}

/**
 * What worklists leave rows out by. It stands in their indexes behind what they are sorted by, so that a row
 * that is left out is never read; two of three are spells that are over.
 */
const LEFT_OUT_BY = ['to', 'from', 'since', 'until', 'contacted', 'dueOn', 'leftOpen'];

/** An index for a way of sorting, with what rows are left out by. */
const worklistSortedBy = (...fields: string[]): string[] =>
  [...fields, ...LEFT_OUT_BY.filter((field) => !fields.includes(field))];

/** There is an index for each way of sorting (queries.ts), of all, a municipality's and an officer's. */
export const kaaCollections: readonly CollectionSpec[] = [
  {
    name: 'youths',
    fields: {
      since: 'text', until: 'text', person: 'text', from: 'text', to: 'text', name: 'text',
      municipality: 'text', standing: 'text', officer: 'text', dueOn: 'text', contacted: 'integer',
      leftOpen: 'integer', corrects: 'text', openedAt: 'text',
    },
    indexes: [
      worklistSortedBy('name'), worklistSortedBy('from', 'name'), worklistSortedBy('dueOn', 'name'),
      worklistSortedBy('municipality', 'name'), worklistSortedBy('municipality', 'from', 'name'),
      worklistSortedBy('municipality', 'dueOn', 'name'),
      ['municipality', 'officer', 'dueOn', 'name'], ['leftOpen', 'name'],
      ['municipality', 'leftOpen', 'name'], ['corrects', 'name'], ['municipality', 'corrects', 'name'],
      ['openedAt'], ['municipality', 'openedAt'],
    ],
  },
  {
    name: 'signs',
    fields: {
      since: 'text', until: 'text', person: 'text', from: 'text', to: 'text', name: 'text',
      municipality: 'text', unit: 'text', sign: 'text', explained: 'integer',
    },
    indexes: [
      ['explained', 'from', 'name'], ['explained', 'name'], ['municipality', 'explained', 'from', 'name'],
      ['municipality', 'explained', 'name'], ['unit', 'explained', 'from', 'name'],
      ['unit', 'explained', 'name'],
    ],
  },
  {
    name: 'early_signals',
    fields: {
      since: 'text', until: 'text', person: 'text', from: 'text', to: 'text', name: 'text', unit: 'text',
      signal: 'text', leftTo: 'text',
    },
    indexes: [['unit', 'from', 'name'], ['leftTo', 'to', 'name']],
  },
  {
    name: 'correction_requests',
    fields: {
      since: 'text', until: 'text', person: 'text', name: 'text', municipality: 'text', unit: 'text',
      state: 'text', askedOn: 'text',
    },
    indexes: [
      ['state', 'askedOn', 'name'], ['municipality', 'state', 'askedOn', 'name'],
      ['unit', 'state', 'askedOn', 'name'],
    ],
  },
  { name: 'spells', fields: {}, indexes: [] },
  {
    name: 'drift', fields: { since: 'text', until: 'text', municipality: 'text' },
    indexes: [['since'], ['municipality', 'since']],
  },
];
