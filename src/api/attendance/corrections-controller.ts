import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import { mayAskAbout } from '../../application/access/may-ask.js';
import {
  AnswerCorrection, AskCorrection, WithdrawCorrectionRequest,
} from '../../application/attendance/corrections.js';
import { isLegible } from '../../application/ledger/facts-of.js';
import type { OpenedEvent } from '../../application/ledger/opened-event.js';
import { personView } from '../../application/queries/person-view.js';
import { decidesMembership, youthView } from '../../application/queries/youth-view.js';
import { isReportOf } from '../../domain/attendance/correction-requests.js';
import { mustBeAskable } from '../../domain/attendance/decide-corrections.js';
import { policyIn } from '../../domain/kaa/policy.js';
import { noRoutines } from '../../domain/kaa/routine.js';
import { unitOn } from '../../domain/school-register/state.js';
import { type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import { mustHaveHappened } from '../../domain/shared/must-have-happened.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { WithdrawalBody } from '../persons/fact-bodies.js';
import { FactRecorder } from '../persons/fact-recorder.js';
import { AboutPerson, SaidAbout, type Saying } from '../persons/said-about.js';
import type { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import { CorrectionAnswerBody, CorrectionRequestBody } from './correction-bodies.js';

const asking = { action: 'ask-correction', source: 'case-worker' } as const;
const answering = { action: 'record-schooling-fact', source: 'school-system' } as const;

/** What municipalities ask schools of what they reported; `v1/correction-requests` lists it. */
@ApiTags('Attendance')
@ApiBearerAuth()
@AboutPerson()
@Controller('v1/persons/:person')
export class CorrectionsController {
  constructor(
    private readonly facts: FactRecorder, @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies,
  ) {}

  @Post('correction-requests')
  @Does(asking.action)
  @CommandDocumented({
    problems: [
      'other-organisation', 'municipality-unknown', 'unit-unknown', 'unit-without-pupil',
    ],
    summary: 'Ask a school whether what it reported of a person is right and complete',
    description: 'In the name of a municipality, of those who belong there, have belonged or will; an '
      + 'officer also of those on whom it may keep a file. The school is told the municipality, the day and '
      + 'the code, and neither who asks nor why. Open until it answers or reports what is newer.',
  })
  async ask(@SaidAbout() saying: Saying, @Body() body: CorrectionRequestBody): Promise<CommandAnswer> {
    const { caller, person } = saying;
    const { municipality, unit, asks, validOn } = body;
    mustBePermitted(caller, asking.action, { organisations: [municipality] });
    this.facts.mustBeMunicipality(municipality);
    const today = this.today();
    mustHaveHappened(validOn, today);
    const events = await this.api.persons.of(person, decidesMembership);
    const view = personView(events, today);
    const youth = youthView(events, today, policyIn(noRoutines, this.api.isMunicipality));
    const isTheirs = mayAskAbout(caller, municipality, { view, youth });
    const ownership = { organisations: isTheirs ? [municipality] : [] };
    mustBePermitted(caller, asking.action, ownership); // before anything of the school is told
    const isRegistered = unitOn(await this.api.cost.register(), unit, today) !== undefined;
    mustBeAskable(asks, {
      hasReported: hasReported(events, unit), isRegistered, isProtected: view.protection !== 'none',
    });
    return this.facts.record(AskCorrection, body, saying, { ...asking, ownership });
  }

  @Post('correction-request-withdrawals')
  @Does(asking.action)
  @CommandDocumented({
    problems: ['other-organisation', 'nothing-to-withdraw'],
    summary: 'Take back what was asked of a school',
  })
  withdraw(@SaidAbout() saying: Saying, @Body() body: WithdrawalBody): Promise<CommandAnswer> {
    return this.facts.recordOnFact(WithdrawCorrectionRequest, body, saying, asking, body.withdraws);
  }

  @Post('correction-answers')
  @Does(answering.action)
  @CommandDocumented({
    problems: ['other-unit', 'correction-request-unknown', 'correction-answered'],
    summary: 'Answer, as the school, what a municipality asked',
    description: 'Where something was wrong or missing, report it instead: that answers the question, too. '
      + 'An answer is withdrawn by an attendance-withdrawal.',
  })
  answer(@SaidAbout() saying: Saying, @Body() body: CorrectionAnswerBody): Promise<CommandAnswer> {
    mustHaveHappened(body.validOn, this.today());
    return this.facts.recordOnFact(AnswerCorrection, body, saying, answering, body.request);
  }

  private today(): CivilDate {
    return civilDateAt(this.api.clock.now());
  }
}

const hasReported = (events: readonly OpenedEvent[], unit: string): boolean =>
  events.filter(isLegible).some((event) => isReportOf(unit, event));
