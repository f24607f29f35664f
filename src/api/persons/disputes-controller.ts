import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DecideDispute, WithdrawDisputeDecision } from '../../application/schooling/disputes.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import type { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import { DisputeDecisionBody, WithdrawalBody } from './fact-bodies.js';
import { type Claim, FactRecorder } from './fact-recorder.js';
import { AboutPerson, SaidAbout, type Saying } from './said-about.js';

/** No municipality and no school decides for another: the region does, or an administrator. */
const claim: Claim = { action: 'decide-dispute', source: 'case-worker' };

@ApiTags('Schooling')
@ApiBearerAuth()
@AboutPerson()
@Does('decide-dispute')
@Controller('v1/persons/:person')
export class DisputesController {
  constructor(private readonly facts: FactRecorder) {}

  @Post('dispute-decisions')
  @CommandDocumented({
    summary: 'Decide which school, if any, is paid for days that two claim',
    description: 'For the economist of the region. It has an effect on days that the school claims together '
      + 'with another, whenever that is reported. A day has one decision: withdraw the one that holds to '
      + 'decide otherwise.',
    problems: ['other-organisation', 'decision-incomplete', 'ends-before-it-begins', 'decided-otherwise'],
  })
  decide(@SaidAbout() saying: Saying, @Body() body: DisputeDecisionBody): Promise<CommandAnswer> {
    return this.facts.record(DecideDispute, body, saying, claim);
  }

  @Post('dispute-decision-withdrawals')
  @CommandDocumented({
    summary: 'Withdraw what was decided of days that two schools claim',
    problems: ['other-organisation', 'nothing-to-withdraw'],
  })
  withdraw(@SaidAbout() saying: Saying, @Body() body: WithdrawalBody): Promise<CommandAnswer> {
    return this.facts.record(WithdrawDisputeDecision, body, saying, claim);
  }
}
