import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../application/access/caller.js';
import { dayOfLooking } from '../../application/queries/day-of-looking.js';
import { Grants } from '../../domain/cost/grants.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { unitGrantsShape } from '../openapi/grant-answers.js';
import { Freshness } from '../requests/freshness.js';
import { partyOf } from '../requests/party.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import { grantCsv, type UnitGrants } from './grant-csv.js';
import { grantExamples as examples, GrantQuery } from './grant-requests.js';
import { periodOf } from './period-asked.js';

@ApiTags('Cost allocation')
@ApiBearerAuth()
@Does('read-cost')
@Controller('v1/cost/grants')
export class GrantsController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get(':unit')
  @ApiParam({ name: 'unit', description: 'School unit of an independent principal', example: '94353434' })
  @Documented({
    summary: 'How the grant of an independent school was worked out, part by part',
    description: 'Per payer, study path and price, for any days: what is right now. Premises, '
      + 'administration and VAT must be possible to show; what nobody said of them stands under `missing`, '
      + 'and is never reckoned from percentages. There are no grants where the principal is no independent '
      + 'one. No pupil is told of.',
    shape: unitGrantsShape, answer: examples.json, files: { 'text/csv': examples.csv },
    problems: ['other-organisation', 'read-model-behind', 'date-out-of-range'],
  })
  async grants(
    @Param('unit') unit: string, @Query() query: GrantQuery, @CalledBy() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UnitGrants | string> {
    const lookedAt = dayOfLooking(query.lookedAt, civilDateAt(this.api.clock.now()));
    const period = periodOf(query);
    const party = partyOf(caller, 'read-cost', query);
    await this.freshness.reaches(query.atLeast, 'cost-allocation');
    const adding = new Grants(await this.api.cost.prices());
    for await (const lines of this.api.cost.linesInPages({ ...period, ...party, unit, lookedAt })) {
      adding.add(lines);
    }
    const grants = adding.all();
    const total = grants.reduce(
      ({ days, ore }, grant) => ({ days: days + grant.days, ore: ore + grant.ore }), { days: 0, ore: 0 });
    const told = { unit, ...period, lookedAt, grants, total };
    if (query.format === 'json') return told;
    void reply.header('Content-Type', 'text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="grants-${period.from}-${period.to}.csv"`);
    return grantCsv(told);
  }
}
