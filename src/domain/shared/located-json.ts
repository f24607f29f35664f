/** Where something stands in a text, as an editor counts: from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The text is no JSON. */
export class JsonUnreadable extends Error {
  constructor(readonly place: Place, readonly rule: string) {
    super(`Line ${place.line}, column ${place.column}: ${rule}`);
    this.name = 'JsonUnreadable';
  }
}

export interface LocatedJson {
  readonly value: unknown;
  /** Where a value stands, by its JSON pointer; of what is not there, where that would stand in. */
  placeOf(pointer: string): Place;
  /** Where the name of a member stands. */
  placeOfName(pointer: string): Place;
}

const DEEPEST = 20;
const SPACE = /[ \t\r\n]*/y;
const TEXT = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/yu;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/**
 * Reads JSON and remembers where everything stands, for files that people write by hand: whoever is told
 * that something is wrong wants to know where. Throws `JsonUnreadable`. Stricter than JSON in two things: a
 * name that stands twice in an object is an error, since one of the two would count for nothing, and so is a
 * control character in a text.
 */
export const readLocatedJson = (text: string): LocatedJson => {
  const reader = new Reader(text);
  const value = reader.whole();
  return {
    value,
    placeOf: (pointer) => placeAt(text, reader.startOf(reader.values, pointer)),
    placeOfName: (pointer) => placeAt(text, reader.startOf(reader.names, pointer)),
  };
};

const placeAt = (text: string, index: number): Place => {
  const lines = text.slice(0, index).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
};

const within = (pointer: string, name: string | number): string =>
  `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

class Reader {
  /** Where values begin, by their pointers. */
  readonly values = new Map<string, number>();
  readonly names = new Map<string, number>();
  private index = 0;

  constructor(private readonly text: string) {}

  startOf(starts: ReadonlyMap<string, number>, pointer: string): number {
    const known = starts.get(pointer) ?? this.values.get(pointer);
    if (known !== undefined || pointer === '') return known ?? 0;
    return this.startOf(this.values, pointer.slice(0, pointer.lastIndexOf('/')));
  }

  whole(): unknown {
    const value = this.value('', 0);
    this.take(SPACE);
    if (this.index < this.text.length) this.fail('Nothing may follow the end of the object.');
    return value;
  }

  private value(pointer: string, depth: number): unknown {
    this.take(SPACE);
    if (depth > DEEPEST) this.fail(`Objects and lists may stand in each other ${DEEPEST} deep.`);
    this.values.set(pointer, this.index);
    const next = this.text[this.index];
    if (next === '{') return this.object(pointer, depth);
    if (next === '[') return this.list(pointer, depth);
    const scalar = this.take(TEXT) ?? this.take(WORD) ?? this.take(NUMBER);
    return scalar === undefined ? this.fail('A value is missing here.') : JSON.parse(scalar);
  }

  private object(pointer: string, depth: number): object {
    const members = new Map<string, unknown>();
    this.each('}', () => {
      const start = this.index;
      const quoted = this.take(TEXT) ?? this.fail('A name in quotation marks is missing here.');
      const name = JSON.parse(quoted) as string;
      if (members.has(name)) this.fail('The name stands in the object already.', start);
      this.names.set(within(pointer, name), start);
      this.mustCome(':');
      members.set(name, this.value(within(pointer, name), depth + 1));
    });
    return Object.fromEntries(members);
  }

  private list(pointer: string, depth: number): unknown[] {
    const items: unknown[] = [];
    this.each(']', () => { items.push(this.value(within(pointer, items.length), depth + 1)); });
    return items;
  }

  /** Reads what stands with commas between, from the bracket that opens to the one that closes. */
  private each(closing: string, read: () => void): void {
    this.index += 1;
    this.take(SPACE);
    if (this.text[this.index] === closing) return void (this.index += 1);
    for (;;) {
      this.take(SPACE);
      read();
      this.take(SPACE);
      if (this.text[this.index] === closing) return void (this.index += 1);
      this.mustCome(',');
    }
  }

  private mustCome(sign: string): void {
    this.take(SPACE);
    if (this.text[this.index] !== sign) this.fail(`There must be a "${sign}" here.`);
    this.index += 1;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found;
  }

  private fail(rule: string, index = this.index): never {
    throw new JsonUnreadable(placeAt(this.text, index), rule);
  }
}
