import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { listed } from '../../application/access/listed.js';
import { dayOfLooking } from '../../application/queries/day-of-looking.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { kaaSignsShape } from '../openapi/kaa-answers.js';
import { Freshness } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import { signsExample, SignsQuery } from './sign-requests.js';

/** Signs that somebody is at no school though nothing that was registered says so. */
@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@Does('read-signs')
@Controller('v1/kaa/signs')
export class KaaSignsController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @Documented({
    problems: [
      'other-organisation', 'other-unit', 'read-model-behind', 'date-out-of-range', 'cursor-invalid',
    ],
    shape: kaaSignsShape, answer: signsExample,
    summary: 'Signs that somebody may be at no school: probable unregistered interruptions, and flags',
    description: '`no-school`: in the register, and no school told of an end. `gone-from-roll`: not named '
      + 'when the school named all it has. `did-not-appear`, `away-a-month`: as the school reported. Signs '
      + 'end nothing. Those that somebody looked into are left out, unless asked for.',
  })
  async signs(@Query() query: SignsQuery, @CalledBy() caller: Caller): Promise<object> {
    const { sign, explained, person, sort, limit, after } = query;
    const part = permittedPart(
      caller, 'read-signs', { organisation: query.municipality, unit: query.unit },
    );
    await this.freshness.reaches(query.atLeast, 'kaa');
    const today = civilDateAt(this.api.clock.now());
    const filter = {
      on: query.date ?? today, lookedAt: dayOfLooking(query.lookedAt, today), sign, person,
      explained: explained ?? 'no', municipality: part.organisation, unit: part.unit, units: part.units,
    };
    const page = { sort: sort ?? 'from' as const, limit, after };
    return listed(caller, filter, page, (one) => this.api.kaa.signs(filter, one));
  }
}
