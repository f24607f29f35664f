import type { SettlementLine } from '../../domain/settlement/settle.js';
import type { AccountsView, LineFilter } from '../ports/charge-source.js';
import type { Query } from '../ports/read-store.js';
import { type DraftAsked, draftLines } from './draft.js';

/** How much, and from where: `next` of the page before. */
export type PageAsked = Pick<Query, 'limit' | 'after'>;

export type DraftLine = SettlementLine & { readonly person: string };

export interface DraftPage {
  readonly items: readonly DraftLine[];
  readonly next?: string;
}

/** Whose lines are asked for; `outside`: those that are left out, being of months too long ago. */
export interface PartAsked extends LineFilter {
  readonly outside?: boolean;
}

/** Whether a line is one of those asked for. */
export const fits = (line: SettlementLine, filter: LineFilter): boolean =>
  (['payer', 'principal', 'unit'] as const).every((field) => (filter[field] ?? line[field]) === line[field]);

/** The place of a line: its person, and how many lines of theirs come before. */
const placeIn = (after = ''): { readonly from: string; readonly given: number } => {
  const [from = '', given = '0'] = after.split('|');
  return { from, given: Number(given) };
};

/** A page of what a settlement would add, or would leave out, in the order of persons. */
export const draftPage = async (
  view: AccountsView, asked: DraftAsked, { outside: isLeftOut, ...filter }: PartAsked,
  { limit, after }: PageAsked,
): Promise<DraftPage> => {
  const { from, given } = placeIn(after);
  const items: DraftLine[] = [];
  for await (const some of draftLines(view, { ...asked, from })) {
    for (const { person, drafted: { lines, outside } } of some) {
      const before = person === from ? given : 0;
      const theirs = (isLeftOut ? outside.each() : lines).filter((line) => fits(line, filter)).slice(before);
      const room = limit - items.length;
      items.push(...theirs.slice(0, room).map((line) => ({ ...line, person })));
      if (theirs.length > room) return { items, next: `${person}|${before + room}` };
    }
  }
  return { items };
};
