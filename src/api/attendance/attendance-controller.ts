import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import {
  EndAbsence, ExceptAbsence, ExplainSign, GiveWarning, RecordAbsence, RecordNoShow, ReportAbsenceShare,
  WithdrawAttendanceFact,
} from '../../application/attendance/attendance.js';
import { mustBeEvidence } from '../../domain/attendance/signs.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { mustHaveHappened } from '../../domain/shared/must-have-happened.js';
import type { SignRow } from '../../projections/kaa/collections.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { WithdrawalBody } from '../persons/fact-bodies.js';
import { type Claim, FactRecorder } from '../persons/fact-recorder.js';
import { AboutPerson, SaidAbout, type Saying } from '../persons/said-about.js';
import type { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import {
  AbsenceBody, AbsenceEndBody, AbsenceExceptionBody, AbsenceShareBody, NoShowBody, SignExplanationBody,
  WarningBody,
} from './attendance-bodies.js';

const atUnit = { problems: ['other-unit'] } as const;
const thatHappened = { problems: ['other-unit', 'date-out-of-range'] } as const;

const atSchool = (unit: string): Claim =>
  ({ action: 'record-schooling-fact', source: 'school-system', ownership: { units: [unit] } });

/** A school looks into the signs of its unit, a municipality into those of its youths and of nobody's. */
const isOf = ({ unit, municipality }: SignExplanationBody) => (sign: SignRow): boolean =>
  (unit === undefined || sign.unit === unit)
  && (municipality === undefined || ['', municipality].includes(sign.municipality));

/** Whether somebody is where a school has said; signs that they are not are in `v1/kaa/signs`. */
@ApiTags('Attendance')
@ApiBearerAuth()
@AboutPerson()
@Does('record-schooling-fact')
@Controller('v1/persons/:person')
export class AttendanceController {
  constructor(
    private readonly facts: FactRecorder, @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies,
  ) {}

  @Post('no-shows')
  @CommandDocumented({
    ...thatHappened, summary: 'Report that somebody who was admitted did not come to the first term start',
    description: 'A sign from the third day on, and no end: who never came is reported as a forfeited place.',
  })
  noShow(@SaidAbout() saying: Saying, @Body() body: NoShowBody): Promise<CommandAnswer> {
    this.mustHaveHappened(body);
    return this.facts.record(RecordNoShow, body, saying, atSchool(body.unit));
  }

  @Post('absences')
  @CommandDocumented({
    ...thatHappened, summary: 'Report that a pupil is away from a day on without a valid reason',
    description: 'A sign once it has lasted for more than a month in a row; the end is an absence decision.',
  })
  absence(@SaidAbout() saying: Saying, @Body() body: AbsenceBody): Promise<CommandAnswer> {
    this.mustHaveHappened(body);
    return this.facts.record(RecordAbsence, body, saying, atSchool(body.unit));
  }

  @Post('absence-ends')
  @CommandDocumented({ ...atUnit, summary: 'Report that a pupil is back, or has a valid reason' })
  absenceEnd(@SaidAbout() saying: Saying, @Body() body: AbsenceEndBody): Promise<CommandAnswer> {
    return this.facts.record(EndAbsence, body, saying, atSchool(body.unit));
  }

  @Post('absence-exceptions')
  @CommandDocumented({
    ...atUnit,
    summary: 'Record that the rector decided, for exceptional reasons, that an absent pupil goes on',
    description: 'It ends the sign. That it stands against an end is said as an absence decision.',
  })
  absenceException(
    @SaidAbout() saying: Saying, @Body() body: AbsenceExceptionBody,
  ): Promise<CommandAnswer> {
    return this.facts.record(ExceptAbsence, body, saying, atSchool(body.unit));
  }

  @Post('absence-shares')
  @CommandDocumented({
    problems: [...thatHappened.problems, 'ends-before-it-begins'],
    summary: 'Report how much of the time a pupil was away in a period',
    description: 'It may raise an early signal, which the school alone sees until the pupil leaves.',
  })
  absenceShare(@SaidAbout() saying: Saying, @Body() body: AbsenceShareBody): Promise<CommandAnswer> {
    this.mustHaveHappened(body);
    return this.facts.record(ReportAbsenceShare, body, saying, atSchool(body.unit));
  }

  @Post('warnings')
  @CommandDocumented({
    ...thatHappened, summary: 'Report that the school warned a pupil',
    description: 'Several may raise an early signal, which the school alone sees until the pupil leaves.',
  })
  warning(@SaidAbout() saying: Saying, @Body() body: WarningBody): Promise<CommandAnswer> {
    this.mustHaveHappened(body);
    return this.facts.record(GiveWarning, body, saying, atSchool(body.unit));
  }

  @Post('attendance-withdrawals')
  @CommandDocumented({
    problems: ['other-unit', 'nothing-to-withdraw'],
    summary: 'Withdraw a fact about attendance that never held',
  })
  withdraw(@SaidAbout() saying: Saying, @Body() body: WithdrawalBody): Promise<CommandAnswer> {
    return this.facts.withdraw(WithdrawAttendanceFact, body, saying);
  }

  @Post('sign-explanations')
  @Does('explain-sign')
  @CommandDocumented({
    problems: ['other-unit', 'other-organisation', 'whose-word-unclear', 'sign-unknown'],
    summary: 'Tick off a sign that somebody is at no school, with what is behind it',
    description: 'It names the evidence of the sign, which comes back as soon as there is other evidence. A '
      + 'school names its unit, an officer the municipality.',
  })
  async explain(@SaidAbout() saying: Saying, @Body() body: SignExplanationBody): Promise<CommandAnswer> {
    const { unit, municipality } = body;
    const claim: Claim = {
      action: 'explain-sign', source: unit === undefined ? 'case-worker' : 'school-system',
      ownership: { units: [unit], organisations: [municipality] },
    };
    mustBePermitted(saying.caller, claim.action, claim.ownership);
    const person = await this.api.vault.canonicalPerson(saying.person);
    const signs = (await this.api.kaa.signsOf(person)).filter(isOf(body));
    mustBeEvidence(body.evidence, signs);
    return this.facts.record(ExplainSign, body, saying, claim);
  }

  private mustHaveHappened({ validOn }: { readonly validOn: string }): void {
    mustHaveHappened(validOn, civilDateAt(this.api.clock.now()));
  }
}
