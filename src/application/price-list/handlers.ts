import { PublishPricesHandler, WithdrawPriceHandler } from './prices.js';

export const priceListHandlers = [PublishPricesHandler, WithdrawPriceHandler];
