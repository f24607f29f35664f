import { Controller, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mustBePermitted } from '../../application/access/access.js';
import type { PriceFileCheck } from '../../application/intake/price-list/check-price-file.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { deliveryBodies } from '../deliveries/delivery-examples.js';
import { priceFileCheckShape } from '../openapi/answers.js';
import { Documented } from '../openapi/documented.js';
import { Freshness } from '../requests/freshness.js';
import { FreshQuery } from '../requests/page-query.js';
import { Does } from '../requests/permission.js';
import { callerOf } from '../requests/request-context.js';
import { readingBody } from '../requests/streamed-body.js';
import { priceFileCheckExample } from './price-bodies.js';

const { type, example } = deliveryBodies['price-list'];

@ApiTags('Price lists and school units')
@ApiBearerAuth()
@Controller('v1/deliveries/price-list/checks')
export class PriceFileChecksController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Post()
  @HttpCode(200)
  @Does('publish-prices', { streamsBody: true })
  @ApiConsumes(type, 'application/octet-stream')
  @ApiBody({
    schema: { type: 'string', format: 'binary' }, description: 'The file as it would be sent as a delivery',
    examples: { [type]: { value: example } },
  })
  @Documented({
    summary: 'See what a price list in CSV would change before it is sent; nothing is recorded',
    description: 'Row by row as in `POST /v1/price-lists/{list}/checks`, by the line of the file, whether it '
      + 'is in our own form or the national list. Rows that would be refused are told all at once.',
    shape: priceFileCheckShape, answer: priceFileCheckExample, problems: ['read-model-behind'],
  })
  async check(
    @Query() { atLeast }: FreshQuery, @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PriceFileCheck> {
    mustBePermitted(callerOf(request), 'publish-prices');
    await this.freshness.reaches(atLeast, 'cost-allocation');
    const { intake, limits: { bodyWaitMs } } = this.api;
    return readingBody(request, reply, bodyWaitMs, (bytes) => intake.checkPriceList(bytes));
  }
}
