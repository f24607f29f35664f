import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RecordContact, RecordContactAttempt, WithdrawKaaFact } from '../../application/kaa/contact-log.js';
import {
  BeginEquivalentEducation, ConfirmResponsibility, EndEquivalentEducation,
} from '../../application/kaa/target-group.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { mustHaveHappened } from '../../domain/shared/must-have-happened.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import type { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import { FactRecorder } from './fact-recorder.js';
import {
  ContactAttemptBody, ContactBody, EquivalentEducationBody, EquivalentEducationEndBody, KaaWithdrawalBody,
  ResponsibilityBody,
} from './kaa-bodies.js';
import { kaaOf } from './kaa-claim.js';
import { AboutPerson, SaidAbout, type Saying } from './said-about.js';

const ofMunicipality = { problems: ['other-organisation'] } as const;

@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@AboutPerson()
@Does('record-kaa-fact')
@Controller('v1/persons/:person')
export class KaaController {
  constructor(
    private readonly facts: FactRecorder, @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies,
  ) {}

  @Post('kaa-contacts')
  @CommandDocumented({ ...ofMunicipality, summary: 'Record two-way contact with a youth' })
  contact(@SaidAbout() saying: Saying, @Body() body: ContactBody): Promise<CommandAnswer> {
    mustHaveHappened(body.validOn, civilDateAt(this.api.clock.now()));
    return this.facts.record(RecordContact, body, saying, kaaOf(body.municipality));
  }

  @Post('kaa-contact-attempts')
  @CommandDocumented({ ...ofMunicipality, summary: 'Record an unanswered attempt to reach a youth' })
  attempt(@SaidAbout() saying: Saying, @Body() body: ContactAttemptBody): Promise<CommandAnswer> {
    mustHaveHappened(body.validOn, civilDateAt(this.api.clock.now()));
    return this.facts.record(RecordContactAttempt, body, saying, kaaOf(body.municipality));
  }

  @Post('kaa-withdrawals')
  @CommandDocumented({
    problems: ['other-organisation', 'nothing-to-withdraw'],
    summary: 'Withdraw a fact of the file that never held',
  })
  withdraw(@SaidAbout() saying: Saying, @Body() body: KaaWithdrawalBody): Promise<CommandAnswer> {
    return this.facts.record(WithdrawKaaFact, body, saying, kaaOf(body.municipality));
  }

  @Post('kaa-responsibilities')
  @CommandDocumented({
    problems: ['other-organisation', 'ends-before-it-begins'],
    summary: 'Confirm that the municipality is responsible for a youth under protected registration',
  })
  responsibility(@SaidAbout() saying: Saying, @Body() body: ResponsibilityBody): Promise<CommandAnswer> {
    return this.facts.record(ConfirmResponsibility, body, saying, kaaOf(body.municipality));
  }

  @Post('kaa-equivalent-educations')
  @CommandDocumented({
    ...ofMunicipality, summary: 'Record that an education a youth carries out is found equivalent',
  })
  equivalent(@SaidAbout() saying: Saying, @Body() body: EquivalentEducationBody): Promise<CommandAnswer> {
    return this.facts.record(BeginEquivalentEducation, body, saying, kaaOf(body.municipality));
  }

  @Post('kaa-equivalent-education-ends')
  @CommandDocumented({ ...ofMunicipality, summary: 'Record that an equivalent education ended, and how' })
  equivalentEnd(
    @SaidAbout() saying: Saying, @Body() body: EquivalentEducationEndBody,
  ): Promise<CommandAnswer> {
    return this.facts.record(EndEquivalentEducation, body, saying, kaaOf(body.municipality));
  }
}
