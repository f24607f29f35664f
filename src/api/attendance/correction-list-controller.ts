import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { listed } from '../../application/access/listed.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { correctionRequestsShape } from '../openapi/correction-answers.js';
import { Documented } from '../openapi/documented.js';
import { Freshness } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import { correctionRequestsExample, CorrectionRequestsQuery } from './correction-list-requests.js';

/** What schools were asked, for them and for whoever asked. */
@ApiTags('Attendance')
@ApiBearerAuth()
@Does('read-correction-requests')
@Controller('v1/correction-requests')
export class CorrectionListController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @Documented({
    problems: ['other-organisation', 'other-unit', 'read-model-behind', 'cursor-invalid'],
    shape: correctionRequestsShape, answer: correctionRequestsExample,
    summary: 'What municipalities asked schools, the oldest first: what is open, or what was answered',
    description: 'A school sees what its units were asked, a municipality what was asked in its name. A '
      + 'question is open until the school answers it or reports anything newer of the person.',
  })
  async list(@Query() query: CorrectionRequestsQuery, @CalledBy() caller: Caller): Promise<object> {
    const { person, state, limit, after } = query;
    const asked = { organisation: query.municipality, unit: query.unit };
    const part = permittedPart(caller, 'read-correction-requests', asked);
    await this.freshness.reaches(query.atLeast, 'kaa');
    const filter = {
      lookedAt: civilDateAt(this.api.clock.now()), person, state, municipality: part.organisation,
      unit: part.unit, units: part.units,
    };
    return listed(caller, filter, { limit, after }, (page) => this.api.kaa.correctionRequests(filter, page));
  }
}
