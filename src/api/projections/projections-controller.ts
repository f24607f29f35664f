import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import type { ParkedSubject } from '../../application/ports/projection-control.js';
import type { Verification } from '../../application/verification/verify-ledger.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import {
  parkedShape, projectionsShape, rebuildShape, redriveShape, verificationShape,
} from '../openapi/operation-answers.js';
import { Documented } from '../openapi/documented.js';
import { Problem } from '../problems/problem.js';
import { EXAMPLE_ID, Field, TextsField } from '../requests/fields.js';
import { type ListPage, pageByKey } from '../requests/list-page.js';
import { ListQuery } from '../requests/page-query.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';

const NameField = Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$', examples: ['caseload'] });

class RebuildBody {
  @TextsField(NameField, { description: 'Which read models; all of them where none is named', most: 50 })
  projections!: string[];
}

class RedriveBody {
  @Field(Type.String({ minLength: 1, maxLength: 200, description: 'Key of the parked subject' }), {
    example: EXAMPLE_ID,
  })
  key!: string;
}

const examples = {
  status: {
    head: '0000000000000042',
    projections: [{
      name: 'caseload', version: 1, state: 'live', checkpoint: '0000000000000042', lagEvents: 0,
      lagSeconds: 0, parked: 0,
    }],
    rebuild: { done: 12_000, total: 150_000 },
  },
  reports: {
    reports: [{ name: 'caseload', equal: 40_000, missing: 0, extra: 0, different: 0, examples: [] }],
  },
  parked: {
    items: [{ projection: 'caseload', key: EXAMPLE_ID, position: '0000000000000042', reason: 'TypeError' }],
  },
  verification: { events: 150_000, streams: 41_000, erasedEvents: 12, findings: [] },
};

@ApiTags('Operation')
@ApiBearerAuth()
@Controller('v1')
export class ProjectionsController {
  /** How far a rebuild under way has come, for whoever watches. */
  private rebuild: { done: number; total: number } | undefined;

  constructor(@Inject(API_DEPENDENCIES) private readonly api: ApiDependencies) {}

  @Get('projections')
  @Does('read-projections')
  @Documented({
    summary: 'How far each read model is, and a rebuild under way',
    shape: projectionsShape, answer: examples.status,
  })
  async status(@CalledBy() caller: Caller): Promise<object> {
    mustBePermitted(caller, 'read-projections');
    const { rebuild, ...standing } = await this.api.projections.status();
    return { ...standing, rebuild: this.rebuild ?? rebuild };
  }

  @Post('projections/rebuild')
  @Does('rebuild-projection')
  @HttpCode(200)
  @Documented({
    summary: 'Make read models anew beside the live ones, compare, and switch; answers when it is done',
    description: 'Meanwhile `GET /v1/projections` tells how far it is.',
    shape: rebuildShape, answer: examples.reports, problems: ['projection-unknown', 'rebuild-under-way'],
  })
  async rebuildAll(@Body() { projections: names }: RebuildBody, @CalledBy() caller: Caller): Promise<object> {
    mustBePermitted(caller, 'rebuild-projection');
    await this.mustExist(names);
    if (this.rebuild) throw new Problem('rebuild-under-way');
    this.rebuild = { done: 0, total: 0 };
    try {
      const reports = await this.api.projections.rebuild(names, (done, total) => {
        this.rebuild = { done, total };
      });
      return { reports };
    } finally {
      this.rebuild = undefined;
    }
  }

  @Get('projections/parked')
  @Does('read-projections')
  @Documented({
    summary: 'Subjects set aside with an event that could not be folded',
    shape: parkedShape, answer: examples.parked, problems: ['cursor-invalid'],
  })
  async parked(@Query() query: ListQuery, @CalledBy() caller: Caller): Promise<ListPage<ParkedSubject>> {
    mustBePermitted(caller, 'read-projections');
    const parked = await this.api.projections.parked();
    return pageByKey(parked, ({ projection, key }) => `${projection}|${key}`, query);
  }

  @Post('projections/:name/redrives')
  @Does('rebuild-projection')
  @HttpCode(200)
  @ApiParam({ name: 'name', description: 'Name of the read model', example: 'caseload' })
  @Documented({
    summary: 'Fold a parked subject again',
    shape: redriveShape, answer: { folded: true }, problems: ['projection-unknown'],
  })
  async redrive(
    @Param('name') name: string, @Body() { key }: RedriveBody, @CalledBy() caller: Caller,
  ): Promise<{ folded: boolean }> {
    mustBePermitted(caller, 'rebuild-projection');
    await this.mustExist([name]);
    return { folded: await this.api.projections.redrive(name, key) };
  }

  @Post('verifications')
  @Does('verify-ledger')
  @HttpCode(200)
  @Documented({
    summary: 'Read the whole ledger and check what must always hold',
    shape: verificationShape, answer: examples.verification,
  })
  async verify(@CalledBy() caller: Caller): Promise<Verification> {
    mustBePermitted(caller, 'verify-ledger');
    return this.api.verify();
  }

  private async mustExist(names: readonly string[]): Promise<void> {
    const { projections } = await this.api.projections.status();
    const known = new Set(projections.map(({ name }) => name));
    if (names.some((name) => !known.has(name))) throw new Problem('projection-unknown');
  }
}
