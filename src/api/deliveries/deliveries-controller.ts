import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import type { DeliveryReport } from '../../application/intake/delivery-report.js';
import type { DeliveryKind } from '../../domain/delivery/events.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Metrics } from '../observability/metrics.js';
import { deliveryShape } from '../openapi/answers.js';
import { Documented } from '../openapi/documented.js';
import { Problem } from '../problems/problem.js';
import { EXAMPLE_ID } from '../requests/fields.js';
import { Freshness } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { CalledBy, callerOf, givenKeyOf } from '../requests/request-context.js';
import { readingBody } from '../requests/streamed-body.js';
import { deliveryBodies, deliveryKinds, reportExample } from './delivery-examples.js';
import { deliveriesExample, DeliveriesQuery, deliveriesShape } from './delivery-requests.js';

const isKind = (text: string): text is DeliveryKind => (deliveryKinds as string[]).includes(text);

const bodyExamples = Object.fromEntries(
  deliveryKinds.map((kind) => [kind, { value: deliveryBodies[kind].example }]),
);

@ApiTags('Deliveries')
@ApiBearerAuth()
@Controller('v1/deliveries')
export class DeliveriesController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly metrics: Metrics,
    private readonly freshness: Freshness,
  ) {}

  @Post(':kind')
  @HttpCode(200)
  @Does('send-delivery', { streamsBody: true })
  @ApiParam({
    name: 'kind', description: 'What is sent',
    schema: { type: 'string', enum: deliveryKinds, example: 'elin' },
  })
  @ApiHeader({
    name: 'Idempotency-Key', required: false,
    description: 'Sent again under it, the first report comes again.',
  })
  @ApiConsumes(...new Set(deliveryKinds.map((kind) => deliveryBodies[kind].type)), 'application/octet-stream')
  @ApiBody({
    schema: { type: 'string', format: 'binary' }, description: 'The file as it is, of any size',
    examples: bodyExamples,
  })
  @Documented({
    summary: 'Take in a file or feed of many facts, line by line as it comes',
    description: 'A line that is refused is in the report and stops no other, save in a price list in our '
      + 'own form, of which all rows are taken or none. Sending a file again, in any '
      + 'order, changes nothing; one that broke off (`state: broken`) is completed by sending it again.',
    shape: deliveryShape, answer: reportExample,
    problems: [
      'delivery-kind-unknown', 'delivery-running', 'idempotency-key-invalid', 'idempotency-key-reused',
    ],
  })
  async receive(
    @Param('kind') kind: string, @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeliveryReport> {
    const { actor, organisation } = mustBeSender(request);
    if (!isKind(kind)) throw new Problem('delivery-kind-unknown');
    const idempotencyKey = givenKeyOf(request);
    const { intake, limits: { bodyWaitMs } } = this.api;
    const report = await readingBody(request, reply, bodyWaitMs, (bytes) => intake.receive({
      kind, bytes, totalBytes: Number(request.headers['content-length']) || undefined,
      actor, organisation, correlationId: request.id, idempotencyKey,
    }));
    this.metrics.deliveryEnded(kind, report.state, report);
    return report;
  }

  @Get()
  @Does('read-delivery')
  @Documented({
    summary: 'Deliveries and what became of them, the newest first',
    description: 'One that was sent anew under its `Idempotency-Key` stands here once, as of the last time. '
      + 'What is `receiving` comes in now, or the process ended in the middle: sent again, it is completed.',
    shape: deliveriesShape, answer: deliveriesExample, problems: ['cursor-invalid', 'read-model-behind'],
  })
  async list(@Query() query: DeliveriesQuery, @CalledBy() caller: Caller): Promise<object> {
    mustBePermitted(caller, 'read-delivery');
    const { atLeast, limit, after, ...filter } = query;
    await this.freshness.reaches(atLeast, 'deliveries');
    const { items, next } = await this.api.deliveries.received(filter, { limit, after });
    return { items: items.map(({ document }) => document), next };
  }

  @Get(':delivery')
  @Does('read-delivery')
  @ApiParam({ name: 'delivery', description: 'Id of a delivery', example: EXAMPLE_ID })
  @Documented({
    summary: 'What became of a delivery',
    shape: deliveryShape, answer: reportExample, problems: ['delivery-unknown'],
  })
  async report(@Param('delivery') id: string, @CalledBy() caller: Caller): Promise<DeliveryReport> {
    mustBePermitted(caller, 'read-delivery');
    const report = await this.api.intake.report(id);
    if (!report) throw new Problem('delivery-unknown');
    return report;
  }
}

const mustBeSender = (request: FastifyRequest): Caller => {
  const caller = callerOf(request);
  mustBePermitted(caller, 'send-delivery');
  return caller;
};
