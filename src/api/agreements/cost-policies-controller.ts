import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { SetPolicy, WithdrawAgreementFact } from '../../application/agreement/agreements.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { CommandAnswer } from '../requests/command-answer.js';
import { mustBeName } from '../requests/must-be-name.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import { AgreementWithdrawalBody, PolicyBody } from './agreement-bodies.js';

@ApiTags('Agreements and policies')
@ApiBearerAuth()
@ApiParam({ name: 'policy', description: 'Name of the policy', example: 'default' })
@Does('set-agreement')
@Controller('v1/cost-policies/:policy')
export class CostPoliciesController {
  constructor(private readonly commands: CommandBus) {}

  @Post('versions')
  @CommandDocumented({
    aboutPerson: false, summary: 'Say how days are counted and paid under a policy, from a day on',
    description: 'All of its settings. The policy `default` holds for all who have no agreement.',
    problems: ['month-measured-twice', 'days-turned-round', 'other-organisation'],
  })
  async set(
    @Param('policy') policy: string, @Body() body: PolicyBody,
    @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'set-agreement');
    mustBeName(policy, 'policy');
    return new CommandAnswer(await this.commands.execute(new SetPolicy({ ...body, policy }, context)));
  }

  @Post('withdrawals')
  @CommandDocumented({
    aboutPerson: false, summary: 'Withdraw what was set of a policy and never held',
    problems: ['nothing-to-withdraw', 'other-organisation'],
  })
  async withdraw(
    @Param('policy') policy: string, @Body() body: AgreementWithdrawalBody,
    @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'set-agreement');
    mustBeName(policy, 'policy');
    const withdrawal = new WithdrawAgreementFact('policy', policy, { ...body }, context);
    return new CommandAnswer(await this.commands.execute(withdrawal));
  }
}
