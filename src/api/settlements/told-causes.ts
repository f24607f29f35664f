import type { Caller } from '../../application/access/caller.js';
import type { TrailEntry } from '../../application/queries/trail.js';
import type { RulesChange } from '../../application/settlement/causes.js';
import type { DraftLine } from '../../application/settlement/draft-page.js';
import type { CausesAt, LineCause } from '../../application/settlement/line-causes.js';
import { factsAsTold } from '../cost/told-lines.js';

/** What caused a correction: an event, a deadline, or what the reader is not told. */
export interface ToldCause {
  /** Type of the event, `deadline-passed`, `rules-changed` or `not-told`. */
  readonly what: string;
  readonly event?: string;
  readonly validOn?: string;
  readonly reportedAt?: string;
  readonly recordedAt?: string;
  /** Of `rules-changed`: by which version of the rules it was reckoned, if that was noted, and is now. */
  readonly rules?: RulesChange;
}

export type CausedLine<L> = L & { readonly because?: readonly ToldCause[] };

/** Who reads, and who is protected on the day they do. */
export interface Reader {
  readonly caller: Caller;
  readonly protectedPersons: ReadonlySet<string>;
}

const toldOf = ({ id, type, validOn, reportedAt, recordedAt }: TrailEntry): ToldCause =>
  ({ what: type, event: id, validOn, reportedAt, recordedAt });

const told = (cause: LineCause, caller: Caller, isProtected: boolean): ToldCause[] => {
  const { facts, withheld } = factsAsTold(cause.facts, caller, isProtected);
  return [
    ...facts.map(toldOf), ...cause.published.map(toldOf),
    ...(cause.deadlinePassed ? [{ what: 'deadline-passed' }] : []),
    ...(cause.rules ? [{ what: 'rules-changed', rules: cause.rules }] : []),
    ...(withheld > 0 ? [{ what: 'not-told' }] : []),
  ];
};

/** Lines, of which those that correct something say what caused it, as far as their reader may know. */
export const withCauses = async <L extends DraftLine>(
  lines: readonly L[], causes: CausesAt, { caller, protectedPersons }: Reader,
): Promise<CausedLine<L>[]> => {
  const found = await causes.of(lines);
  return lines.map((line, at) => {
    const cause = found[at];
    return cause ? { ...line, because: told(cause, caller, protectedPersons.has(line.person)) } : line;
  });
};
