import type { rulesWithin } from '../../domain/kaa/rules.js';
import {
  checkNamed, type FailingCheck, FAILING_CHECKS, type Failure,
} from '../../domain/kaa-report/checks.js';
import type { Layout } from '../../domain/kaa-report/layout.js';
import { reportFile } from '../../domain/kaa-report/write-file.js';
import type { Cells } from '../../domain/kaa-report/write-rows.js';
import type { NewDigest } from '../ports/content-digest.js';
import type { Position } from '../ports/event-store.js';
import type { DraftYouth } from './read-youths.js';

/** What a report would say as of a position. */
export interface Draft {
  readonly position: Position;
  readonly layout: Layout;
  /** By which it is told who is in the target group, on days of the half-year. */
  readonly rules: ReturnType<typeof rulesWithin>;
  /** Protected persons whom the layout leaves out are not among them. */
  readonly youths: readonly FiledYouth[];
  readonly leftOut: number;
}

/** What a report says of one youth, and where in it. */
export interface FiledYouth {
  readonly person: string;
  readonly isProtected: boolean;
  /** So many rows come before. */
  readonly place: number;
  readonly rows: readonly Cells[];
  readonly failures: readonly Failure[];
}

/** Puts youths, who come in the order of the file, in their places. */
export const draftOf = (
  known: Pick<Draft, 'position' | 'layout' | 'rules'>, youths: readonly DraftYouth[],
): Draft => {
  const { layout } = known;
  const isLeftOut = ({ youth }: DraftYouth): boolean =>
    youth.isProtected && layout.protectedPersons === 'left-out';
  let place = 0;
  const filed = youths.filter((each) => !isLeftOut(each)).map(({ person, youth, rows, failures }) => {
    const own = { person, isProtected: youth.isProtected, place, rows, failures };
    place += rows.length;
    return own;
  });
  return { ...known, youths: filed, leftOut: youths.length - filed.length };
};

/** How many youths fail a check. */
export interface FailureCount {
  readonly check: FailingCheck;
  readonly persons: number;
}

/** What a draft comes to. */
export interface DraftTotals {
  readonly persons: number;
  readonly rows: number;
  readonly leftOut: number;
  readonly protectedPersons: number;
  readonly failures: FailureCount[];
}

export const totalsOf = ({ youths, leftOut }: Draft): DraftTotals => ({
  persons: youths.filter(({ rows }) => rows.length > 0).length,
  rows: rowsOf(youths).length, leftOut,
  protectedPersons: youths.filter(({ isProtected }) => isProtected).length,
  failures: FAILING_CHECKS.map((check) => ({ check, persons: failingIn(youths, check) }))
    .filter(({ persons }) => persons > 0),
});

const failingIn = (youths: readonly FiledYouth[], check: FailingCheck): number =>
  youths.filter(({ failures }) => failures.some((failure) => failure.check === check)).length;

const rowsOf = (youths: readonly Pick<FiledYouth, 'rows'>[]): Cells[] => youths.flatMap(({ rows }) => rows);

/** The file of youths in their places, and what it is told by. */
export const fileOf = (
  youths: readonly Pick<FiledYouth, 'rows'>[], layout: Layout, newDigest: NewDigest,
): { readonly bytes: Uint8Array; readonly digest: string } => {
  const bytes = reportFile(rowsOf(youths), layout);
  const digest = newDigest();
  digest.update(bytes);
  return { bytes, digest: digest.hex() };
};

/** One check that one youth fails, and how to mend it. */
export interface FailingYouth extends Failure {
  readonly person: string;
  readonly rule: string;
  readonly mend: string;
}

export const failingYouths = (
  { youths }: { readonly youths: readonly Pick<FiledYouth, 'person' | 'failures'>[] },
): FailingYouth[] => youths.flatMap(({ person, failures }) =>
  failures.map((failure) => ({ person, ...failure, ...saidOf(failure) })));

const saidOf = ({ check }: Failure): Pick<FailingYouth, 'rule' | 'mend'> => {
  const { rule, mend } = checkNamed(check);
  return { rule, mend };
};
