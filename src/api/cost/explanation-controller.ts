import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { dayOfLooking } from '../../application/queries/day-of-looking.js';
import { type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { explanationShape, issuedExplanationShape } from '../openapi/explanation-answers.js';
import { EXAMPLE_ID } from '../requests/fields.js';
import { Freshness } from '../requests/freshness.js';
import { momentOf } from '../requests/known-at.js';
import { partyOf } from '../requests/party.js';
import { Does } from '../requests/permission.js';
import { CalledBy } from '../requests/request-context.js';
import {
  explanationExamples as examples, ExplanationQuery, IssuedExplanationQuery,
} from './explanation-requests.js';
import { explanationText, issuedText } from './explanation/text.js';
import { asTold, issuedAsTold, pupilAsTold } from './told-lines.js';

const TEXT = 'text/plain; charset=utf-8';

@ApiTags('Cost allocation')
@ApiBearerAuth()
@Does('read-cost')
@Controller('v1/cost/explanation')
export class ExplanationController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get()
  @Documented({
    summary: 'Why the lines of a pupil and month are what they are',
    description: 'Worked out again as it is paid: the facts that decide each line, the days, the price and '
      + 'where it is from, the rules with the paragraphs they rest on, and both sums of which the amount is '
      + 'the difference. As text, in Swedish or English, it can be sent to a school.',
    shape: explanationShape, answer: examples.json, files: { 'text/plain': examples.text },
    problems: ['person-unknown', 'other-organisation', 'read-model-behind', 'date-out-of-range'],
  })
  async explain(
    @Query() query: ExplanationQuery, @CalledBy() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { person, month, unit, studyPath, format, language } = query;
    const today = this.today();
    const party = partyOf(caller, 'read-cost', query);
    await this.freshness.reaches(query.atLeast, 'cost-allocation');
    const moment = query.knownAt === undefined ? undefined : await momentOf(this.api, query.knownAt);
    const lookedAt = dayOfLooking(query.lookedAt ?? moment?.lookedAt, today);
    const asked = { ...party, person, month, unit, studyPath, lookedAt, knownAt: moment?.position };
    const { today: known, lines } = await this.api.explanations.of(asked, today);
    const told = lines.map((line) => asTold(line, caller, known.protection !== 'none'));
    if (format === 'json') return { person, month, lookedAt, knownAt: moment?.position, lines: told };
    void reply.header('Content-Type', TEXT);
    return explanationText(told, pupilAsTold(person, known, caller), language);
  }

  @Get(':line')
  @Does('read-settlements')
  @ApiParam({ name: 'line', description: 'Id of a line of an issued settlement', example: `${EXAMPLE_ID}-0` })
  @Documented({
    summary: 'Why a line that was issued is what it is',
    description: 'As things were known when it was worked out: what was right then, less what was issued '
      + 'before. Of a difference, the facts and prices that made it.',
    shape: issuedExplanationShape, answer: examples.issued, files: { 'text/plain': examples.text },
    problems: ['settlement-line-unknown', 'person-unknown', 'other-organisation', 'read-model-behind'],
  })
  async explainIssued(
    @Param('line') id: string, @Query() { atLeast, format, language }: IssuedExplanationQuery,
    @CalledBy() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    await this.freshness.reaches(atLeast, 'cost-allocation', 'charges');
    const explained = await this.api.lineExplanations.of(id, this.today());
    const { payer, principal, person } = explained.line;
    mustBePermitted(caller, 'read-settlements', { organisations: [payer, principal] });
    const told = issuedAsTold(explained, caller);
    if (format === 'json') return told;
    void reply.header('Content-Type', TEXT);
    return issuedText(told, pupilAsTold(person, explained.today, caller), language);
  }

  private today(): CivilDate {
    return civilDateAt(this.api.clock.now());
  }
}
