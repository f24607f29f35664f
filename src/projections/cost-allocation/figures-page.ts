import type { Page } from '../../application/ports/read-store.js';
import { type Adding, type Amount, NOTHING } from '../../domain/cost/amounts.js';
import type { PageOf } from './cost-filter.js';

/** A page of figures, and what all of them come to, on whatever page. */
export interface FiguresPage<R> extends Page<R> {
  readonly total: Amount;
}

/** Takes figures in the order of their keys: makes rows of those on a page, and adds up all of them. */
export class PageOfFigures<W extends object> {
  private readonly items: { key: string; document: W & Amount }[] = [];
  private readonly total: Adding = { ...NOTHING };
  private isFull = false;

  constructor(private readonly page: PageOf) {}

  take(key: string, whose: W, { days, ore, vatOre }: Amount): void {
    this.total.days += days;
    this.total.ore += ore;
    this.total.vatOre += vatOre;
    const { limit, after = '' } = this.page;
    if (this.isFull || key <= after) return;
    if (this.items.length === limit) this.isFull = true;
    else this.items.push({ key, document: { ...whose, days, ore, vatOre } });
  }

  made(): FiguresPage<W & Amount> {
    const { items, total } = this;
    return this.isFull ? { items, total, next: items.at(-1)!.key } : { items, total };
  }
}
