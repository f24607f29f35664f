import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RecordContact, RecordContactAttempt, WithdrawKaaFact } from '../../application/kaa/contact-log.js';
import {
  BeginEquivalentEducation, ConfirmResponsibility, EndEquivalentEducation,
} from '../../application/kaa/target-group.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import type { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import { type Claim, FactRecorder } from './fact-recorder.js';
import {
  ContactAttemptBody, ContactBody, EquivalentEducationBody, EquivalentEducationEndBody, KaaWithdrawalBody,
  ResponsibilityBody,
} from './kaa-bodies.js';
import { AboutPerson, SaidAbout, type Saying } from './said-about.js';

const ofMunicipality = { problems: ['other-organisation', 'municipality-unknown'] } as const;
const thatHappened = { problems: [...ofMunicipality.problems, 'date-out-of-range'] } as const;

/** It opens a protected youth to a municipality: the region does, or an administrator, none for itself. */
const confirming: Claim = { action: 'confirm-responsibility', source: 'case-worker' };

@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@AboutPerson()
@Does('record-kaa-fact')
@Controller('v1/persons/:person')
export class KaaController {
  constructor(private readonly facts: FactRecorder) {}

  @Post('kaa-contacts')
  @CommandDocumented({ ...thatHappened, summary: 'Record two-way contact with a youth' })
  contact(@SaidAbout() saying: Saying, @Body() body: ContactBody): Promise<CommandAnswer> {
    return this.facts.recordPastInFile(RecordContact, body, saying);
  }

  @Post('kaa-contact-attempts')
  @CommandDocumented({ ...thatHappened, summary: 'Record an unanswered attempt to reach a youth' })
  attempt(@SaidAbout() saying: Saying, @Body() body: ContactAttemptBody): Promise<CommandAnswer> {
    return this.facts.recordPastInFile(RecordContactAttempt, body, saying);
  }

  @Post('kaa-withdrawals')
  @CommandDocumented({
    problems: [...ofMunicipality.problems, 'nothing-to-withdraw'],
    summary: 'Withdraw a fact of the file that never held',
  })
  withdraw(@SaidAbout() saying: Saying, @Body() body: KaaWithdrawalBody): Promise<CommandAnswer> {
    return this.facts.recordInFile(WithdrawKaaFact, body, saying);
  }

  @Post('kaa-responsibilities')
  @Does('confirm-responsibility')
  @CommandDocumented({
    problems: [...ofMunicipality.problems, 'ends-before-it-begins'],
    summary: 'Confirm that a municipality is responsible for a youth under protected registration',
    description: 'For an administrator, or a follow-up officer of the region: it lets the municipality read '
      + 'of the youth, and no municipality lets itself.',
  })
  responsibility(@SaidAbout() saying: Saying, @Body() body: ResponsibilityBody): Promise<CommandAnswer> {
    this.facts.mustBeMunicipality(body.municipality);
    return this.facts.record(ConfirmResponsibility, body, saying, confirming);
  }

  @Post('kaa-equivalent-educations')
  @CommandDocumented({
    ...ofMunicipality, summary: 'Record that an education a youth carries out is found equivalent',
  })
  equivalent(@SaidAbout() saying: Saying, @Body() body: EquivalentEducationBody): Promise<CommandAnswer> {
    return this.facts.recordInFile(BeginEquivalentEducation, body, saying);
  }

  @Post('kaa-equivalent-education-ends')
  @CommandDocumented({ ...ofMunicipality, summary: 'Record that an equivalent education ended, and how' })
  equivalentEnd(
    @SaidAbout() saying: Saying, @Body() body: EquivalentEducationEndBody,
  ): Promise<CommandAnswer> {
    return this.facts.recordInFile(EndEquivalentEducation, body, saying);
  }
}
