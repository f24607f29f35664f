import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IssueDocument, WithdrawDocument } from '../../application/schooling/documents.js';
import {
  ChangeStudyPath, DecideAbsence, EndBreak, ForfeitPlace, PlaceForSummer, PlanBreak, RecordDropout,
  RecordEnrolment, RecordTransfer, WithdrawSchoolingFact,
} from '../../application/schooling/schooling-facts.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import type { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import {
  AbsenceDecisionBody, BreakBody, BreakEndBody, DocumentBody, DropoutBody, EnrolmentBody, ForfeitedPlaceBody,
  OnStudyPathBody, TransferBody, WithdrawalBody,
} from './fact-bodies.js';
import { type Claim, FactRecorder } from './fact-recorder.js';
import { AboutPerson, SaidAbout, type Saying } from './said-about.js';

const atUnit = { problems: ['other-unit'] } as const;
const withdrawing = { problems: ['other-unit', 'nothing-to-withdraw'] } as const;

const schoolingOf = (...units: (string | undefined)[]): Claim =>
  ({ action: 'record-schooling-fact', source: 'school-system', ownership: { units } });

@ApiTags('Schooling')
@ApiBearerAuth()
@AboutPerson()
@Does('record-schooling-fact')
@Controller('v1/persons/:person')
export class SchoolingController {
  constructor(private readonly facts: FactRecorder) {}

  @Post('summer-placements')
  @CommandDocumented({ ...atUnit, summary: 'Place for the coming school year, not yet confirmed by a start' })
  placeForSummer(@SaidAbout() saying: Saying, @Body() body: OnStudyPathBody): Promise<CommandAnswer> {
    return this.facts.record(PlaceForSummer, body, saying, schoolingOf(body.unit));
  }

  @Post('enrolments')
  @CommandDocumented({ ...atUnit, summary: 'Take in at a school unit on a study path' })
  enrol(@SaidAbout() saying: Saying, @Body() body: EnrolmentBody): Promise<CommandAnswer> {
    return this.facts.record(RecordEnrolment, body, saying, schoolingOf(body.unit));
  }

  @Post('transfers')
  @CommandDocumented({ ...atUnit, summary: 'Take over from another school unit; the receiving unit says so' })
  transfer(@SaidAbout() saying: Saying, @Body() body: TransferBody): Promise<CommandAnswer> {
    return this.facts.record(RecordTransfer, body, saying, schoolingOf(body.unit));
  }

  @Post('study-path-changes')
  @CommandDocumented({ ...atUnit, summary: 'Change study path at the same school unit' })
  changeStudyPath(@SaidAbout() saying: Saying, @Body() body: OnStudyPathBody): Promise<CommandAnswer> {
    return this.facts.record(ChangeStudyPath, body, saying, schoolingOf(body.unit));
  }

  @Post('planned-breaks')
  @CommandDocumented({ ...atUnit, summary: 'Begin a planned break; the place is kept' })
  planBreak(@SaidAbout() saying: Saying, @Body() body: BreakBody): Promise<CommandAnswer> {
    return this.facts.record(PlanBreak, body, saying, schoolingOf(body.unit));
  }

  @Post('planned-break-ends')
  @CommandDocumented({ ...atUnit, summary: 'Come back from a planned break, on the day said' })
  endBreak(@SaidAbout() saying: Saying, @Body() body: BreakEndBody): Promise<CommandAnswer> {
    return this.facts.record(EndBreak, body, saying, schoolingOf(body.unit));
  }

  @Post('dropouts')
  @CommandDocumented({ ...atUnit, summary: 'End without a final document; the day is the first one outside' })
  dropOut(@SaidAbout() saying: Saying, @Body() body: DropoutBody): Promise<CommandAnswer> {
    return this.facts.record(RecordDropout, body, saying, schoolingOf(body.unit));
  }

  @Post('forfeited-places')
  @CommandDocumented({
    ...atUnit, summary: 'End a place of which the pupil never appeared, from its first day on',
    description: 'Who does not come within three days of the first term start, without a valid reason, is '
      + 'regarded as having ended. What the unit took the pupil in to in that half-year never was: it is '
      + 'neither paid nor counted. Nothing is concluded from signs of a no-show.',
  })
  forfeit(@SaidAbout() saying: Saying, @Body() body: ForfeitedPlaceBody): Promise<CommandAnswer> {
    return this.facts.record(ForfeitPlace, body, saying, schoolingOf(body.unit));
  }

  @Post('absence-decisions')
  @CommandDocumented({
    problems: ['other-unit', 'ends-before-it-begins'],
    summary: 'Decide whether a place ends, where a pupil is away for more than a month',
    description: 'The place ends on the day it takes effect; or the pupil goes on, since the head teacher '
      + 'found exceptional reasons. Of decisions on one absence, known by its first day, the last one holds.',
  })
  decideAbsence(@SaidAbout() saying: Saying, @Body() body: AbsenceDecisionBody): Promise<CommandAnswer> {
    return this.facts.record(DecideAbsence, body, saying, schoolingOf(body.unit));
  }

  @Post('schooling-withdrawals')
  @CommandDocumented({ ...withdrawing, summary: 'Withdraw a fact about schooling that never held' })
  withdraw(@SaidAbout() saying: Saying, @Body() body: WithdrawalBody): Promise<CommandAnswer> {
    return this.facts.withdraw(WithdrawSchoolingFact, body, saying);
  }

  @Post('documents')
  @CommandDocumented({ ...atUnit, summary: 'Record a diploma or certificate' })
  issueDocument(@SaidAbout() saying: Saying, @Body() body: DocumentBody): Promise<CommandAnswer> {
    return this.facts.record(IssueDocument, body, saying, schoolingOf(body.unit));
  }

  @Post('document-withdrawals')
  @CommandDocumented({ ...withdrawing, summary: 'Withdraw a document that was never issued' })
  withdrawDocument(@SaidAbout() saying: Saying, @Body() body: WithdrawalBody): Promise<CommandAnswer> {
    return this.facts.withdraw(WithdrawDocument, body, saying);
  }
}
