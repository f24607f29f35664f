import { setImmediate as endOfTurn } from 'node:timers/promises';
import type {
  AccountsAsked, AccountsView, ChargeSource, PersonAccount,
} from '../application/ports/charge-source.js';
import type { ReadStore, ReadView } from '../application/ports/read-store.js';
import { type Agreements, noAgreements } from '../domain/agreement/state.js';
import { charges, type ChargeRow } from '../projections/charges/charges.js';
import { issuedLines } from '../projections/charges/issued-lines.js';
import { COST_ALLOCATION, type SegmentRow } from '../projections/cost-allocation/collections.js';
import { dueLines } from '../projections/cost-allocation/due-lines.js';
import { LiveGenerations } from '../projections/engine/live-generations.js';
import { RowsByPerson } from '../projections/engine/rows-by-person.js';
import { agreementsReference } from '../projections/references.js';

/** After so many persons others have their turn: working out a region takes seconds. */
const PERSONS_AT_ONCE = 250;

/** Accounts of persons, from the cost allocation and the charges as they are at one moment. */
export class LiveChargeSource implements ChargeSource {
  constructor(private readonly store: ReadStore) {}

  asOfNow<T>(read: (view: AccountsView) => Promise<T>): Promise<T> {
    return this.store.snapshot(async (view) => {
      const live = new LiveGenerations(view);
      const positions = [await live.checkpoint(COST_ALLOCATION), await live.checkpoint(charges.name)];
      const names = {
        segments: await live.collection(COST_ALLOCATION, 'segments'),
        lines: await live.collection(charges.name, 'lines'),
      };
      return read({
        position: positions.sort()[0]!, accounts: (asked) => accounts(view, names, asked),
        agreements: await live.reference<Agreements>(agreementsReference.name) ?? noAgreements,
      });
    });
  }
}

interface Names {
  readonly segments: string;
  readonly lines: string;
}

/** Rows go by their person's id and a number, so both collections come in the order of persons. */
async function* accounts(
  view: ReadView, names: Names, asked: AccountsAsked,
): AsyncGenerator<PersonAccount[]> {
  const segments = new RowsByPerson<SegmentRow>(view, names.segments, asked.from);
  const lines = new RowsByPerson<ChargeRow>(view, names.lines, asked.from);
  let some: PersonAccount[] = [];
  for (;;) {
    const heads = [await segments.head(), await lines.head()].filter((head) => head !== undefined);
    const person = heads.sort()[0];
    if (person === undefined) break;
    const due = dueLines(await segments.take(person), asked);
    const issued = issuedLines(await lines.take(person), asked.settlements);
    if (due.length + issued.length > 0) some.push({ person, due, issued });
    if (some.length < PERSONS_AT_ONCE) continue;
    yield some;
    some = [];
    await endOfTurn();
  }
  yield some;
}
