import { type Condition, InvalidCursor, type Page, type Query } from '../../application/ports/read-store.js';
import { type Agreements, noAgreements } from '../../domain/agreement/state.js';
import { type Adding, type Amount, areEqual, NOTHING } from '../../domain/cost/amounts.js';
import type { ClaimTotal } from '../../domain/cost/claim-totals.js';
import { type CostDimension, type CostSum, costSumsBy } from '../../domain/cost/cost-sums.js';
import type { Grounds } from '../../domain/cost/grounds.js';
import { monthlyLines } from '../../domain/cost/monthly-lines.js';
import { type DelayDimension, type DelayRow, delaysBy } from '../../domain/cost/reporting-delay.js';
import { amountBetween, countedIn, vatBetween } from '../../domain/cost/shape.js';
import { noPrices, type Prices } from '../../domain/price-list/state.js';
import { emptySchoolRegister, type SchoolRegister } from '../../domain/school-register/state.js';
import { firstOfYear, yearOf } from '../../domain/shared/civil-date.js';
import type { Ore } from '../../domain/shared/money.js';
import { intersection, lengthInDays, overlap, type Period } from '../../domain/shared/period.js';
import { seenOn } from '../conditions.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { pagesOf } from '../engine/pages.js';
import { personByPerson, type PersonRows } from '../engine/person-by-person.js';
import { keysOf, personIn, rowsOf } from '../engine/rows-by-person.js';
import { agreementsReference, pricesReference, schoolRegisterReference } from '../references.js';
import { isSeenOn } from '../timeline-rows.js';
import { claimsOf, claimTotalsOf, sentClaimsOf } from './claims.js';
import type { CostFilter, PageOf } from './cost-filter.js';
import { type DeviationCount, deviationCounts } from './deviation-counts.js';
import {
  COST_ALLOCATION, delayIn, delayPrefix, type DeviationOfPerson, type DeviationRow, type Owed,
  type SentClaimRow, type StateClaimRow, STRETCHES,
} from './collections.js';
import { type FiguresPage, PageOfFigures } from './figures-page.js';
import { groundsOf } from './grounds.js';
import { monthlySums, OWED, owedAsAsked, sumsOf } from './monthly-sums.js';
import { ShapesRead } from './shapes-read.js';
import { type SegmentRow, segmentsIn, type StretchRow } from './stretches.js';

export type { CostFilter, PageOf } from './cost-filter.js';

/** What one payer owes one payee for one study path. */
export interface CostRow extends Owed, Amount {}

/** One pupil's days within one month, and what they cost. */
export interface CostLine extends Owed, Period, Grounds {
  readonly days: number;
  readonly ore: Ore;
  /** How much of it compensates for VAT; absent where the payee gets none. */
  readonly vatOre?: Ore;
  /** Which part of the amount is paid, where several pay. */
  readonly share?: string;
  /** What is paid besides the price of the place; absent for the place itself. */
  readonly item?: string;
  readonly person: string;
  readonly payerBasis: string;
  readonly priceId: string;
  readonly priceStanding: string;
  readonly perYearOre: Ore;
  /** By which policy days were paid, and by which rule they were counted, with its version and settings. */
  readonly policy: string;
  readonly counting: string;
}

/** A line by itself, with its month and how far the count of days had come before it. */
export interface ExportedLine extends CostLine {
  readonly month: string;
  readonly countedBefore: number;
  readonly variant?: string;
}

/** Whose reports, of which months. */
export interface DelayFilter {
  readonly months: readonly string[];
  readonly payer?: string;
  readonly unit?: string;
  readonly principal?: string;
}

/** What a page of figures goes on from is one of them. */
const mustBeGroup = (after: string, by: readonly string[]): void => {
  if (after.split('|').length !== by.length) throw new InvalidCursor();
};

const LINES_AT_ONCE = 1_000;

/** What may be asked of the cost allocation. */
export class CostQueries {
  private readonly shapes: ShapesRead;

  constructor(private readonly live: LiveReadModels) {
    this.shapes = new ShapesRead(live);
  }

  /** Days and öre per payer, payee and study path for any period, one row each, in that order. */
  async allocation(filter: CostFilter, page: PageOf): Promise<FiguresPage<CostRow>> {
    if (page.after !== undefined) mustBeGroup(page.after, OWED);
    const shapes = await this.shapes.of(yearsIn(filter), sumsOf(filter));
    const isOwed = owedAsAsked(filter);
    const figures = new PageOfFigures<Owed>(page);
    const amount: Adding = { ...NOTHING }; // one for all rows: thousands a page are collected at its cost
    for (const row of shapes.rows) {
      if (!isOwed(row.owed)) continue;
      Object.assign(amount, NOTHING);
      shapes.addTo(amount, row, filter);
      if (!areEqual(amount, NOTHING)) figures.take(row.name, row.owed, amount);
    }
    return figures.made();
  }

  /** The same by what is asked, month by month where months are. */
  async sums(
    filter: CostFilter, by: readonly CostDimension[], page: PageOf,
  ): Promise<FiguresPage<CostSum>> {
    if (page.after !== undefined) mustBeGroup(page.after, by);
    const figures = new PageOfFigures<CostSum>(page);
    const sums = costSumsBy(await monthlySums(this.shapes, filter), by);
    for (const [key, sum] of sums) figures.take(key, sum, sum);
    return figures.made();
  }

  /** The lines behind a figure, one per pupil and month. */
  async lines(filter: CostFilter, page: PageOf): Promise<Page<CostLine>> {
    const found = await this.stretches(filter, page);
    return {
      ...found, items: found.items.flatMap(({ key, document }) => segmentsIn([document])
        .filter((segment) => overlap(segment, filter))
        .flatMap((segment) => linesOf(personIn(key), segment, filter))
        .map(({ month: _, countedBefore: __, variant: ___, ...line }) =>
          ({ key: `${key}/${line.from}`, document: line }))),
    };
  }

  /** The same, all of them, page by page. */
  linesInPages(filter: CostFilter): AsyncGenerator<CostLine[]> {
    return pagesOf((after) => this.lines(filter, { limit: LINES_AT_ONCE, after }));
  }

  /** All lines behind the figures, in pieces of whole persons (see `personByPerson`). */
  async* allLines(filter: CostFilter): AsyncGenerator<ExportedLine[]> {
    const isAsked = rowAsAsked(filter);
    for await (const persons of this.stretchesOf(filter.person)) {
      yield persons.flatMap(({ person, rows }) => segmentsIn(rows).filter(isAsked)
        .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
        .flatMap((segment) => linesOf(person, segment, filter)));
    }
  }

  /** Days that could not be charged, and why. */
  async deviations(filter: CostFilter, page: PageOf): Promise<Page<DeviationOfPerson>> {
    const { newsSince } = filter;
    const news: Condition[] = newsSince === undefined ? [] : [{ field: 'newsOn', gte: newsSince }];
    const collection = await this.live.collection(COST_ALLOCATION, 'deviations');
    const found = await this.live.store.find<DeviationRow>(collection, {
      ...withinKeys(filter), where: [
        ...during(filter), ...matching(filter, { kind: 'kind', principal: 'principal', ...ASKED }), ...news,
      ],
      sort: [{ field: 'from' }], limit: page.limit, after: page.after,
    });
    const items = found.items.map(({ key, document }) =>
      ({ key, document: { ...document, person: personIn(key) } }));
    return { ...found, items };
  }

  /** How many there are of each kind, those first that are not charged. */
  deviationCounts(filter: CostFilter): Promise<DeviationCount[]> {
    return deviationCounts((page) => this.deviations(filter, page));
  }

  /** How long schools took to report what happened in some months. */
  async delays(
    { months, payer, ...whose }: DelayFilter, by: readonly DelayDimension[],
  ): Promise<DelayRow[]> {
    const space = await this.live.sumSpace(COST_ALLOCATION);
    const read = await Promise.all(months.map((month) =>
      this.live.store.sums(space, delayPrefix(month, payer))));
    const counts = read.flat().map(({ key, value }) => ({ ...delayIn(key), reports: value }))
      .filter((count) => (['unit', 'principal'] as const).every((field) =>
        whose[field] === undefined || whose[field] === count[field]));
    return delaysBy(counts, by);
  }

  stateClaims(filter: CostFilter, page: PageOf): Promise<Page<StateClaimRow>> {
    return claimsOf(this.live, filter, page);
  }

  sentClaims(filter: CostFilter, page: PageOf): Promise<Page<SentClaimRow>> {
    return sentClaimsOf(this.live, filter, page);
  }

  claimTotals(filter: CostFilter): Promise<ClaimTotal[]> {
    return claimTotalsOf(this.live, filter);
  }

  /** The published prices that hold, as far as the read model has come. */
  async prices(): Promise<Prices> {
    return await this.live.reference<Prices>(pricesReference.name) ?? noPrices;
  }

  /** School units and who runs them, as far as the read model has come. */
  async register(): Promise<SchoolRegister> {
    return await this.live.reference<SchoolRegister>(schoolRegisterReference.name) ?? emptySchoolRegister;
  }

  /** The policies and agreements that were set, as far as the read model has come. */
  async agreements(): Promise<Agreements> {
    return await this.live.reference<Agreements>(agreementsReference.name) ?? noAgreements;
  }

  /** Those of everybody, in pieces of whole persons; or of one person, without going through all others. */
  private async* stretchesOf(person: string | undefined): AsyncGenerator<PersonRows<StretchRow>[]> {
    if (person === undefined) return yield* personByPerson(this.live, COST_ALLOCATION, STRETCHES);
    const collection = await this.live.collection(COST_ALLOCATION, STRETCHES);
    yield [{ person, rows: await rowsOf<StretchRow>(this.live.store, collection, person) }];
  }

  private async stretches(filter: CostFilter, page: PageOf): Promise<Page<StretchRow>> {
    return this.live.store.find(await this.live.collection(COST_ALLOCATION, STRETCHES), {
      ...withinKeys(filter),
      where: [...during(filter), ...matching(filter, { principal: 'principalId', ...ASKED })],
      sort: ['payer', 'unit', 'studyPath', 'from'].map((field) => ({ field })),
      limit: page.limit, after: page.after,
    });
  }
}

const yearsIn = ({ from, to }: Period): number[] => {
  const years: number[] = [];
  for (let year = yearOf(from); firstOfYear(year) < to; year += 1) years.push(year);
  return years;
};

const rowAsAsked = (filter: CostFilter): (row: SegmentRow) => boolean => {
  const isOwed = owedAsAsked(filter);
  return (row) => isSeenOn(row, filter.lookedAt) && overlap(row, filter)
    && isOwed({ ...row, principal: row.principalId });
};

/** Nobody is paid for twice on a day: of those that begin on one, each has a payer or an item of its own. */
const placeOf = ({ from, payer, item }: SegmentRow): string => `${from}|${payer}|${item ?? ''}`;

const during = ({ from, to, lookedAt }: CostFilter): Condition[] => [
  { field: 'from', lt: to }, { field: 'to', gt: from }, ...seenOn(lookedAt),
];

const ASKED = { payer: 'payer', unit: 'unit', studyPath: 'studyPath' } as const;

const withinKeys = ({ person }: CostFilter): Pick<Query, 'keyPrefix'> =>
  (person === undefined ? {} : { keyPrefix: keysOf(person) });

/** What is asked, by the field of a collection that has it. */
type Asked = Partial<Record<keyof typeof ASKED | 'principal' | 'kind', string>>;

const matching = (filter: CostFilter, asked: Asked): Condition[] =>
  (Object.entries(asked) as [keyof Asked, string][]).flatMap(([name, field]) => {
    const eq = filter[name];
    return eq === undefined ? [] : [{ field, eq }];
  });

/** Written out, since a year of a region has a million of these: spreading takes ten times as long. */
const linesOf = (person: string, segment: SegmentRow, period: Period): ExportedLine[] => {
  const { payer, payerBasis, unit, principal, studyPath, variant, share, item } = segment;
  const { priceId, priceStanding, perYearOre } = segment;
  const {
    policy, policyId, counting, agreement, agreementId, priceRule, higherPriceId, higherPerYearOre,
    decisionId, paidPercent,
  } = groundsOf(segment);
  const lines: ExportedLine[] = [];
  for (const whole of monthlyLines(segment)) {
    const { from, to } = intersection(whole, period);
    if (from >= to) continue;
    const isWhole = from === whole.from && to === whole.to;
    lines.push({
      month: whole.month, from, to, person, payer, payerBasis, unit, principal: principal.id, studyPath,
      variant, days: isWhole ? whole.days : lengthInDays({ from, to }),
      ore: isWhole ? whole.ore : amountBetween(segment, from, to), vatOre: vatBetween(segment, from, to),
      countedBefore: segment.countedBefore + countedIn(segment, { from: segment.from, to: from }),
      priceId, priceStanding, perYearOre, share, item, policy, policyId, counting, agreement, agreementId,
      priceRule, higherPriceId, higherPerYearOre, decisionId, paidPercent,
    });
  }
  return lines;
};
