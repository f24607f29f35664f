import { decodedUtf8, heldBack, joined } from './bytes.js';
import { type LineRefusal, LONGEST_LINE_BYTES } from './read-line.js';
import { refusedLine } from './refused-lines.js';

const LINE_FEED = 0x0a;

/** A line of text, without its line break. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

/** Cuts bytes into lines of text; a line that is not UTF-8, or too long, costs only itself. */
export class TextLines {
  private held: Uint8Array = new Uint8Array(0);
  private line = 0;
  private isSkipping = false;

  /** @param base where in the file the first byte stands */
  constructor(private base = 0) {}

  /** Where in the file the line begins that is not complete yet. */
  get unfinishedAt(): number {
    return this.base;
  }

  push(piece: Uint8Array): (TextLine | LineRefusal)[] {
    const bytes = joined(this.held, piece);
    const lines: (TextLine | LineRefusal)[] = [];
    const after = bytes.lastIndexOf(LINE_FEED) + 1;
    if (after > 0) this.take(bytes.subarray(0, after - 1), lines);
    this.held = heldBack(bytes, after);
    this.base += after;
    if (this.held.length > LONGEST_LINE_BYTES) this.skip(lines);
    return lines;
  }

  /** The last line, if the file does not end with a line break. */
  end(): (TextLine | LineRefusal)[] {
    const lines: (TextLine | LineRefusal)[] = [];
    if (this.held.length > 0) this.take(this.held, lines);
    return lines;
  }

  /** Lines that are complete: in one piece if all are UTF-8 and none too long, else each by itself. */
  private take(bytes: Uint8Array, lines: (TextLine | LineRefusal)[]): void {
    const text = this.isSkipping || bytes.length > LONGEST_LINE_BYTES ? undefined : decodedUtf8(bytes);
    if (text === undefined) return this.takeEach(bytes, lines);
    for (const part of text.split('\n')) lines.push({ line: this.line += 1, text: withoutReturn(part) });
  }

  private takeEach(bytes: Uint8Array, lines: (TextLine | LineRefusal)[]): void {
    for (let from = 0; from <= bytes.length;) {
      const found = bytes.indexOf(LINE_FEED, from);
      const to = found < 0 ? bytes.length : found;
      if (this.isSkipping) this.isSkipping = false;
      else lines.push(this.one(bytes.subarray(from, to)));
      from = to + 1;
    }
  }

  private one(bytes: Uint8Array): TextLine | LineRefusal {
    this.line += 1;
    if (bytes.length > LONGEST_LINE_BYTES) return refusedLine.tooLong(this.line);
    const text = decodedUtf8(bytes);
    if (text === undefined) return refusedLine.notUtf8(this.line);
    return { line: this.line, text: withoutReturn(text) };
  }

  /** Drops what there is of a line that is too long, up to its end. */
  private skip(lines: (TextLine | LineRefusal)[]): void {
    if (!this.isSkipping) lines.push(refusedLine.tooLong(this.line += 1));
    this.isSkipping = true;
    this.base += this.held.length;
    this.held = new Uint8Array(0);
  }
}

const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);
