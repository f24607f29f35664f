import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import { mustBePermitted } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { PublishPrices, WithdrawPrice } from '../../application/price-list/prices.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { Problem } from '../problems/problem.js';
import { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import { PricesBody, PriceWithdrawalBody } from './price-bodies.js';

const LIST = /^[a-z0-9][a-z0-9-]{0,60}$/;

const mustBeList = (list: string): void => {
  if (LIST.test(list)) return;
  const rule = 'Name the list in lower case, with digits and hyphens.';
  throw new Problem('request-invalid', { errors: [{ field: 'list', rule }] });
};

@ApiTags('Price lists and school units')
@ApiBearerAuth()
@ApiParam({ name: 'list', description: 'Name of the list', example: 'riksprislista' })
@Does('publish-prices')
@Controller('v1/price-lists/:list')
export class PriceListsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('prices')
  @CommandDocumented({
    aboutPerson: false, summary: 'Add prices to a list, which is made with its first price',
    description: 'A price list in CSV is sent as a delivery: `POST /v1/deliveries/price-list`.',
    problems: ['price-outside-its-year', 'price-too-high', 'study-path-too-short', 'price-owner-unclear'],
  })
  async publish(
    @Param('list') list: string, @Body() { prices }: PricesBody,
    @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'publish-prices');
    mustBeList(list);
    return new CommandAnswer(await this.commands.execute(new PublishPrices(list, prices, context)));
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
    mustBeList(list);
    return new CommandAnswer(await this.commands.execute(new WithdrawPrice(list, { ...body }, context)));
  }
}
