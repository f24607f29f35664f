import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type PriceWithdrawal, type PublishedPrice, publishPrices, withdrawPrice,
} from '../../domain/price-list/decide.js';
import type { PriceListEvent } from '../../domain/price-list/events.js';
import { mustFit, type PriceContext } from '../../domain/price-list/price-context.js';
import { withFacts } from '../../domain/price-list/reaching-back.js';
import { executeInParts } from '../ledger/execute-in-parts.js';
import { factsOf } from '../ledger/facts-of.js';
import { type CommandContext, Ledger, type Receipt } from '../ledger/ledger.js';

/** Adds prices to a list (prislista), known by its name. */
export class PublishPrices extends Command<Receipt> {
  constructor(
    readonly list: string, readonly prices: readonly PublishedPrice[],
    /** What holds of all lists; of the list itself, what is recorded is asked. */
    readonly inForce: PriceContext,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(PublishPrices)
export class PublishPricesHandler implements ICommandHandler<PublishPrices> {
  constructor(private readonly ledger: Ledger) {}

  async execute({ list, prices, inForce, context }: PublishPrices): Promise<Receipt> {
    publishPrices(prices, []); // refuses a list with an impossible price before any of it is recorded
    const content = { command: 'PublishPrices', list, prices };
    return executeInParts(
      this.ledger, this.ledger.plainStream('pricelist', list), { facts: prices, content, context },
      (part, recorded) => {
        const facts = factsOf<PriceListEvent>(recorded);
        if (part[0] === prices[0]) allMustFit(prices, withFacts(inForce, facts)); // once, of the whole
        return publishPrices(part, facts);
      },
    );
  }
}

const allMustFit = (prices: readonly PublishedPrice[], known: PriceContext): void =>
  prices.forEach((price, index) => mustFit(price, known, `prices.${index}.`));

/** A price of a list does not hold and never did. */
export class WithdrawPrice extends Command<Receipt> {
  constructor(readonly list: string, readonly report: PriceWithdrawal, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(WithdrawPrice)
export class WithdrawPriceHandler implements ICommandHandler<WithdrawPrice> {
  constructor(private readonly ledger: Ledger) {}

  execute({ list, report, context }: WithdrawPrice): Promise<Receipt> {
    return this.ledger.execute(
      this.ledger.plainStream('pricelist', list), { command: 'WithdrawPrice', report }, context,
      (recorded) => withdrawPrice(report, factsOf<PriceListEvent>(recorded)),
    );
  }
}
