import type { ReadView } from '../../application/ports/read-store.js';

/** Reads a collection of rows about persons once, from one person to the next in the order of their ids. */
export class RowsByPerson {
  private rows: { readonly key: string; readonly text: string }[] = [];
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
    const stored = await this.stored();
    return stored && personIn(stored.key);
  }

  /** The rows of a person as they are stored, if theirs come next. */
  async take(person: string): Promise<string[]> {
    const taken: string[] = [];
    let stored = await this.stored();
    while (stored && personIn(stored.key) === person) {
      taken.push(stored.text);
      this.next += 1;
      stored = await this.stored();
    }
    return taken;
  }

  private async stored(): Promise<{ readonly key: string; readonly text: string } | undefined> {
    if (this.next === this.rows.length && !this.isAtEnd) {
      this.rows = await this.view.scanTexts(this.collection, this.reached, this.rowsAtOnce);
      this.next = 0;
      this.isAtEnd = this.rows.length < this.rowsAtOnce;
      this.reached = this.rows.at(-1)?.key ?? this.reached;
    }
    return this.rows[this.next];
  }
}

/** What the keys of all rows of a person begin with, and those of nobody else. */
export const keysOf = (person: string): string => `${person}/`;

/** Whose row has a key. */
export const personIn = (key: string): string => key.slice(0, key.indexOf('/'));

const ROWS_OF_ONE = 50;

/** The rows of one person. */
export const rowsOf = async <R>(view: ReadView, collection: string, person: string): Promise<R[]> => {
  const rows = await new RowsByPerson(view, collection, person, ROWS_OF_ONE).take(person);
  return rows.map((text) => JSON.parse(text) as R);
};
