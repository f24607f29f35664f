import type { Category } from '../../../domain/shared/event.js';

const LEDGER_NAME = /^[a-z][a-z0-9_]{0,39}$/;

export const isLedgerName = (text: string): boolean => LEDGER_NAME.test(text);

/**
 * Names of a ledger's streams in a server that others may use too: `<ledger>.<stream>`, so that KurrentDB's
 * own categories (up to the first dash) are `<ledger>.<category>`.
 */
export class StreamNames {
  /** Where the ledger says who it is; no stream of the ledger, so no reader of the ledger meets it. */
  readonly identity: string;
  private readonly prefix: string;

  constructor(readonly ledger: string) {
    if (!isLedgerName(ledger)) throw new TypeError('A ledger is named in lower-case letters, digits and _');
    this.prefix = `${ledger}.`;
    this.identity = `${ledger}-identity`;
  }

  inLog(stream: string): string {
    return this.prefix + stream;
  }

  /** The ledger's name of a stream of the log; undefined for what is not the ledger's. */
  inLedger(stream: string): string | undefined {
    return stream.startsWith(this.prefix) ? stream.slice(this.prefix.length) : undefined;
  }

  /** What the streams of some categories, or of all, begin with in the log. */
  prefixes(categories: readonly Category[] | undefined): string[] {
    return categories?.map((category) => `${this.prefix}${category}-`) ?? [this.prefix];
  }

  /** Whether a stream of the ledger is of one of the categories. */
  wanted(categories: readonly Category[] | undefined): (stream: string) => boolean {
    const beginnings = categories?.map((category) => `${category}-`);
    return (stream) => beginnings?.some((beginning) => stream.startsWith(beginning)) ?? true;
  }
}
