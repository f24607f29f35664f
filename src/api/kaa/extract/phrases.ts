import type { ExtractedRead, RegisterExtract } from '../../../application/queries/register-extract.js';
import type { KaaEvent } from '../../../domain/kaa/events.js';
import type { RegisterEvent } from '../../../domain/kaa/register-events.js';
import type { Entry, Exit } from '../../../domain/kaa/spell-codes.js';
import type { CivilDate } from '../../../domain/shared/civil-date.js';

/** What can stand in a file, or in the register. */
export type KaaType = KaaEvent['type'] | RegisterEvent['type'] | 'YouthReported';

type Condition = RegisterExtract['conditions'][number]['condition'];
type NumberKind = NonNullable<RegisterExtract['identity']['numbers']>[number]['kind'];

/** All that a register extract says besides names, codes of places, dates and free text, in one language. */
export interface ExtractPhrases {
  readonly who: string;
  readonly notShown: string;
  readonly conditionsOfLaw: string;
  readonly inGroup: string;
  readonly register: string;
  readonly whoRead: string;
  readonly times: string;
  readonly nothingEnds: string;
  readonly conditions: Readonly<Record<Condition, string>>;
  readonly entries: Readonly<Record<Entry, string>>;
  readonly exits: Readonly<Record<Exit, string>>;
  readonly numbers: Readonly<Record<NumberKind, string>>;
  readonly reads: Readonly<Record<ExtractedRead['how'], string>>;
  readonly kinds: Readonly<Record<KaaType, string>>;
  /** What a field is called. */
  readonly field: (name: string) => string;
  /** What a code means in a field; as it stands, where it is no code. */
  readonly code: (field: string, value: string) => string;

  readonly title: (person: string, madeOn: CivilDate) => string;
  readonly holds: (holds: boolean, since?: CivilDate) => string;
  /** Days from one through another, or on. */
  readonly days: (from: CivilDate, through?: CivilDate) => string;
  readonly spell: (days: string, municipality: string, began: string, ended: string) => string;
  readonly file: (municipality: string) => string;
  readonly recorded: (instant: string, isWithdrawn: boolean) => string;
  readonly read: (instant: string, actor: string, organisation: string, how: string) => string;
}
