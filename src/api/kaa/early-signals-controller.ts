import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { listed } from '../../application/access/listed.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import type { EarlySignalFilter } from '../../projections/kaa/queries.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { earlySignalsShape } from '../openapi/kaa-answers.js';
import { Freshness } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import { EarlySignalsQuery, earlySignalsExample, LeaverSignalsQuery } from './early-signal-requests.js';

const answered = {
  shape: earlySignalsShape, answer: earlySignalsExample,
  problems: ['other-unit', 'other-organisation', 'read-model-behind', 'cursor-invalid'],
} as const;

const what = 'Each says what was reported, and the threshold of the home municipality that it reaches. It is '
  + 'no score and decides nothing. ';

/** What schools said of pupils themselves that reaches a threshold of the home municipality. */
@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@Controller('v1')
export class EarlySignalsController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get('early-signals')
  @Does('read-early-signals')
  @Documented({
    ...answered, summary: 'Early signals of pupils who are at the school on a day: for the school alone',
    description: `${what}Nobody outside of the school sees them while the pupil is there.`,
  })
  async there(@Query() query: EarlySignalsQuery, @CalledBy() caller: Caller): Promise<object> {
    const { unit, units } = permittedPart(caller, 'read-early-signals', { unit: query.unit });
    return this.page(caller, query, { there: true, unit, units });
  }

  @Get('kaa/early-signals')
  @Does('read-early-signals-of-leavers')
  @Documented({
    ...answered, summary: 'Early signals of those who have left a school and came into the target group',
    description: `${what}For the officers of the municipality in whose target group they were then.`,
  })
  async left(@Query() query: LeaverSignalsQuery, @CalledBy() caller: Caller): Promise<object> {
    const asked = { organisation: query.municipality };
    const { organisation: leftTo } = permittedPart(caller, 'read-early-signals-of-leavers', asked);
    return this.page(caller, query, { there: false, leftTo });
  }

  private async page(
    caller: Caller,
    { date, person, signal, limit, after, atLeast }: Omit<LeaverSignalsQuery, 'municipality'>,
    part: { readonly there: true; readonly unit?: string; readonly units?: readonly string[] }
      | { readonly there: false; readonly leftTo?: string },
  ): Promise<object> {
    await this.freshness.reaches(atLeast, 'kaa');
    const today = civilDateAt(this.api.clock.now());
    // The future tells nothing: somebody who is still there has not left yet.
    const on = date === undefined || date > today ? today : date;
    const filter: EarlySignalFilter = { on, lookedAt: today, person, signal, ...part };
    const asked = part.there ? part : { municipality: part.leftTo };
    return listed(caller, asked, { limit, after }, (page) => this.api.kaa.earlySignals(filter, page));
  }
}
