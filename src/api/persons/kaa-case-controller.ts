import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import {
  AdoptPlan, AssignOfficer, DiscloseFile, DisputeListing, RecordOccupation, SetReminder, SettleReminder,
} from '../../application/kaa/case-work.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import type { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import { FactRecorder } from './fact-recorder.js';
import {
  AssignmentBody, DisclosureBody, ListingDisputeBody, OccupationBody, PlanBody, ReminderBody,
  ReminderSettlementBody,
} from './kaa-bodies.js';
import { AboutPerson, SaidAbout, type Saying } from './said-about.js';

const ofMunicipality = { problems: ['other-organisation', 'municipality-unknown'] } as const;
const thatHappened = { problems: [...ofMunicipality.problems, 'date-out-of-range'] } as const;

@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@AboutPerson()
@Does('record-kaa-fact')
@Controller('v1/persons/:person')
export class KaaCaseController {
  constructor(private readonly facts: FactRecorder) {}

  @Post('kaa-occupations')
  @CommandDocumented({ ...ofMunicipality, summary: 'Record what a youth does from a day on' })
  occupation(@SaidAbout() saying: Saying, @Body() body: OccupationBody): Promise<CommandAnswer> {
    return this.facts.recordInFile(RecordOccupation, body, saying);
  }

  @Post('kaa-plans')
  @CommandDocumented({
    problems: [...ofMunicipality.problems, 'plan-empty', 'ends-before-it-begins', 'words-to-confirm'],
    summary: 'Adopt a version of the individual plan',
    description: 'Words that may speak of health, crime, treatment or origin are asked about before they are '
      + 'saved: send `wordsConfirmed` to keep them.',
  })
  plan(@SaidAbout() saying: Saying, @Body() body: PlanBody): Promise<CommandAnswer> {
    return this.facts.recordInFile(AdoptPlan, body, saying);
  }

  @Post('kaa-assignments')
  @CommandDocumented({ ...ofMunicipality, summary: 'Assign a youth to an officer, or to nobody' })
  assign(@SaidAbout() saying: Saying, @Body() body: AssignmentBody): Promise<CommandAnswer> {
    return this.facts.recordInFile(AssignOfficer, body, saying);
  }

  @Post('kaa-reminders')
  @CommandDocumented({
    problems: [...ofMunicipality.problems, 'due-before-it-is-set'], summary: 'Set a reminder for a day',
  })
  remind(@SaidAbout() saying: Saying, @Body() body: ReminderBody): Promise<CommandAnswer> {
    return this.facts.recordInFile(SetReminder, body, saying);
  }

  @Post('kaa-reminder-settlements')
  @CommandDocumented({
    problems: [...thatHappened.problems, 'reminder-unknown'],
    summary: 'Settle a reminder',
  })
  settle(@SaidAbout() saying: Saying, @Body() body: ReminderSettlementBody): Promise<CommandAnswer> {
    return this.facts.recordPastInFile(SettleReminder, body, saying);
  }

  @Post('kaa-listing-disputes')
  @CommandDocumented({
    ...thatHappened,
    summary: 'Say that a youth should not be on the list, and who has to correct it',
    description: 'A school sees nothing of it: it is asked by itself (`correction-requests`).',
  })
  dispute(@SaidAbout() saying: Saying, @Body() body: ListingDisputeBody): Promise<CommandAnswer> {
    return this.facts.recordPastInFile(DisputeListing, body, saying);
  }

  @Post('kaa-disclosures')
  @CommandDocumented({
    problems: [...thatHappened.problems, 'disclosed-to-itself'],
    summary: 'Let another municipality read the file as it stands on a day',
    description: 'What is of that day or before, and was recorded by then. What is written later takes a '
      + 'disclosure of its own.',
  })
  disclose(@SaidAbout() saying: Saying, @Body() body: DisclosureBody): Promise<CommandAnswer> {
    this.facts.mustBeMunicipality(body.to, 'to');
    return this.facts.recordPastInFile(DiscloseFile, body, saying);
  }
}
