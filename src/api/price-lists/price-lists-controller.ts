import { Body, Controller, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { PublishPrices, WithdrawPrice } from '../../application/price-list/prices.js';
import { checkList, type ListCheck } from '../../domain/price-list/check-list.js';
import type { PriceContext } from '../../domain/price-list/price-context.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { priceCheckShape } from '../openapi/answers.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { Documented } from '../openapi/documented.js';
import { CommandAnswer } from '../requests/command-answer.js';
import { Freshness } from '../requests/freshness.js';
import { mustBeName } from '../requests/must-be-name.js';
import { FreshQuery } from '../requests/page-query.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import { priceCheckExample, PricesBody, PriceWithdrawalBody } from './price-bodies.js';

@ApiTags('Price lists and school units')
@ApiBearerAuth()
@ApiParam({ name: 'list', description: 'Name of the list', example: 'riksprislista' })
@Does('publish-prices')
@Controller('v1/price-lists/:list')
export class PriceListsController {
  constructor(
    private readonly commands: CommandBus, private readonly freshness: Freshness,
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies,
  ) {}

  @Post('prices')
  @CommandDocumented({
    aboutPerson: false, summary: 'Add prices to a list, which is made with its first price',
    description: 'A price list in CSV is sent as a delivery: `POST /v1/deliveries/price-list`.',
    problems: [
      'price-outside-its-year', 'price-too-high', 'study-path-too-short', 'programme-unknown',
      'price-owner-unclear', 'municipality-unknown',
      'price-twice', 'price-undated', 'price-gap', 'prices-overlap', 'ends-before-it-begins',
      'price-parts-impossible', 'price-decrease-reaches-back',
    ],
  })
  async publish(
    @Param('list') list: string, @Body() { prices }: PricesBody,
    @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'publish-prices');
    mustBeName(list, 'list');
    const command = new PublishPrices(list, prices, await this.inForce(), context);
    return new CommandAnswer(await this.commands.execute(command));
  }

  @Post('checks')
  @HttpCode(200)
  @Documented({
    summary: 'See what a list would change before it is published; nothing is recorded',
    description: 'Each price against the one in force for the same key on its first day, days that no price '
      + 'would answer for, prices in force that the list does not speak of, and every row that it would be '
      + 'refused for. A list in CSV is checked with `POST /v1/deliveries/price-list/checks`.',
    shape: priceCheckShape, answer: priceCheckExample, problems: ['read-model-behind'],
  })
  async check(
    @Param('list') list: string, @Body() { prices }: PricesBody, @Query() { atLeast }: FreshQuery,
    @CalledBy() caller: Caller,
  ): Promise<ListCheck> {
    mustBePermitted(caller, 'publish-prices');
    mustBeName(list, 'list');
    await this.freshness.reaches(atLeast, 'cost-allocation');
    return checkList(prices, await this.inForce());
  }

  @Post('withdrawals')
  @CommandDocumented({
    aboutPerson: false, summary: 'Withdraw a price that never held', problems: ['nothing-to-withdraw'],
  })
  async withdraw(
    @Param('list') list: string, @Body() body: PriceWithdrawalBody,
    @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'publish-prices');
    mustBeName(list, 'list');
    return new CommandAnswer(await this.commands.execute(new WithdrawPrice(list, { ...body }, context)));
  }

  /** As far as the read models have come. */
  private async inForce(): Promise<PriceContext> {
    const { cost, clock, isMunicipality } = this.api;
    return { prices: await cost.prices(), today: civilDateAt(clock.now()), isMunicipality };
  }
}
