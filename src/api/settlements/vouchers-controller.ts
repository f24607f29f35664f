import { Body, Controller, HttpCode, Inject, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { inCodePage437 } from '../../domain/voucher/cp437.js';
import { sieText } from '../../domain/voucher/sie.js';
import { vouchersOf } from '../../domain/voucher/vouchers.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { DocumentedFile } from '../openapi/documented.js';
import { EXAMPLE_ID } from '../requests/fields.js';
import { Freshness } from '../requests/freshness.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import { VoucherBody, voucherExample } from './voucher-requests.js';

@ApiTags('Settlements')
@ApiBearerAuth()
@Does('read-settlements')
@Controller('v1/settlements')
export class VouchersController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Post(':settlement/vouchers')
  @HttpCode(200)
  @ApiParam({ name: 'settlement', description: 'Id of a settlement', example: EXAMPLE_ID })
  @DocumentedFile({
    summary: 'The vouchers of an issued settlement for one payer or payee, as a file in SIE 4',
    description: 'Nothing is recorded. Type 4I in code page 437, a voucher for each counterparty, summed per '
      + 'account, objects and month; no pupil is in it. The body says which accounts and dimensions '
      + '(docs/reference/vouchers.md).',
    files: { 'application/x-sie': voucherExample },
    problems: [
      'settlement-unknown', 'settlement-not-issued', 'other-organisation', 'read-model-behind',
      'account-missing', 'dimension-twice', 'dimension-object-unclear', 'letter-not-in-file',
    ],
  })
  async vouchers(
    @Param('settlement') id: string, @Body() { side, party, bookedOn, layout }: VoucherBody,
    @CalledBy() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    mustBePermitted(caller, 'read-settlements', { organisations: [party] });
    const { settlements, charges, clock } = this.api;
    await settlements.mustBeIssued(id);
    await this.freshness.reachesWhatIsIssued();
    const { approved, validOn } = await settlements.one(id);
    const sums = await charges.sums(id, side === 'payer' ? { payer: party } : { principal: party });
    const bytes = inCodePage437(sieText({
      layout, vouchers: vouchersOf(sums, { side, party }, layout), settlement: id,
      bookedOn: bookedOn ?? approved?.on ?? validOn, madeOn: civilDateAt(clock.now()),
    }));
    void reply.header('Content-Type', 'application/x-sie')
      .header('Content-Disposition', `attachment; filename="settlement-${id}.si"`);
    return new StreamableFile(bytes);
  }
}
