import { Body, Controller, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { SetPolicy, WithdrawAgreementFact } from '../../application/agreement/agreements.js';
import { checkPolicy, type PolicyCheck } from '../../application/agreement/check-policy.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { instantOn } from '../../application/ports/clock.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { policyCheckShape } from '../openapi/agreement-answers.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { Documented } from '../openapi/documented.js';
import { CommandAnswer } from '../requests/command-answer.js';
import { Freshness } from '../requests/freshness.js';
import { mustBeName } from '../requests/must-be-name.js';
import { FreshQuery } from '../requests/page-query.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import { agreementExamples, AgreementWithdrawalBody, PolicyBody } from './agreement-bodies.js';

@ApiTags('Agreements and policies')
@ApiBearerAuth()
@ApiParam({ name: 'policy', description: 'Name of the policy', example: 'default' })
@Does('set-agreement')
@Controller('v1/cost-policies/:policy')
export class CostPoliciesController {
  constructor(
    private readonly commands: CommandBus, private readonly freshness: Freshness,
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies,
  ) {}

  @Post('checks')
  @HttpCode(200)
  @Documented({
    summary: 'See what a policy would move of what is issued, before it is decided; nothing is recorded',
    description: 'Per payer and payee, of all settled days from its first: what was issued, what is right '
      + 'now and would be. Everybody is reckoned twice, as for what-if. The next settlement makes the '
      + 'differences, of no more years than `correctsYearsBack`. `position` and the `ore` of the total may '
      + 'be told as `checked` when the policy is set.',
    shape: policyCheckShape, answer: agreementExamples.check,
    problems: [
      'month-measured-twice', 'days-turned-round', 'date-impossible', 'other-organisation',
      'what-if-under-way', 'read-model-behind',
    ],
  })
  async check(
    @Param('policy') policy: string, @Body() body: PolicyBody, @Query() { atLeast }: FreshQuery,
    @CalledBy() caller: Caller,
  ): Promise<PolicyCheck> {
    mustBePermitted(caller, 'set-agreement');
    mustBeName(policy, 'policy');
    await this.freshness.reachesWhatIsIssued(atLeast, 'cost-allocation', 'charges');
    const { whatIf, settlements, charges, store, clock } = this.api;
    const services = { whatIf, settlements, charges, head: () => store.head() };
    return checkPolicy({ ...body, policy }, civilDateAt(clock.now()), services);
  }

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
    const now = instantOn(this.api.clock);
    const set = new SetPolicy({ ...body, policy }, context, now);
    return new CommandAnswer(await this.commands.execute(set));
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
