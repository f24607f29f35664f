import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { fundingFacts } from '../../application/funding/standing-decisions.js';
import { AnswerStateClaim, RecordExtraCost, SendStateClaim } from '../../application/funding/state-claims.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { FactRecorder } from '../persons/fact-recorder.js';
import { AboutPerson, SaidAbout, type Saying } from '../persons/said-about.js';
import type { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import { ClaimAnswerBody, ExtraCostBody, StateClaimBody } from './claim-bodies.js';
import { claimOn } from './funding-controller.js';

@ApiTags('Funding of a place')
@ApiBearerAuth()
@AboutPerson()
@Does('decide-funding')
@Controller('v1/persons/:person')
export class StateClaimsController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly facts: FactRecorder,
  ) {}

  @Post('extra-costs')
  @CommandDocumented({
    summary: 'Record an extra cost for a pupil who seeks asylum',
    description: 'For the economist of the municipality. It may be claimed of the state on days for which '
      + 'the municipality claims (`asylum-claim-decisions`), and is in nobody\'s costs.',
    problems: ['other-organisation'],
  })
  cost(@SaidAbout() saying: Saying, @Body() body: ExtraCostBody): Promise<CommandAnswer> {
    return this.facts.record(RecordExtraCost, body, saying, claimOn(body));
  }

  @Post('state-claims')
  @CommandDocumented({
    summary: 'Record what was claimed of the state for a pupil',
    description: 'For the economist of whoever claims. What may be claimed is listed by '
      + '`GET /v1/cost/state-claims`; how much was is for the claimant to say. The same days are not claimed '
      + 'twice unless they were refused.',
    problems: ['other-organisation', 'ends-before-it-begins', 'claimed-already'],
  })
  send(@SaidAbout() saying: Saying, @Body() body: StateClaimBody): Promise<CommandAnswer> {
    return this.facts.record(SendStateClaim, body, saying, claimOn(body));
  }

  @Post('state-claim-answers')
  @CommandDocumented({
    summary: 'Record what the state granted of a claim',
    description: 'All of it, a part, or nothing (`grantedOre` 0): what was granted is told as paid.',
    problems: ['other-organisation', 'claim-unknown', 'granted-more-than-claimed', 'decided-otherwise'],
  })
  async answer(@SaidAbout() saying: Saying, @Body() body: ClaimAnswerBody): Promise<CommandAnswer> {
    const facts = await fundingFacts(this.api.persons, saying.person);
    const claim = facts.find(({ id }) => id === body.answers);
    return this.facts.record(AnswerStateClaim, body, saying, claimOn(claim?.event.data));
  }
}
