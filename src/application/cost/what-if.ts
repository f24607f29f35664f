import {
  type Between, type Compared, comparedTogether, NOTHING_COMPARED,
} from '../../domain/cost/compared.js';
import { suppose, type Supposed } from '../../domain/cost/supposed.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Ore } from '../../domain/shared/money.js';
import type { Period } from '../../domain/shared/period.js';
import { refuseIf } from '../../domain/shared/refusal.js';
import type {
  ComparedSum, Comparison, PersonLine, Piece,
} from '../../projections/cost-allocation/compare-range.js';
import type { CostSourceReader } from '../../projections/cost-allocation/cost-source-reader.js';
import { type Clock, instantOn } from '../ports/clock.js';
import type { EventStore, Position } from '../ports/event-store.js';
import type { Vault } from '../ports/vault.js';

/** What is to be otherwise, and for which days, between whom. */
export interface WhatIfAsked {
  readonly period: Period;
  readonly between: Between;
  readonly lookedAt: CivilDate;
  readonly supposed: Supposed;
  /** Whether each line that differs is told, besides sums and total. */
  readonly tellsLines: boolean;
  /** As it was known then, and looked on that day; now where nothing is said. */
  readonly knownAt?: { readonly position: Position; readonly lookedAt: CivilDate };
}

/** Some persons were compared, or at the end, what all of them come to. */
export type Comparing = Piece | { readonly sums: readonly ComparedSum[] };

/** Compares everybody in pieces, wherever that is done. Ended early, it stops all that was begun. */
export type CompareAll = (comparison: Comparison) => AsyncGenerator<Comparing>;

/** What an answer consists of, in this order: how far it is and lines that differ, sums, and the total. */
export type WhatIfRecord =
  | { readonly is: 'progress'; readonly persons: number; readonly of: number }
  | { readonly is: 'line' } & PersonLine & Difference
  | { readonly is: 'sum' } & ComparedSum & Difference
  | { readonly is: 'total' } & Compared & Difference
  & { readonly persons: number; readonly changedPersons: number };

/** What it would be less what it is. */
interface Difference {
  readonly ore: Ore;
  readonly vatOre: Ore;
}

/** An answer as it comes, and what to call when it is not wanted any more, or all of it was given. */
export interface WhatIfAnswer {
  readonly pieces: AsyncGenerator<WhatIfRecord[]>;
  readonly end: () => void;
}

const PERSONS_AT_ONCE = 250;
const PERSONS_COUNTED_AT_ONCE = 20_000;

interface Services {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly sources: Pick<CostSourceReader, 'recordedUpTo'>;
  readonly clock: Clock;
  readonly compareAll: CompareAll;
}

/** Reckons everybody's costs twice, as they are and as they would be. Nothing of it is recorded. */
export class WhatIf {
  private underWay: object | undefined;

  constructor(private readonly services: Services) {}

  /** Refuses what could not be recorded, and (`what-if-under-way`) a second one beside the first. */
  async ask(asked: WhatIfAsked): Promise<WhatIfAnswer> {
    refuseIf(
      this.underWay !== undefined, 'what-if-under-way', undefined,
      'It takes all there is of the machine; ask again soon.',
    );
    this.underWay = asked;
    const end = (): void => { if (this.underWay === asked) this.underWay = undefined; };
    try {
      const comparison = await this.comparisonOf(asked);
      return { pieces: this.answer(comparison, end), end };
    } catch (error) {
      end();
      throw error;
    }
  }

  private async comparisonOf(asked: WhatIfAsked): Promise<Comparison> {
    const { store, sources, clock } = this.services;
    const { period, between, lookedAt, supposed, knownAt, tellsLines } = asked;
    const now = { position: await store.head(), lookedAt };
    const then = knownAt ?? now;
    const asIs = await sources.recordedUpTo(now.position);
    const known = knownAt ? await sources.recordedUpTo(then.position) : asIs;
    const whatIf = { ...known, ...suppose(known, supposed, instantOn(clock)) };
    return {
      asIs: { sources: asIs, knownAt: now.position, lookedAt },
      whatIf: { sources: whatIf, knownAt: then.position, lookedAt: then.lookedAt },
      period, between, tellsLines, personsAtOnce: PERSONS_AT_ONCE,
    };
  }

  /** Ends before its last records are given: whoever has them may ask the next. */
  private async* answer(comparison: Comparison, end: () => void): AsyncGenerator<WhatIfRecord[]> {
    const of = await this.countPersons();
    yield [{ is: 'progress', persons: 0, of }];
    let [persons, changedPersons] = [0, 0];
    let sums: readonly ComparedSum[] = [];
    for await (const piece of this.services.compareAll(comparison)) {
      if ('sums' in piece) {
        ({ sums } = piece);
        continue;
      }
      persons += piece.persons;
      changedPersons += piece.changed;
      yield [...piece.lines.map(lineRecord), { is: 'progress', persons, of: Math.max(of, persons) }];
    }
    end();
    yield [...sumRecords(sums), { is: 'total', persons, changedPersons, ...totalOf(sums) }];
  }

  private async countPersons(): Promise<number> {
    let count = 0;
    for (let after: string | undefined = ''; after !== undefined;) {
      const some: string[] = await this.services.vault.personsAfter(after, PERSONS_COUNTED_AT_ONCE);
      count += some.length;
      after = some.length < PERSONS_COUNTED_AT_ONCE ? undefined : some.at(-1);
    }
    return count;
  }
}

const differenceOf = ({ asIs, whatIf }: Compared): Difference =>
  ({ ore: whatIf.ore - asIs.ore, vatOre: whatIf.vatOre - asIs.vatOre });

const lineRecord = (line: PersonLine): WhatIfRecord => ({ is: 'line', ...line, ...differenceOf(line) });

const sumRecords = (sums: readonly ComparedSum[]): WhatIfRecord[] => {
  const place = ({ payer, principal }: ComparedSum): string => `${payer}|${principal}`;
  return [...sums].sort((a, b) => (place(a) < place(b) ? -1 : 1))
    .map((sum) => ({ is: 'sum', ...sum, ...differenceOf(sum) }));
};

const totalOf = (sums: readonly ComparedSum[]): Compared & Difference => {
  const { asIs, whatIf } = sums.reduce<Compared>(comparedTogether, NOTHING_COMPARED);
  return { asIs, whatIf, ...differenceOf({ asIs, whatIf }) };
};
