import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { readRoutines, SetRoutine, WithdrawRoutine } from '../../application/kaa/routines.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { instantOn } from '../../application/ports/clock.js';
import { assumedRoutine, type KaaRoutine, signalsIn } from '../../domain/kaa/routine.js';
import type { RoutineVersion } from '../../domain/kaa/routine-events.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { versionOn, versionsOf } from '../../domain/shared/dated-versions.js';
import { mustBeKnown } from '../../domain/shared/known-municipality.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { Documented } from '../openapi/documented.js';
import { kaaRoutineShape } from '../openapi/kaa-answers.js';
import { CommandAnswer } from '../requests/command-answer.js';
import { mustBeMunicipality } from '../requests/must-be-name.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import { YouthQuery } from './kaa-requests.js';
import { RoutineBody, routineExample, RoutineWithdrawalBody } from './routine-requests.js';

/** By which routine each municipality follows up its youths. */
@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@ApiParam({ name: 'municipality', description: 'Municipality code', example: '1480' })
@Does('set-kaa-routine')
@Controller('v1/kaa/routines/:municipality')
export class KaaRoutinesController {
  constructor(
    private readonly commands: CommandBus, @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies,
  ) {}

  @Get()
  @Does('read-kaa-register')
  @Documented({
    problems: ['other-organisation'], shape: kaaRoutineShape, answer: routineExample,
    summary: 'By which routine a municipality follows up on a day, and all it has set',
    description: 'Where a municipality has set nothing, values that are assumed hold, and are marked.',
  })
  async routine(
    @Param('municipality') municipality: string, @Query() { date }: YouthQuery, @CalledBy() caller: Caller,
  ): Promise<object> {
    mustBePermitted(caller, 'read-kaa-register', { organisations: [municipality] });
    mustBeMunicipality(municipality);
    const on = date ?? civilDateAt(this.api.clock.now());
    const { routines } = await readRoutines(this.api.ledger);
    const inForce = versionOn(routines, municipality, on);
    return {
      municipality, on, assumed: inForce === undefined,
      signalsAssumed: inForce?.version.signals === undefined,
      inForce: settingsOf(inForce?.version ?? assumedRoutine),
      versions: versionsOf(routines, municipality).map(({ id, version: { municipality: _whose, ...said } }) =>
        ({ id, ...said })),
    };
  }

  @Post('versions')
  @CommandDocumented({
    aboutPerson: false, summary: 'Say by which routine a municipality follows up, from a day on',
    description: 'All of its settings. What is counted goes by the routine of the day it is counted from.',
    problems: ['step-named-twice', 'ends-before-it-begins', 'municipality-unknown', 'other-organisation'],
  })
  async set(
    @Param('municipality') municipality: string, @Body() body: RoutineBody,
    @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'set-kaa-routine', { organisations: [municipality] });
    mustBeMunicipality(municipality);
    mustBeKnown(municipality, this.api.isMunicipality, 'municipality');
    const { signals } = body;
    const routine: RoutineVersion = {
      ...body, autumn: { ...body.autumn }, ...(signals && { signals: { ...signals } }), municipality,
    };
    const now = instantOn(this.api.clock);
    return new CommandAnswer(await this.commands.execute(new SetRoutine(routine, context, now)));
  }

  @Post('withdrawals')
  @CommandDocumented({
    aboutPerson: false, summary: 'Withdraw a routine that was set and never held',
    problems: ['nothing-to-withdraw', 'other-organisation'],
  })
  async withdraw(
    @Param('municipality') municipality: string, @Body() body: RoutineWithdrawalBody,
    @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'set-kaa-routine', { organisations: [municipality] });
    mustBeMunicipality(municipality);
    const withdrawal = new WithdrawRoutine({ ...body, municipality }, context);
    return new CommandAnswer(await this.commands.execute(withdrawal));
  }
}

const settingsOf = (routine: KaaRoutine): KaaRoutine => {
  const { firstTryDays, contactDays, retryDays, autumn, waitsThrough, steps } = routine;
  return {
    firstTryDays, contactDays, retryDays, autumn, waitsThrough, steps, signals: signalsIn(routine),
  };
};
