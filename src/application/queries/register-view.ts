import { isOfRegister, recordedSpells } from '../../domain/kaa/register.js';
import type { RegisterEvent } from '../../domain/kaa/register-events.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import type { Legible } from '../ledger/opened-event.js';

type Said = RegisterEvent['data'];

/** One entry of a register: what it said of the spell from then on, why, and what made it say so. */
export interface RegisterEntry extends Pick<Said, 'from' | 'to' | 'began' | 'ended' | 'decidedBy'> {
  readonly id: string;
  readonly type: RegisterEvent['type'];
  readonly recordedAt: string;
  /** Of a spell that should never have been there: which condition did not hold, or what else was wrong. */
  readonly why?: string;
  /** The newest fact when it was recorded, which the register was behind of; none where a day had come. */
  readonly causedBy?: string;
}

/** A spell as a municipality's register has it, with all that it ever said of it. */
export interface RegisterSpell {
  readonly municipality: string;
  readonly spell: string;
  /** A void one counts no more and stands in no report. */
  readonly standing: 'open' | 'closed' | 'void';
  readonly entries: readonly RegisterEntry[];
}

const entryOf = ({ id, type, data, recordedAt, meta }: Legible): RegisterEntry => {
  const { from, to, began, ended, decidedBy } = data as Said;
  return {
    id, type: type as RegisterEvent['type'], recordedAt: new Date(recordedAt).toISOString(),
    from, to, began, ended, why: (data as { why?: string }).why, decidedBy, causedBy: meta.causationId,
  };
};

/** What registers say, and have said, of a person: by municipality, then by the day a spell began. */
export const registerView = (events: readonly Legible[]): RegisterSpell[] => {
  const ofRegister = events.filter(({ id, type, data }) => isOfRegister(asFact(id, type, data)));
  const bySpell = new Map<string, Legible[]>();
  for (const event of ofRegister) {
    const { spell } = event.data as Said;
    bySpell.set(spell, [...bySpell.get(spell) ?? [], event]);
  }
  return [...bySpell.entries()].map(([spell, said]): RegisterSpell => {
    const inOrder = said.sort((a, b) => (a.data as Said).revision - (b.data as Said).revision);
    const { municipality } = inOrder[0]!.data as Said;
    const facts = inOrder.map(({ id, type, data }) => asFact(id, type, data));
    const [standing] = recordedSpells(facts, municipality);
    return {
      municipality, spell, entries: inOrder.map(entryOf),
      standing: standing === undefined ? 'void' : standing.to === undefined ? 'open' : 'closed',
    };
  }).sort(byPlaceAndDay);
};

const asFact = (id: string, type: string, data: unknown): Fact =>
  ({ id, event: { type, data } } as Fact);

const byPlaceAndDay = (a: RegisterSpell, b: RegisterSpell): number => {
  const keyOf = ({ municipality, entries }: RegisterSpell): string => municipality + entries.at(-1)!.from;
  return keyOf(a) < keyOf(b) ? -1 : 1;
};
