import type { Event } from '../../domain/shared/event.js';
import type { IdentityNumber } from '../../domain/shared/identity-number.js';

/** A fact that a line of a delivery states, before anyone knows whether it is known already. */
export interface Statement {
  readonly event: Event;
  /** What makes it the same fact when it comes again, in whatever line of whatever file; see command ids. */
  readonly identity: string;
  /** For a withdrawal: the identity of the fact it withdraws, from which that fact's event id follows. */
  readonly withdraws?: string;
}

/** Facts about a person, by a number the person goes by. */
export interface PersonLine {
  readonly about: IdentityNumber;
  readonly source: 'population-register' | 'school-system';
  /** The number that `about` takes the place of: both lead to one person. */
  readonly replaces?: IdentityNumber;
  /** Another number of the same person, said beside `about`: it leads to whom `about` leads to, too. */
  readonly alsoKnownBy?: IdentityNumber;
  readonly statements: readonly Statement[];
}

/** Facts about no person, and which list or register they belong in. */
export interface PlainLine {
  readonly category: 'pricelist' | 'schoolregister';
  readonly list: string;
  readonly statements: readonly Statement[];
}

export type LineFacts = PersonLine | PlainLine;

/** What a line says. Pure; throws `Refusal` with the field and the rule. */
export type Interpret = (value: unknown) => LineFacts;
