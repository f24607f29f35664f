import { Controller, Get, Inject, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../application/access/caller.js';
import { askedPupil, unnamedLast } from '../../application/access/unnamed.js';
import type { Page } from '../../application/ports/read-store.js';
import { dayOfLooking } from '../../application/queries/day-of-looking.js';
import type { CostDimension } from '../../domain/cost/cost-sums.js';
import { addMonths, civilDateAt } from '../../domain/shared/civil-date.js';
import type { CostFilter, PageOf } from '../../projections/cost-allocation/queries.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import {
  allocationShape, costSumsShape, deviationsShape, linesShape,
} from '../openapi/answers.js';
import { claimTotalsShape, sentClaimsShape, stateClaimsShape } from '../openapi/claim-answers.js';
import { Documented, DocumentedFile } from '../openapi/documented.js';
import { fileOf } from '../requests/exported-file.js';
import { Freshness, type ReadModelName } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { partyOf } from '../requests/party.js';
import { protectedFor, unnamedFor } from '../requests/protected-persons.js';
import { CalledBy } from '../requests/request-context.js';
import {
  ClaimsPageQuery, costExamples as examples, CostFileQuery, CostPageQuery, CostQuery, CostSumsQuery,
  DaysQuery, DeviationsQuery, dimensionsIn, FiguresPageQuery, FiguresQuery, lineFileExamples,
} from './cost-requests.js';
import { lineFields } from './line-export.js';
import { periodOf, refuseFields } from './period-asked.js';
import { remedied } from './remedied.js';

const MOST_MONTHS = 60;

const list = {
  problems: ['cursor-invalid', 'other-organisation', 'read-model-behind', 'date-out-of-range'],
} as const;

@ApiTags('Cost allocation')
@ApiBearerAuth()
@Does('read-cost')
@Controller('v1/cost')
export class CostController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @Documented({
    ...list, summary: 'Days and öre, VAT in it apart, per payer, school unit, principal and study path',
    shape: allocationShape, answer: examples.allocation,
  })
  async allocation(@Query() query: FiguresPageQuery, @CalledBy() caller: Caller): Promise<object> {
    return answer(await this.api.cost.allocation(await this.filter(caller, query), pageOf(query)));
  }

  @Get('sums')
  @Documented({
    ...list, summary: 'Days and öre by what is asked: payer, payee, school, programme, study path, month',
    description: `Of ${MOST_MONTHS} months at the most. What is not asked is not told apart.`,
    shape: costSumsShape, answer: examples.sums,
  })
  async sums(@Query() query: CostSumsQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = await this.filter(caller, query);
    if (addMonths(filter.from, MOST_MONTHS) < filter.to) {
      refuseFields(['to'], `Ask for ${MOST_MONTHS} months at the most.`);
    }
    return answer(await this.api.cost.sums(filter, dimensionsIn<CostDimension>(query.by), pageOf(query)));
  }

  @Get('lines')
  @Documented({
    ...list, summary: 'The lines per pupil and month behind a figure',
    shape: linesShape, answer: examples.lines,
  })
  async lines(@Query() query: CostPageQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = await this.filterOfPupils(caller, query);
    return unnamedFor(this.api, caller, answer(await this.api.cost.lines(filter, pageOf(query))));
  }

  @Get('export')
  @DocumentedFile({
    summary: 'Every line of a period as one file',
    description: 'One line a pupil, month and price, pupil by pupil, sent as it is read. The fields, and how '
      + 'lines add up, are told of in docs/reference/cost-lines.md.',
    files: lineFileExamples, problems: ['other-organisation', 'read-model-behind', 'date-out-of-range'],
  })
  async allLines(
    @Query() query: CostFileQuery, @CalledBy() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const lines = this.api.cost.allLines(await this.filterOfPupils(caller, query));
    const shown = unnamedLast(lines, await protectedFor(this.api, caller));
    return fileOf(reply, shown, lineFields, query.format);
  }

  @Get('state-claims')
  @Documented({
    ...list, summary: 'What may be claimed of the state: for asylum seekers, and for whom the state pays',
    description: 'Of days for which a municipality claims (`asylum-claim-decisions`) and that it pays: each '
      + 'four weeks begun at a municipal or regional school, at most ten in a calendar year, what an '
      + 'independent one is paid, and extra costs. Of pupils whom the state pays for, what the principal of '
      + 'the school may claim a term. A ledger of its own: none of it is in costs. `payer` is who claims.',
    shape: stateClaimsShape, answer: examples.stateClaims,
  })
  async stateClaims(@Query() query: CostPageQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = await this.filterOfPupils(caller, query);
    return unnamedFor(this.api, caller, answer(await this.api.cost.stateClaims(filter, pageOf(query))));
  }

  @Get('state-claims/sent')
  @Documented({
    ...list, summary: 'What was claimed of the state for days from a period on, and what it answered',
    description: 'By the first day that each is for. `payer` is who claims.',
    shape: sentClaimsShape, answer: examples.sentClaims,
  })
  async sentClaims(@Query() query: ClaimsPageQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = await this.filterOfPupils(caller, query);
    return unnamedFor(this.api, caller, answer(await this.api.cost.sentClaims(filter, pageOf(query))));
  }

  @Get('state-claims/totals')
  @Documented({
    ...list, summary: 'What may be claimed of the state, was claimed and was paid, claimant by claimant',
    description: 'What may be claimed arises in the period; what was claimed is for days that begin in it.',
    shape: claimTotalsShape, answer: examples.claimTotals,
  })
  async claimTotals(@Query() query: DaysQuery, @CalledBy() caller: Caller): Promise<object> {
    return { items: await this.api.cost.claimTotals(await this.filter(caller, query)) };
  }

  @Get('deviations')
  @Documented({
    ...list, summary: 'Days that could not be charged, or only with a question mark, and why',
    shape: deviationsShape, answer: examples.deviations,
  })
  async deviations(@Query() query: DeviationsQuery, @CalledBy() caller: Caller): Promise<object> {
    const filter = { ...await this.filterOfPupils(caller, query), kind: query.kind };
    return unnamedFor(this.api, caller, remedied(await this.api.cost.deviations(filter, pageOf(query))));
  }

  /** The same of lines, among which a pupil may be asked for, whom the caller may not know of. */
  private async filterOfPupils(caller: Caller, query: CostQuery): Promise<CostFilter> {
    const filter = await this.filter(caller, query, 'charges');
    if (query.person === undefined) return filter;
    return { ...filter, person: askedPupil(query.person, await protectedFor(this.api, caller)) };
  }

  /** What was asked, limited to what the caller may see, once what is read has come far enough. */
  private async filter(
    caller: Caller, query: FiguresQuery, ...alsoRead: ReadModelName[]
  ): Promise<CostFilter> {
    const { lookedAt, unit, studyPath, atLeast } = query;
    const filter = {
      ...periodOf(query), ...partyOf(caller, 'read-cost', query), unit, studyPath,
      lookedAt: dayOfLooking(lookedAt, civilDateAt(this.api.clock.now())),
    };
    await this.freshness.reaches(atLeast, 'cost-allocation', ...alsoRead);
    return filter;
  }
}

const pageOf = ({ limit, after }: FiguresPageQuery): PageOf => ({ limit, after });

const answer = <R>({ items, ...page }: Page<R>) =>
  ({ ...page, items: items.map(({ document }) => document) });
