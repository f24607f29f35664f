import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { seesProtected } from '../../application/access/listed.js';
import { unnamed } from '../../application/access/unnamed.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import type { LineFilter } from '../../application/ports/charge-source.js';
import type { DraftLine, PartAsked } from '../../application/settlement/draft-page.js';
import type { CausesAt } from '../../application/settlement/line-causes.js';
import { FIRST_DAY } from '../../domain/schooling/policy.js';
import type { Reconciled } from '../../domain/settlement/reconcile.js';
import { type CivilDate, civilDateAt, firstOfNextMonth } from '../../domain/shared/civil-date.js';
import type { CostFilter } from '../../projections/cost-allocation/cost-filter.js';
import { costExamples } from '../cost/cost-requests.js';
import { remedied } from '../cost/remedied.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { deviationCountsShape, deviationsShape } from '../openapi/answers.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { Documented } from '../openapi/documented.js';
import {
  draftLinesShape, reconciliationShape, settlementLinesShape, settlementShape, settlementsShape,
  settlementSumsShape,
} from '../openapi/settlement-answers.js';
import { CommandAnswer, PreparationAnswer } from '../requests/command-answer.js';
import { EXAMPLE_ID } from '../requests/fields.js';
import { Freshness } from '../requests/freshness.js';
import { pageByKey, pageFromEnd } from '../requests/list-page.js';
import { PageQuery } from '../requests/page-query.js';
import { partyOf } from '../requests/party.js';
import { Does } from '../requests/permission.js';
import { protectedToday, unnamedFor } from '../requests/protected-persons.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import {
  AbandonBody, DeviationCountsQuery, DraftDeviationsQuery, DraftQuery, DraftSumsQuery, LinesQuery,
  PartQuery, PrepareBody, settlementExamples as examples,
} from './settlement-requests.js';
import { withCauses } from './told-causes.js';

const named = ApiParam({ name: 'settlement', description: 'Id of a settlement', example: EXAMPLE_ID });
const unknown = ['settlement-unknown'] as const;

@ApiTags('Settlements')
@ApiBearerAuth()
@Does('read-settlements')
@Controller('v1/settlements')
export class SettlementsController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @Documented({
    summary: 'All settlements, the newest first', shape: settlementsShape,
    answer: { items: [examples.settlement] }, problems: ['cursor-invalid', 'read-model-behind'],
  })
  async all(@Query() query: PageQuery): Promise<object> {
    await this.freshness.reaches(query.atLeast);
    return pageFromEnd(await this.api.settlements.all(), query);
  }

  @Get('draft')
  @Documented({
    summary: 'The lines that settling through a month would add now',
    description: 'Nothing is recorded. Each page is worked out when it is asked for.',
    shape: draftLinesShape, answer: examples.draft,
    problems: ['cursor-invalid', 'other-organisation', 'read-model-behind'],
  })
  async draft(@Query() query: DraftQuery, @CalledBy() caller: Caller): Promise<object> {
    return this.draftPart(caller, query, partOf(caller, query));
  }

  @Get('draft/outside')
  @Documented({
    summary: 'The lines that settling through a month would leave out, which need a decision',
    description: 'They are of a calendar year further back than their policy corrects '
      + '(`correctsYearsBack`). Preparing with `reachesBackTo` and a reason takes them in.',
    shape: draftLinesShape, answer: examples.outside,
    problems: ['cursor-invalid', 'other-organisation', 'read-model-behind'],
  })
  async outside(@Query() query: DraftQuery, @CalledBy() caller: Caller): Promise<object> {
    return this.draftPart(caller, query, { ...partOf(caller, query), outside: true });
  }

  @Get('draft/sums')
  @Documented({
    summary: 'What settling through a month would come to now, per payer, payee, study path and month',
    description: 'Nothing is recorded.', shape: settlementSumsShape, answer: examples.sums,
    problems: ['other-organisation', 'read-model-behind'],
  })
  async draftSums(@Query() query: DraftSumsQuery, @CalledBy() caller: Caller): Promise<object> {
    const { through, reachesBackTo, atLeast } = query;
    const filter = partOf(caller, query);
    await this.freshness.reachesWhatIsIssued(atLeast, 'cost-allocation', 'charges');
    return { items: await this.api.settlements.draftSums({ through, reachesBackTo }, filter) };
  }

  @Get('draft/deviations')
  @Documented({
    summary: 'What settling through a month would leave out, or charge with a question mark, and what would '
      + 'resolve it',
    description: 'Days of all months up to that one, the oldest first. They hold up their own lines and no '
      + 'others; what is only doubted (unconfirmed, too old at the start, dated ahead, reported late) is '
      + 'charged. Of reports that came late, those that the last settlement did not know of.',
    shape: deviationsShape, answer: costExamples.deviations,
    problems: ['cursor-invalid', 'other-organisation', 'read-model-behind'],
  })
  async deviations(@Query() query: DraftDeviationsQuery, @CalledBy() caller: Caller): Promise<object> {
    const { kind, limit, after } = query;
    const filter = { ...await this.deviationsAsked(query, caller), kind };
    return unnamedFor(this.api, caller, remedied(await this.api.cost.deviations(filter, { limit, after })));
  }

  @Get('draft/deviations/counts')
  @Documented({
    summary: 'How many deviations there are of each kind, and of how many pupils',
    description: 'The same ones, counted: those first that are not charged.',
    shape: deviationCountsShape, answer: costExamples.deviationCounts,
    problems: ['other-organisation', 'read-model-behind'],
  })
  async deviationCounts(@Query() query: DeviationCountsQuery, @CalledBy() caller: Caller): Promise<object> {
    return { items: await this.api.cost.deviationCounts(await this.deviationsAsked(query, caller)) };
  }

  /** What the last settlement knew of is no news to the next one. */
  private async deviationsAsked(query: DeviationCountsQuery, caller: Caller): Promise<CostFilter> {
    const part = partOf(caller, query);
    await this.freshness.reaches(query.atLeast, 'cost-allocation', 'charges');
    const issued = (await this.api.settlements.all()).findLast(({ stage }) => stage === 'issued');
    const days = { from: FIRST_DAY, to: firstOfNextMonth(`${query.through}-01`) };
    return { ...part, ...days, lookedAt: this.today(), newsSince: issued?.validOn };
  }

  @Get('reconciliation')
  @Documented({
    summary: 'What was issued beside what is right now, with what explains each difference',
    description: 'Of all settled months, per payer, payee and month where they differ. What was issued is '
      + 'added up over lines, what is right over the cost allocation, and the lines that the next settlement '
      + 'would add, or leave out, explain the difference; `unexplainedOre` is what they do not. Each '
      + 'page says of which `position` it is: that of the first, or a later one if `atLeast` asks for it, '
      + 'somebody else begins meanwhile, or another process answers. It is never an earlier one.',
    shape: reconciliationShape, answer: examples.reconciliation,
    problems: ['cursor-invalid', 'other-organisation', 'read-model-behind'],
  })
  async reconciliation(@Query() query: LinesQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = partOf(caller, query);
    await this.freshness.reachesWhatIsIssued(query.atLeast, 'cost-allocation', 'charges');
    const { settlements } = this.api;
    const [after, begunAt] = query.after?.split(BEGUN_AT) ?? [];
    const known = [query.atLeast, begunAt].filter((each) => each !== undefined).sort().at(-1);
    const { items, ...reconciled } = after === undefined
      ? await settlements.reconcile(filter) : await settlements.reconcileOn(filter, known);
    const page = pageByKey(items, placeOf, { ...query, after });
    return {
      ...reconciled, ...page, ...(page.next && { next: page.next + BEGUN_AT + reconciled.position }),
    };
  }

  @Post()
  @Does('settle')
  @CommandDocumented({
    aboutPerson: false, summary: 'Work out what settling through a month comes to, for approval',
    description: 'Lines for what was never issued, and differences to what was. A settlement that nobody '
      + 'approved yet gives way to the new one. Lines of years further back than their policy corrects are '
      + 'left out (`outside`), unless `reachesBackTo` and `reason` decide otherwise.',
    problems: [
      'period-open', 'ends-before-it-begins', 'decision-incomplete', 'settled-further',
      'settlement-under-way', 'read-model-behind',
    ],
  })
  async prepare(
    @Body() body: PrepareBody, @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'settle');
    await this.freshness.reachesNow('cost-allocation', 'charges');
    return new PreparationAnswer(await this.api.settlements.prepare({ ...body }, context));
  }

  @Get(':settlement')
  @named
  @Documented({
    summary: 'Where a settlement has come, and what it comes to', shape: settlementShape,
    answer: examples.settlement, problems: unknown,
  })
  async one(@Param('settlement') id: string): Promise<object> {
    return this.api.settlements.one(id);
  }

  @Post(':settlement/approval')
  @Does('settle')
  @named
  @CommandDocumented({
    aboutPerson: false, summary: 'Approve a settlement that somebody else prepared, and issue it',
    description: 'Answers when every line is recorded. One that was cut off while it was issued is issued to '
      + 'its end by approving it again.',
    problems: [
      ...unknown, 'approval-by-preparer', 'preparation-outrun', 'settlement-superseded',
      'settlement-abandoned', 'read-model-behind',
    ],
  })
  async approve(
    @Param('settlement') id: string, @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'settle');
    await this.freshness.reachesNow('cost-allocation', 'charges');
    return new CommandAnswer(await this.api.settlements.approve(id, context));
  }

  @Post(':settlement/abandonment')
  @Does('settle')
  @named
  @CommandDocumented({
    aboutPerson: false, summary: 'Give up a settlement that is not issued',
    problems: [...unknown, 'settlement-issued'],
  })
  async abandon(
    @Param('settlement') id: string, @Body() { reason }: AbandonBody, @CalledBy() caller: Caller,
    @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'settle');
    return new CommandAnswer(await this.api.settlements.abandon(id, reason, context));
  }

  @Get(':settlement/lines')
  @named
  @Documented({
    summary: 'The lines of an issued settlement', shape: settlementLinesShape, answer: examples.lines,
    problems: [
      ...unknown, 'settlement-not-issued', 'cursor-invalid', 'other-organisation', 'read-model-behind',
    ],
  })
  async lines(
    @Param('settlement') id: string, @Query() query: LinesQuery, @CalledBy() caller: Caller,
  ): Promise<object> {
    const filter = partOf(caller, query);
    await this.api.settlements.mustBeIssued(id);
    await this.freshness.reachesWhatIsIssued(query.atLeast, 'cost-allocation', 'charges');
    const { items, ...page } = await this.api.charges.lines(id, filter, query);
    const causes = await this.api.lineCauses.inSettlement(id);
    const lines = items.map(({ document }) => document);
    return this.toldTo(caller, { ...page, items: lines }, causes);
  }

  @Get(':settlement/sums')
  @named
  @Documented({
    summary: 'What an issued settlement comes to, per payer, payee, study path and month',
    shape: settlementSumsShape, answer: examples.sums,
    problems: [...unknown, 'settlement-not-issued', 'other-organisation', 'read-model-behind'],
  })
  async sums(
    @Param('settlement') id: string, @Query() query: PartQuery, @CalledBy() caller: Caller,
  ): Promise<object> {
    const filter = partOf(caller, query);
    await this.api.settlements.mustBeIssued(id);
    await this.freshness.reachesWhatIsIssued(query.atLeast, 'charges');
    return { items: await this.api.charges.sums(id, filter) };
  }

  private async draftPart(caller: Caller, query: DraftQuery, part: PartAsked): Promise<object> {
    const { through, reachesBackTo, limit, after, atLeast } = query;
    await this.freshness.reachesWhatIsIssued(atLeast, 'cost-allocation', 'charges');
    const months = { through, reachesBackTo };
    const page = await this.api.settlements.draftPage(months, part, { limit, after });
    return this.toldTo(caller, page, await this.api.lineCauses.inDraft(this.today()));
  }

  /** Lines with what caused them, as far as the caller may know of it and of whom they are about. */
  private async toldTo(
    caller: Caller, { items, ...page }: { readonly items: readonly DraftLine[] }, causes: CausesAt,
  ): Promise<object> {
    const protectedPersons = await protectedToday(this.api);
    const lines = await withCauses(items, causes, { caller, protectedPersons });
    return { ...page, items: seesProtected(caller) ? lines : unnamed(lines, protectedPersons) };
  }

  private today(): CivilDate {
    return civilDateAt(this.api.clock.now());
  }
}

/** Goes before the position in the tokens of a reconciliation: another process may know an earlier one. */
const BEGUN_AT = ' of ';

/** What a reconciliation tells of in one row. */
const placeOf = ({ payer, principal, month }: Reconciled): string => `${payer}|${principal}|${month}`;

/** Whose lines a caller may see of those asked for. */
const partOf = (caller: Caller, query: PartQuery): LineFilter =>
  ({ ...partyOf(caller, 'read-settlements', query), unit: query.unit });
