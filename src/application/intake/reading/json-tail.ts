const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;

/**
 * What follows an array: the rest of the object that it stands in, and then nothing. Whatever else is there
 * was meant to be read, such as a second export in the same file, or items after a bracket too many.
 */
export class JsonTail {
  /** Where in the file something begins that belongs to no document; undefined while nothing does. */
  strayAt: number | undefined;
  private inString = false;
  private isEscaped = false;

  /** @param at where in the file the tail begins; @param depth how many objects are open around the array */
  constructor(private at: number, private depth: number) {}

  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.strayAt !== undefined) return;
      if (this.inString) this.passInString(byte);
      else this.pass(byte);
      this.at += 1;
    }
  }

  private passInString(byte: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else if (byte === QUOTE) this.inString = false;
  }

  private pass(byte: number): void {
    if (this.depth === 0) this.strayAt = isBlank(byte) ? undefined : this.at;
    else if (byte === QUOTE) this.inString = true;
    else if (isOpening(byte)) this.depth += 1;
    else if (isClosing(byte)) this.depth -= 1;
  }
}
