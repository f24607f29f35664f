import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../application/access/caller.js';
import { type DelayDimension, delayDimensions } from '../../domain/cost/reporting-delay.js';
import { firstOfNextMonth } from '../../domain/shared/civil-date.js';
import { MonthField, MunicipalityField, UnitField } from '../../domain/shared/fields.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { count, list, optional, shape, text } from '../openapi/shape.js';
import { Field } from '../requests/fields.js';
import { Freshness } from '../requests/freshness.js';
import { FreshQuery } from '../requests/page-query.js';
import { partyOf } from '../requests/party.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import { DimensionsField, dimensionsIn, PrincipalField } from './cost-requests.js';
import { refuseFields } from './period-asked.js';

const MOST_MONTHS = 60;

class DelayQuery extends FreshQuery {
  @Field(MonthField('The first month that something happened in')) from!: string;
  @Field(MonthField('The last month; the same where nothing is said'), { optional: true }) through?: string;
  @DimensionsField(delayDimensions, 'principal,kind') by = 'unit';
  @Field(MunicipalityField, { optional: true, description: 'Municipality that pays' }) payer?: string;
  @Field(UnitField, { optional: true }) unit?: string;
  @Field(PrincipalField, { optional: true }) principal?: string;
}

const delaysShape = shape({
  items: list(shape({
    month: optional(text('In which it happened')), kind: optional(text('What was reported')),
    payer: optional(text('Empty where nobody knows')), unit: optional(text()),
    principal: optional(text('Empty where nobody knows')), reports: count('How many'),
    medianDays: count('Half of them took so many days at the most'), longestDays: count(),
    late: count('How many took longer than `reportsWithinDays` of the policy'),
  })),
});

const monthsFrom = (from: string, through: string): string[] => {
  const months: string[] = [];
  for (let month = from; month <= through; month = firstOfNextMonth(`${month}-01`).slice(0, 7)) {
    months.push(month);
  }
  return months;
};

/** How long schools take to report: what months wait for (requirements 41 and K20). */
@ApiTags('Cost allocation')
@ApiBearerAuth()
@Does('read-reporting-delay')
@Controller('v1/reporting-delay')
export class ReportingDelayController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @Documented({
    summary: 'How many days schools took to report: the median, the longest, and how many came too late',
    description: 'Of starts, ends, changes and breaks that hold and happened in the months: from the day it '
      + 'happened until the school said so, or until the ledger took it where nobody says. What was said '
      + 'before the day took none.',
    shape: delaysShape, problems: ['other-organisation', 'read-model-behind'],
    answer: {
      items: [{ principal: '1480', kind: 'DroppedOut', reports: 9, medianDays: 7, longestDays: 63, late: 1 }],
    },
  })
  async delays(@Query() query: DelayQuery, @CalledBy() caller: Caller): Promise<object> {
    const { from, through = from, by, unit, atLeast } = query;
    const party = partyOf(caller, 'read-reporting-delay', query);
    if (through < from) refuseFields(['through'], 'Must not be before from.');
    const months = monthsFrom(from, through);
    if (months.length > MOST_MONTHS) refuseFields(['through'], `Ask for ${MOST_MONTHS} months at the most.`);
    await this.freshness.reaches(atLeast, 'cost-allocation');
    const dimensions = dimensionsIn<DelayDimension>(by);
    return { items: await this.api.cost.delays({ ...party, unit, months }, dimensions) };
  }
}
