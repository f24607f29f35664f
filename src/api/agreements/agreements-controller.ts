import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { SetAgreement, WithdrawAgreementFact } from '../../application/agreement/agreements.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { instantOn } from '../../application/ports/clock.js';
import { mustBeKnownIfCode } from '../../domain/shared/known-municipality.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { CommandAnswer } from '../requests/command-answer.js';
import { mustBeName } from '../requests/must-be-name.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import { AgreementBody, agreementIn, AgreementWithdrawalBody } from './agreement-bodies.js';

@ApiTags('Agreements and policies')
@ApiBearerAuth()
@ApiParam({ name: 'agreement', description: 'Name of the agreement', example: 'region' })
@Does('set-agreement')
@Controller('v1/agreements/:agreement')
export class AgreementsController {
  constructor(
    private readonly commands: CommandBus, @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies,
  ) {}

  @Post('versions')
  @CommandDocumented({
    aboutPerson: false, summary: 'Say who takes part in an agreement and on what terms, from a day on',
    description: 'The whole of it: who is no longer named has left. An agreement of one municipality alone '
      + '(on grants to independent schools) may be set by its own economist; others by that of the region.',
    problems: [
      'policy-unknown', 'agreement-ends-before-it-begins', 'party-named-twice', 'payee-not-a-party',
      'payer-not-a-party', 'municipality-unknown', 'other-organisation',
    ],
  })
  async set(
    @Param('agreement') agreement: string, @Body() body: AgreementBody,
    @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    const onlyParty = body.parties.length === 1 ? body.parties : [];
    mustBePermitted(caller, 'set-agreement', { organisations: onlyParty });
    mustBeName(agreement, 'agreement');
    body.parties.forEach((party, index) =>
      mustBeKnownIfCode(party, this.api.isMunicipality, `parties.${index}`));
    const version = { ...agreementIn(body), agreement };
    const now = instantOn(this.api.clock);
    const set = new SetAgreement(version, context, now);
    return new CommandAnswer(await this.commands.execute(set));
  }

  @Post('withdrawals')
  @CommandDocumented({
    aboutPerson: false, summary: 'Withdraw what was set of an agreement and never held',
    problems: ['nothing-to-withdraw', 'other-organisation'],
  })
  async withdraw(
    @Param('agreement') agreement: string, @Body() body: AgreementWithdrawalBody,
    @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'set-agreement');
    mustBeName(agreement, 'agreement');
    const withdrawal = new WithdrawAgreementFact('agreement', agreement, { ...body }, context);
    return new CommandAnswer(await this.commands.execute(withdrawal));
  }
}
