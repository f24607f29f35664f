const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const COMMA = 0x2c;
const CLOSE_BRACKET = 0x5d;

/** What a byte means outside of strings. What is not named here cannot stand there. */
const MISPLACED = 0;
const FILLER = 1;
const BEGINS_STRING = 2;
const OPENS = 3;
const CLOSES = 4;
const MEANING = new Uint8Array(256).fill(MISPLACED);
const mean = (characters: string, meaning: number): void => {
  for (const character of characters) MEANING[character.charCodeAt(0)] = meaning;
};
mean(' \t\r\n,:+-.0123456789Etruefalsn', FILLER); // blanks, signs, numbers, true, false, null
mean('"', BEGINS_STRING);
mean('{[', OPENS);
mean('}]', CLOSES);

/** In a string: what ends it, escapes, or (as a line break does) shows that it was never closed. */
const STOPS_STRING = new Uint8Array(256);
STOPS_STRING.fill(1, 0, 0x20);
STOPS_STRING[QUOTE] = 1;
STOPS_STRING[BACKSLASH] = 1;

export type ScanOutcome = 'ended' | 'broken' | 'more';

/** Follows one JSON value to its end, over any number of pieces; looks at braces and quotes, no closer. */
export class ItemScan {
  /** Where the scan stands: after the value, once it has ended. */
  at = 0;
  private depth = 0;
  private inString = false;
  /** Neither object nor array: it ends before a comma, or the bracket that closes the array it is in. */
  private isScalar = false;

  /** @param isItemAt whether a brace begins the next item, which means that this one was never closed */
  constructor(private readonly isItemAt: (bytes: Uint8Array, at: number) => boolean | undefined) {}

  begin(firstByte: number): void {
    this.isScalar = MEANING[firstByte] !== OPENS;
    this.depth = 0;
    this.inString = false;
  }

  /** Goes on from a place up to a limit. With `more`, comes back to `at` when there are more bytes. */
  goOn(bytes: Uint8Array, from: number, limit: number): ScanOutcome {
    this.at = from;
    while (this.at < limit) {
      const outcome = this.passOne(bytes, limit);
      if (outcome) return outcome;
    }
    return 'more';
  }

  private passOne(bytes: Uint8Array, limit: number): ScanOutcome | undefined {
    if (this.inString) return this.passString(bytes, limit);
    return this.isScalar ? this.passScalar(bytes, limit) : this.passStructure(bytes, limit);
  }

  private passString(bytes: Uint8Array, limit: number): ScanOutcome | undefined {
    let at = this.at;
    while (at < limit && STOPS_STRING[bytes[at]!] === 0) at += 1;
    this.at = at;
    if (at === limit) return 'more';
    if (bytes[at] === QUOTE) {
      this.inString = false;
      this.at = at + 1;
      return undefined;
    }
    if (bytes[at] !== BACKSLASH) return 'broken';
    if (at + 1 >= limit) return 'more';
    this.at = at + 2;
    return undefined;
  }

  private passScalar(bytes: Uint8Array, limit: number): ScanOutcome | undefined {
    for (; this.at < limit; this.at += 1) {
      const byte = bytes[this.at]!;
      if (byte === COMMA || byte === CLOSE_BRACKET) return 'ended';
      if (byte !== QUOTE) continue;
      this.inString = true;
      this.at += 1;
      return undefined;
    }
    return 'more';
  }

  private passStructure(bytes: Uint8Array, limit: number): ScanOutcome | undefined {
    let at = this.at;
    let meaning = MISPLACED;
    while (at < limit && (meaning = MEANING[bytes[at]!]!) === FILLER) at += 1;
    this.at = at;
    if (at === limit) return 'more';
    if (meaning === BEGINS_STRING) this.inString = true;
    else if (meaning === OPENS) return this.open(bytes);
    else if (meaning === CLOSES) this.depth -= 1;
    else return 'broken';
    this.at = at + 1;
    return this.depth === 0 ? 'ended' : undefined;
  }

  private open(bytes: Uint8Array): ScanOutcome | undefined {
    if (this.depth > 0 && bytes[this.at] === OPEN_BRACE) {
      const isNext = this.isItemAt(bytes, this.at);
      if (isNext !== false) return isNext ? 'broken' : 'more';
    }
    this.depth += 1;
    this.at += 1;
    return undefined;
  }
}
