import { breathe } from '../application/ledger/breathe.js';
import type {
  Account, AccountsAsked, BooksView, ChargeSource, PersonAccount,
} from '../application/ports/charge-source.js';
import type { ReadStore, ReadView } from '../application/ports/read-store.js';
import { type Agreements, noAgreements } from '../domain/agreement/state.js';
import { FIRST_DAY } from '../domain/schooling/policy.js';
import { firstOfNextMonth } from '../domain/shared/civil-date.js';
import { Recent } from '../domain/shared/recent.js';
import { sha256 } from '../infrastructure/intake/sha256.js';
import { charges, type ChargeBasis, type ChargeRow } from '../projections/charges/charges.js';
import { basisOfIssued, issuedLines } from '../projections/charges/issued-lines.js';
import { ChargeQueries } from '../projections/charges/queries.js';
import { COST_ALLOCATION, STRETCHES } from '../projections/cost-allocation/collections.js';
import { basisOf, dueLines, earlierDue } from '../projections/cost-allocation/due-lines.js';
import { LiveGenerations } from '../projections/engine/live-generations.js';
import { rowsOf, RowsByPerson } from '../projections/engine/rows-by-person.js';
import { monthlySums } from '../projections/cost-allocation/monthly-sums.js';
import { COST_RULES } from '../projections/cost-allocation/rules-version.js';
import { ShapesRead } from '../projections/cost-allocation/shapes-read.js';
import type { StretchRow } from '../projections/cost-allocation/stretches.js';
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
  const stretches = new RowsByPerson(view, names.stretches, asked.from);
  const bases = new RowsByPerson(view, names.bases, asked.from);
  const books = new Books(view, names, asked);
  let some: PersonAccount[] = [];
  for (;;) {
    const heads = [await stretches.head(), await bases.head()].filter((head) => head !== undefined);
    const person = heads.sort()[0];
    if (person === undefined) break;
    const account = await books.accountOf(person, await stretches.take(person), await bases.take(person));
    if (account.due.length + account.issued.length > 0 || account.earlier) some.push({ person, account });
    if (some.length < PERSONS_AT_ONCE) continue;
    yield some;
    some = [];
    await breathe();
  }
  yield some;
}

/** Some hundred bytes for each line that is kept, and as much for an account without any. */
const MOST_LINES_KEPT = 60_000;

/** What rows come to; `isCompared`: lines that were issued belong to it, and are each person's own. */
interface Reckoned {
  readonly account: Account;
  readonly isCompared: boolean;
}

/** Makes accounts, once for all who have the very same rows: of a region's pupils more than half. */
class Books {
  private readonly reckoned = new Recent<Reckoned>(MOST_LINES_KEPT, ({ account: { due } }) => 2 + due.length);

  constructor(
    private readonly view: ReadView, private readonly names: Names, private readonly asked: AccountsAsked,
  ) {}

  /** From a person's rows as they are stored. */
  async accountOf(
    person: string, stretches: readonly string[], bases: readonly string[],
  ): Promise<Account> {
    const { account, isCompared } = this.reckoned.of([...stretches, '', ...bases].join('\n'), () =>
      this.reckon(stretches, bases.map((text): ChargeBasis => JSON.parse(text))));
    if (!isCompared) return account;
    const lines = await rowsOf<ChargeRow>(this.view, this.names.lines, person);
    return { ...account, issued: issuedLines(lines, this.asked.settlements) };
  }

  /**
   * Of nearly everybody, in most months, all that was issued rests on the very segments there are now: then
   * the months since, and those that were left out, are all there is to look at.
   */
  private reckon(stretches: readonly string[], bases: readonly ChargeBasis[]): Reckoned {
    const { settlements, through, lookedAt } = this.asked;
    const seen = stretches.map((text) => ({ text, row: JSON.parse(text) as StretchRow }))
      .filter(({ row }) => isSeenOn(row, lookedAt));
    const rows = seen.map(({ row }) => row);
    const { records = [] } = bases[0] ?? {};
    const basis = basisOf([...records, ...seen.map(({ text }) => text)], through, sha256);
    const before = basisOfIssued(bases, settlements);
    if (before?.digest !== basis.digest || before.through > through) {
      const account = { basis, issued: [], due: dueLines(rows, { through }) };
      return { account, isCompared: bases.length > 0 };
    }
    const { from, through: after } = before;
    const earlier = from === undefined ? undefined : earlierDue(rows, from);
    return {
      account: { basis, issued: [], due: dueLines(rows, { after, through }), earlier },
      isCompared: false,
    };
  }
}
