import type { ReadView } from '../../application/ports/read-store.js';

/** Reads a collection of rows about persons once, from one person to the next in the order of their ids. */
export class RowsByPerson<R> {
  private rows: { readonly key: string; readonly document: R }[] = [];
  private next = 0;
  private isAtEnd = false;
  private reached: string;

  /** `from` is the first person's id, which every key of theirs begins with. */
  constructor(
    private readonly view: ReadView, private readonly collection: string, from = '',
    private readonly rowsAtOnce = 2_000,
  ) {
    this.reached = from;
  }

  /** Whose rows come next. */
  async head(): Promise<string | undefined> {
    const row = await this.row();
    return row && personIn(row.key);
  }

  /** The rows of a person, if theirs come next. */
  async take(person: string): Promise<R[]> {
    const taken: R[] = [];
    for (let row = await this.row(); row && personIn(row.key) === person; row = await this.row()) {
      taken.push(row.document);
      this.next += 1;
    }
    return taken;
  }

  private async row(): Promise<{ readonly key: string; readonly document: R } | undefined> {
    if (this.next === this.rows.length && !this.isAtEnd) {
      this.rows = await this.view.scan<R>(this.collection, this.reached, this.rowsAtOnce);
      this.next = 0;
      this.isAtEnd = this.rows.length < this.rowsAtOnce;
      this.reached = this.rows.at(-1)?.key ?? this.reached;
    }
    return this.rows[this.next];
  }
}

const personIn = (key: string): string => key.slice(0, key.indexOf('/'));

const ROWS_OF_ONE = 50;

/** The rows of one person. */
export const rowsOf = <R>(view: ReadView, collection: string, person: string): Promise<R[]> =>
  new RowsByPerson<R>(view, collection, person, ROWS_OF_ONE).take(person);
