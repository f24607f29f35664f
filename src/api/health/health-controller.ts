import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import type { ProjectionControl } from '../../application/ports/projection-control.js';
import { ReadModelNotReady } from '../../projections/engine/live-generations.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Metrics } from '../observability/metrics.js';
import { liveShape, readyShape } from '../openapi/operation-answers.js';
import { shown } from '../openapi/documented.js';

type Standing = Awaited<ReturnType<ProjectionControl['status']>>;

const LIVE = { status: 'live' };
const readyExample = {
  status: 'ready', missing: [], head: '0000000000000042',
  readModels: [{ name: 'caseload', state: 'live', lagEvents: 0, lagSeconds: 0 }],
};
const notReadyExample = {
  ...readyExample, status: 'not-ready', missing: ['read-models'],
  readModels: [{ name: 'caseload', state: 'catching-up', lagEvents: 10_000, lagSeconds: 12.5 }],
};

/** For whoever runs the service; open to everybody, since it says nothing about anyone. */
@ApiTags('Health')
@Controller()
export class HealthController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @ApiOperation({ summary: 'Whether the process answers' })
  @ApiResponse({ status: 200, description: 'It does', content: shown(liveShape, LIVE) })
  live(): object {
    return LIVE;
  }

  @Get('health/ready')
  @ApiOperation({ summary: 'Whether all stores answer and the read models are not far behind' })
  @ApiResponse({ status: 200, description: 'Ready', content: shown(readyShape, readyExample) })
  @ApiResponse({ status: 503, description: 'Not ready', content: shown(readyShape, notReadyExample) })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const stores = await this.api.unanswered?.() ?? [];
    const away = this.api.projectorFails?.() ? [...stores, 'projector'] : stores;
    const standing = away.length === 0 ? await this.standing() : undefined;
    if (!standing) {
      void reply.status(503);
      return { status: 'not-ready', missing: away.length === 0 ? ['ledger'] : away, readModels: [] };
    }
    const { head, projections } = standing;
    const isBehind = projections.some(({ state, lagEvents }) =>
      state === 'failing' || lagEvents > this.api.limits.readyLagEvents);
    void reply.status(isBehind ? 503 : 200);
    return {
      status: isBehind ? 'not-ready' : 'ready', missing: isBehind ? ['read-models'] : [], head,
      readModels: projections.map(({ name, state, lagEvents, lagSeconds }) =>
        ({ name, state, lagEvents, lagSeconds })),
    };
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Figures for Prometheus' })
  @ApiResponse({
    status: 200, description: 'Prometheus text format',
    content: { 'text/plain': { schema: { type: 'string' }, example: 'liggare_projection_parked 0' } },
  })
  async figures(): Promise<string> {
    this.metrics.registerDrifts(await this.driftIfKnown());
    this.metrics.projectorStands(this.api.projectorFails?.() ?? false, this.api.projectorRestarts?.() ?? 0);
    this.metrics.projectionsStand((await this.standing())?.projections);
    return this.metrics.exposition();
  }

  /** Nothing while the ledger, or whoever makes read models, does not answer: how far it is, nobody knows. */
  private async standing(): Promise<Standing | undefined> {
    try {
      return await this.api.projections.status();
    } catch (error) {
      if (error instanceof StoreUnavailable || this.api.projectorFails?.()) return undefined;
      throw error;
    }
  }

  /** Not a number while the read model that knows it is made for the first time. */
  private async driftIfKnown(): Promise<number> {
    try {
      return await this.api.register.drift();
    } catch (error) {
      if (error instanceof ReadModelNotReady) return Number.NaN;
      throw error;
    }
  }
}
