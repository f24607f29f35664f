import { Controller, Get, Inject, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { Documented } from '../openapi/documented.js';
import { layoutsShape } from '../openapi/kaa-report-answers.js';
import { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import { layoutExample, reportExamples } from './kaa-report-requests.js';
import { layoutsView } from './kaa-report-view.js';

/** How half-year reports are written. */
@ApiTags('Half-year reports (KAA)')
@ApiBearerAuth()
@Controller('v1/kaa/layouts')
export class KaaLayoutsController {
  constructor(@Inject(API_DEPENDENCIES) private readonly api: ApiDependencies) {}

  @Get()
  @Does('read-kaa-register')
  @Documented({
    summary: 'The layouts there are: the one that ships, which is assumed, and those published since',
    shape: layoutsShape, answer: reportExamples.layouts,
  })
  async all(): Promise<object> {
    return layoutsView(await this.api.reports.layouts());
  }

  @Post()
  @Does('publish-kaa-layout', { readsText: true })
  @ApiBody({
    schema: { type: 'object' }, description: 'The layout file as it is (docs/reference/kaa-layout.md)',
    examples: { layout: { value: layoutExample } },
  })
  @CommandDocumented({
    aboutPerson: false, summary: 'Publish a layout of half-year reports',
    description: 'For all half-years from its first on. One that names a field, code, check or form that '
      + 'there is not is refused whole, with line and column.',
    problems: ['layout-refused'],
  })
  async publish(
    @Req() request: FastifyRequest, @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'publish-kaa-layout');
    return new CommandAnswer(await this.api.reports.publishLayout(request.body as string, context));
  }
}
