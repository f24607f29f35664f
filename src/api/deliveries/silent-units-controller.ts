import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { PrincipalField } from '../cost/cost-requests.js';
import { Documented } from '../openapi/documented.js';
import { count, day, optional, pageOf, text } from '../openapi/shape.js';
import { Field, NumberField } from '../requests/fields.js';
import { Freshness } from '../requests/freshness.js';
import { pageByKey } from '../requests/list-page.js';
import { PageQuery } from '../requests/page-query.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';

const FORTNIGHT = 14;
const MOST_DAYS = 365;

class SilentUnitsQuery extends PageQuery {
  @NumberField(
    Type.Integer({ minimum: 1, maximum: MOST_DAYS, description: 'For how many days at least' }),
    { optional: true, example: FORTNIGHT },
  ) days = FORTNIGHT;
  @Field(PrincipalField, { optional: true }) principal?: string;
}

const silentUnitsShape = pageOf({
  unit: text('Code of the school unit'), name: text(), principal: text('Who runs it'),
  heardOn: optional(day('The last day that anything came of it; missing where nothing did in 400 days')),
  silentDays: optional(count('How many days ago that was')),
});

/** Which schools have not delivered. */
@ApiTags('Deliveries')
@ApiBearerAuth()
@Does('read-silent-units')
@Controller('v1/silent-units')
export class SilentUnitsController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @Documented({
    summary: 'Open school units of which nothing came for some days',
    description: 'Anything is a delivery (ELIN, attendance, rolls) that has lines of the unit, be they known '
      + 'already, and whatever it reports by itself. What is sent under the `Idempotency-Key` of an earlier '
      + 'delivery is no new one.',
    shape: silentUnitsShape, problems: ['cursor-invalid', 'read-model-behind'],
    answer: { items: [{
      unit: '10000001', name: 'Exempelgymnasiet', principal: '1480', heardOn: '2026-02-27', silentDays: 17,
    }] },
  })
  async silent(
    @Query() { days, principal, atLeast, ...page }: SilentUnitsQuery, @CalledBy() caller: Caller,
  ): Promise<object> {
    mustBePermitted(caller, 'read-silent-units');
    await this.freshness.reaches(atLeast, 'cost-allocation');
    const silent = await this.api.silence.units({ today: civilDateAt(this.api.clock.now()), days });
    const asked = silent.filter((unit) => principal === undefined || unit.principal === principal);
    return pageByKey(asked, ({ unit }) => unit, page);
  }
}
