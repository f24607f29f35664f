import type { Caller } from '../../application/access/caller.js';
import { discloseEntry, disclosePerson } from '../../application/access/disclosure.js';
import type { ReasonedLine } from '../../application/cost/cost-explanations.js';
import type { LineExplanation } from '../../application/settlement/line-explanations.js';
import type { PersonView } from '../../application/queries/person-view.js';
import type { TrailEntry } from '../../application/queries/trail.js';

/** A line as its reader may see it: `withheld` of its facts are not for them. */
export interface ToldLine extends ReasonedLine {
  readonly withheld: number;
}

/** An issued line and what it comes from, as its reader may see it. */
export interface ToldIssued extends Pick<LineExplanation, 'line' | 'settlement' | 'issuedBefore' | 'rules'> {
  readonly right: readonly ToldLine[];
  readonly causes?: NonNullable<LineExplanation['causes']> & { readonly withheld: number };
}

/** Whom lines are about, as it may be told to a school; without a name where the reader sees none. */
export type ToldPupil = { readonly name?: string; readonly person: string } | 'protected';

/** Without the name and municipality that a school gave in passing: a line has no names. */
const withoutObserved = (entry: TrailEntry): TrailEntry => {
  const { observed: _inPassing, ...data } = (entry.data ?? {}) as Record<string, unknown>;
  return { ...entry, data };
};

/** Facts about where somebody lives, which of the protected are told to nobody: the text may go further. */
const isOfDwelling = ({ category }: TrailEntry): boolean =>
  category === 'person' || category === 'protection';

/** Leaves out facts that are not for the caller, and says how many. */
export const factsAsTold = (
  all: readonly TrailEntry[], caller: Caller, isProtected: boolean,
): Pick<ToldLine, 'facts' | 'withheld'> => {
  const facts = all.filter((entry) => !(isProtected && isOfDwelling(entry)))
    .flatMap((entry) => discloseEntry(caller, withoutObserved(entry), isProtected) ?? []);
  return { facts, withheld: all.length - facts.length };
};

export const asTold = (line: ReasonedLine, caller: Caller, isProtected: boolean): ToldLine =>
  ({ ...line, ...factsAsTold(line.facts, caller, isProtected) });

export const issuedAsTold = (
  { line, settlement, issuedBefore, right, rules, causes, today }: LineExplanation, caller: Caller,
): ToldIssued => {
  const isProtected = today.protection !== 'none';
  return {
    line, settlement, issuedBefore, right: right.map((each) => asTold(each, caller, isProtected)),
    ...(rules && { rules }),
    ...(causes && { causes: { ...causes, ...factsAsTold(causes.facts, caller, isProtected) } }),
  };
};

export const pupilAsTold = (person: string, view: PersonView, caller: Caller): ToldPupil => {
  if (view.protection !== 'none') return 'protected';
  const { name } = disclosePerson(caller, view);
  return { name: name && `${name.familyName}, ${name.givenName}`, person };
};
