import type { Caller } from '../../application/access/caller.js';
import { discloseEntry, disclosePerson } from '../../application/access/disclosure.js';
import type { ReasonedLine } from '../../application/cost/cost-explanations.js';
import type { PersonView } from '../../application/queries/person-view.js';
import type { TrailEntry } from '../../application/queries/trail.js';

/** A line as its reader may see it: `withheld` of its facts are not for them. */
export interface ToldLine extends ReasonedLine {
  readonly withheld: number;
}

/** Whom lines are about, as it may be told to a school. */
export type ToldPupil = { readonly name: string; readonly person: string } | 'protected';

/** Without the name and municipality that a school gave in passing: a line has no names. */
const withoutObserved = (entry: TrailEntry): TrailEntry => {
  const { observed: _inPassing, ...data } = (entry.data ?? {}) as Record<string, unknown>;
  return { ...entry, data };
};

/** Facts about where somebody lives, which of the protected are told to nobody: the text may go further. */
const isOfDwelling = ({ category }: TrailEntry): boolean =>
  category === 'person' || category === 'protection';

/** Leaves out facts that are not for the caller, and says how many. */
export const asTold = (line: ReasonedLine, caller: Caller, isProtected: boolean): ToldLine => {
  const facts = line.facts.filter((entry) => !(isProtected && isOfDwelling(entry)))
    .flatMap((entry) => discloseEntry(caller, withoutObserved(entry), isProtected) ?? []);
  return { ...line, facts, withheld: line.facts.length - facts.length };
};

export const pupilAsTold = (person: string, view: PersonView, caller: Caller): ToldPupil => {
  if (view.protection !== 'none') return 'protected';
  const { name } = disclosePerson(caller, view);
  return { name: name ? `${name.familyName}, ${name.givenName}` : 'a pupil', person };
};
