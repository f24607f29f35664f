import { Readable } from 'node:stream';
import { Body, Controller, HttpCode, Inject, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../application/access/caller.js';
import type { WhatIfRecord } from '../../application/cost/what-if.js';
import { dayOfLooking } from '../../application/queries/day-of-looking.js';
import type { Supposed } from '../../domain/cost/supposed.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { DocumentedFile } from '../openapi/documented.js';
import { momentOf } from '../requests/known-at.js';
import { partyOf } from '../requests/party.js';
import { Does } from '../requests/permission.js';
import { protectedFor } from '../requests/protected-persons.js';
import { CalledBy } from '../requests/request-context.js';
import { periodOf, refuseFields } from './period-asked.js';
import { agreementIn } from '../agreements/agreement-bodies.js';
import { WhatIfBody, whatIfExamples as files } from './what-if-requests.js';

@ApiTags('Cost allocation')
@ApiBearerAuth()
@Does('ask-what-if')
@Controller('v1/cost/what-if')
export class WhatIfController {
  constructor(@Inject(API_DEPENDENCIES) private readonly api: ApiDependencies) {}

  @Post()
  @HttpCode(200)
  @DocumentedFile({
    summary: 'What would be owed under another policy, agreement or price list, or as known earlier',
    description: 'Everybody is reckoned twice from the ledger; nothing is recorded. One JSON object a line, '
      + 'sent as it is worked out: `progress`, with `lines` each `line` of a pupil and month that differs, a '
      + '`sum` for each payer and payee, and the `total`. An answer without a total broke off. It ends when '
      + 'nobody reads it any more.',
    files,
    problems: [
      'other-organisation', 'date-out-of-range', 'what-if-under-way', 'nothing-to-withdraw', 'policy-unknown',
      'month-measured-twice', 'days-turned-round', 'date-impossible', 'agreement-ends-before-it-begins',
      'party-named-twice', 'payee-not-a-party', 'payer-not-a-party',
      'price-outside-its-year', 'price-too-high',
      'study-path-too-short', 'programme-unknown', 'price-owner-unclear', 'price-twice',
      'price-gap', 'prices-overlap', 'ends-before-it-begins',
    ],
  })
  async ask(
    @Body() body: WhatIfBody, @CalledBy() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const between = partyOf(caller, 'ask-what-if', body);
    const knownAt = body.knownAt === undefined ? undefined : await momentOf(this.api, body.knownAt);
    const lookedAt = dayOfLooking(body.lookedAt, civilDateAt(this.api.clock.now()));
    const { pieces, end } = await this.api.whatIf.ask({
      period: periodOf(body), between, lookedAt, knownAt, supposed: supposedIn(body), tellsLines: body.lines,
    });
    const hidden = await protectedFor(this.api, caller);
    const content = Readable.from(lines(pieces, hidden), { objectMode: false }).once('close', end);
    void reply.header('Content-Type', 'application/x-ndjson; charset=utf-8');
    return new StreamableFile(content);
  }
}

const supposedIn = (body: WhatIfBody): Supposed => {
  const { policies = [], agreements = [], prices = [], without = [], knownAt } = body;
  if (knownAt === undefined && [policies, agreements, prices, without].every(({ length }) => length === 0)) {
    return refuseFields(
      ['policies', 'agreements', 'prices', 'without', 'knownAt'], 'Say what is to be otherwise.');
  }
  return {
    prices, without, policies: policies.map((policy) => ({ ...policy })),
    agreements: agreements.map(agreementIn),
  };
};

/** One record a line; of a protected pupil without the pupil, whom the caller may not know of. */
async function* lines(
  pieces: AsyncIterable<readonly WhatIfRecord[]>, hidden: ReadonlySet<string>,
): AsyncGenerator<string> {
  const shown = (record: WhatIfRecord): object =>
    (record.is === 'line' && hidden.has(record.person) ? { ...record, person: null } : record);
  for await (const records of pieces) {
    yield records.map((record) => `${JSON.stringify(shown(record))}\n`).join('');
  }
}
