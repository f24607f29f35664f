import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { readRoutines } from '../../application/kaa/routines.js';
import { SetRules, WithdrawRules } from '../../application/kaa/rules.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { instantOn } from '../../application/ports/clock.js';
import { RULES, rulesShown } from '../../domain/kaa/rules.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { versionsOf } from '../../domain/shared/dated-versions.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { Documented } from '../openapi/documented.js';
import { kaaRulesShape } from '../openapi/kaa-answers.js';
import { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import { YouthQuery } from './kaa-requests.js';
import { RulesBody, rulesExample, RulesWithdrawalBody } from './rules-requests.js';

/** By which rules the region tells who is in the target group, where no law says it. */
@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@Does('set-kaa-rules')
@Controller('v1/kaa/rules')
export class KaaRulesController {
  constructor(
    private readonly commands: CommandBus, @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies,
  ) {}

  @Get()
  @Does('read-kaa-rules')
  @Documented({
    problems: ['other-organisation'], shape: kaaRulesShape, answer: rulesExample,
    summary: 'By which rules the region tells who is in the target group on a day, and all it has set',
    description: 'Where the region has set nothing, values that are assumed hold, and are marked.',
  })
  async rules(@Query() { date }: YouthQuery, @CalledBy() caller: Caller): Promise<object> {
    mustBePermitted(caller, 'read-kaa-rules');
    const on = date ?? civilDateAt(this.api.clock.now());
    const known = await readRoutines(this.api.ledger);
    return {
      on, ...rulesShown(known, on),
      versions: versionsOf(known.rules, RULES).map(({ id, version }) => ({ id, ...version })),
    };
  }

  @Post('versions')
  @CommandDocumented({
    aboutPerson: false,
    summary: 'Say by which rules the region tells who is in the target group, from a day on',
    description: 'All of its rules. Whoever was born on 29 February has the birthday of a common year by the '
      + 'rule of its 28 February; a gap between two educations goes by the rule of its first day. What '
      + 'follows for anybody is told anew, for days past too.',
    problems: ['other-organisation'],
  })
  async set(
    @Body() body: RulesBody, @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'set-kaa-rules');
    const now = instantOn(this.api.clock);
    return new CommandAnswer(await this.commands.execute(new SetRules({ ...body }, context, now)));
  }

  @Post('withdrawals')
  @CommandDocumented({
    aboutPerson: false, summary: 'Withdraw rules that were set and never held',
    problems: ['nothing-to-withdraw', 'other-organisation'],
  })
  async withdraw(
    @Body() body: RulesWithdrawalBody, @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'set-kaa-rules');
    return new CommandAnswer(await this.commands.execute(new WithdrawRules({ ...body }, context)));
  }
}
