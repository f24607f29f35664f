import { breathe } from '../application/ledger/breathe.js';
import type {
  AccountsAsked, BooksView, ChargeSource, PersonAccount,
} from '../application/ports/charge-source.js';
import type { ReadStore, ReadView } from '../application/ports/read-store.js';
import { type Agreements, noAgreements } from '../domain/agreement/state.js';
import { FIRST_DAY } from '../domain/schooling/policy.js';
import { firstOfNextMonth } from '../domain/shared/civil-date.js';
import { sha256 } from '../infrastructure/intake/sha256.js';
import { charges, type ChargeBasis, type ChargeRow } from '../projections/charges/charges.js';
import { basisOfIssued, issuedLines } from '../projections/charges/issued-lines.js';
import { ChargeQueries } from '../projections/charges/queries.js';
import { COST_ALLOCATION, STRETCHES } from '../projections/cost-allocation/collections.js';
import { basisOf, dueLines, earlierDue } from '../projections/cost-allocation/due-lines.js';
import { LiveGenerations } from '../projections/engine/live-generations.js';
import { rowsOf, RowsByPerson, type TextRow } from '../projections/engine/rows-by-person.js';
import { monthlySums } from '../projections/cost-allocation/monthly-sums.js';
import { COST_RULES } from '../projections/cost-allocation/rules-version.js';
import { ShapesRead } from '../projections/cost-allocation/shapes-read.js';
import { segmentsIn, type StretchRow } from '../projections/cost-allocation/stretches.js';
import { isSeenOn } from '../projections/timeline-rows.js';
import { agreementsReference } from '../projections/references.js';

/** After so many persons others have their turn: working out a region takes seconds. */
const PERSONS_AT_ONCE = 250;

/** Accounts of persons, from the cost allocation and the charges as they are at one moment. */
export class LiveChargeSource implements ChargeSource {
  constructor(private readonly store: ReadStore) {}

  asOfNow<T>(read: (view: BooksView) => Promise<T>): Promise<T> {
    return this.store.snapshot(async (view) => {
      const live = new LiveGenerations(view);
      const issued = new ChargeQueries(live);
      const shapes = new ShapesRead(live);
      const positions = [await live.checkpoint(COST_ALLOCATION), await live.checkpoint(charges.name)];
      const names = {
        stretches: await live.collection(COST_ALLOCATION, STRETCHES),
        lines: await live.collection(charges.name, 'lines'),
        bases: await live.collection(charges.name, 'bases'),
      };
      return read({
        position: positions.sort()[0]!, rules: COST_RULES, accounts: (asked) => accounts(view, names, asked),
        issuedSums: (settlement, filter) => issued.sums(settlement, filter),
        dueSums: ({ through, lookedAt }, filter) => monthlySums(shapes, {
          ...filter, from: FIRST_DAY, to: firstOfNextMonth(`${through}-01`), lookedAt,
        }),
        agreements: await live.reference<Agreements>(agreementsReference.name) ?? noAgreements,
      });
    });
  }
}

interface Names {
  readonly stretches: string;
  readonly lines: string;
  readonly bases: string;
}

/** Rows go by their person's id and a number, so collections come in the order of persons. */
async function* accounts(
  view: ReadView, names: Names, asked: AccountsAsked,
): AsyncGenerator<PersonAccount[]> {
  const stretches = new RowsByPerson<StretchRow>(view, names.stretches, asked.from);
  const bases = new RowsByPerson<ChargeBasis>(view, names.bases, asked.from);
  let some: PersonAccount[] = [];
  for (;;) {
    const heads = [await stretches.head(), await bases.head()].filter((head) => head !== undefined);
    const person = heads.sort()[0];
    if (person === undefined) break;
    const seen = (await stretches.take(person)).filter(({ row }) => isSeenOn(row, asked.lookedAt));
    const rested = (await bases.take(person)).map(({ row }) => row);
    const account = await accountOf(person, seen, rested, { view, names, asked });
    if (account.due.length + account.issued.length > 0 || account.earlier) some.push(account);
    if (some.length < PERSONS_AT_ONCE) continue;
    yield some;
    some = [];
    await breathe();
  }
  yield some;
}

interface Source {
  readonly view: ReadView;
  readonly names: Names;
  readonly asked: AccountsAsked;
}

/**
 * Of nearly everybody, in most months, all that was issued rests on the very segments there are now: then the
 * months since, and those that were left out, are all there is to look at.
 */
const accountOf = async (
  person: string, seen: readonly TextRow<StretchRow>[], bases: readonly ChargeBasis[],
  { view, names, asked: { settlements, through } }: Source,
): Promise<PersonAccount> => {
  const segments = segmentsIn(seen.map(({ row }) => row));
  const basis = basisOf(seen.map(({ text }) => text), through, sha256);
  const before = basisOfIssued(bases, settlements);
  if (before?.digest === basis.digest && before.through <= through) {
    const { from, through: after } = before;
    return {
      person, basis, issued: [], due: dueLines(segments, { after, through }),
      earlier: from === undefined ? undefined : earlierDue(segments, from),
    };
  }
  const lines = bases.length === 0 ? [] : await rowsOf<ChargeRow>(view, names.lines, person);
  return { person, basis, due: dueLines(segments, { through }), issued: issuedLines(lines, settlements) };
};
