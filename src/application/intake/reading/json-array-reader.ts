import { decodedUtf8, heldBack, joined, parsedJson } from './bytes.js';
import { type FirstKey, firstKeyAt, findItem, isItemAt, KEY_REACH_BYTES } from './json-first-key.js';
import { ItemScan } from './json-item-scan.js';
import { JsonTail } from './json-tail.js';
import {
  type Ending, type LineReader, type LineRefusal, LONGEST_LINE_BYTES, type ReadLine, Unreadable,
} from './read-line.js';
import { refusedLine } from './refused-lines.js';

const COMMA = 0x2c;
const CLOSE_BRACKET = 0x5d;
const isBlankOrComma = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === COMMA;

type Mode =
  /** Between two items. */
  | 'between'
  /** Inside an item. */
  | 'item'
  /** After a broken item: looking for the beginning of the next. */
  | 'seeking'
  /** After the end of the array. */
  | 'done';

/**
 * Finds the items of a JSON array and parses each, holding no more than one of them. A broken object costs
 * one line: the next one is recognised by its first key, since one program wrote them all (ADR 0010).
 */
export class JsonArrayReader implements LineReader {
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private itemAt = 0;
  private line = 0;
  private mode: Mode = 'between';
  private firstKey: FirstKey | undefined;
  private readonly scan = new ItemScan((bytes, at) => isItemAt(bytes, at, this.firstKey));
  private tail: JsonTail | undefined;

  /**
   * @param base where in the file the first byte after the array's `[` stands, for messages
   * @param depth how many objects are open around the array
   */
  constructor(private base: number, private readonly depth: number) {}

  push(piece: Uint8Array): ReadLine[] {
    if (this.tail) {
      this.tail.push(piece);
      return [];
    }
    this.bytes = joined(this.bytes, piece);
    const lines: ReadLine[] = [];
    while (this.step(lines));
    this.letGo();
    return lines;
  }

  end(): Ending {
    const lines: ReadLine[] = [];
    while (this.mode === 'item' && this.breakItem(lines, this.bytes.length)) while (this.step(lines));
    if (!this.tail) return { lines, problem: this.mode === 'seeking' ? this.unreadable() : this.truncated() };
    return this.tail.strayAt === undefined ? { lines } : { lines, problem: this.more(this.tail.strayAt) };
  }

  /** Goes on as far as one mode goes; false when more bytes are needed. */
  private step(lines: ReadLine[]): boolean {
    switch (this.mode) {
      case 'between': return this.stepBetween();
      case 'item': return this.stepItem(lines);
      case 'seeking': return this.stepSeeking();
      case 'done': return false;
    }
  }

  private stepBetween(): boolean {
    const { bytes } = this;
    while (this.at < bytes.length && isBlankOrComma(bytes[this.at]!)) this.at += 1;
    this.itemAt = this.at;
    if (this.at === bytes.length) return false;
    if (bytes[this.at] === CLOSE_BRACKET) this.beginTail(this.at + 1);
    else this.beginItem(this.at);
    return true;
  }

  private beginTail(at: number): void {
    this.mode = 'done';
    this.tail = new JsonTail(this.base + at, this.depth);
    this.tail.push(this.bytes.subarray(at));
    this.itemAt = this.bytes.length;
  }

  private beginItem(at: number): void {
    this.itemAt = at;
    this.at = at;
    this.mode = 'item';
    this.scan.begin(this.bytes[at]!);
  }

  private stepItem(lines: ReadLine[]): boolean {
    const limit = Math.min(this.bytes.length, this.itemAt + LONGEST_LINE_BYTES);
    const outcome = this.scan.goOn(this.bytes, this.at, limit);
    this.at = this.scan.at;
    if (outcome === 'ended') return this.takeItem(lines);
    if (outcome === 'broken') return this.seekNext(refusedLine.notJson, lines);
    if (this.bytes.length - this.itemAt < LONGEST_LINE_BYTES + KEY_REACH_BYTES) return false;
    return this.breakItem(lines, limit) || this.seekNext(refusedLine.tooLong, lines);
  }

  private takeItem(lines: ReadLine[]): boolean {
    this.firstKey ??= firstKeyAt(this.bytes, this.itemAt);
    const text = decodedUtf8(this.bytes.subarray(this.itemAt, this.at));
    const value = text === undefined ? undefined : parsedJson(text);
    if (text !== undefined && value === undefined && this.breakItem(lines, this.at)) return true;
    this.line += 1;
    if (text === undefined) lines.push(refusedLine.notUtf8(this.line));
    else lines.push(value === undefined ? refusedLine.notJson(this.line) : { line: this.line, value });
    this.mode = 'between';
    return true;
  }

  /** If the next item begins inside of what looked like one: refuses that one and begins the next. */
  private breakItem(lines: ReadLine[], before: number): boolean {
    this.firstKey ??= firstKeyAt(this.bytes, this.itemAt);
    const next = findItem(this.bytes.subarray(0, before), this.itemAt + 1, this.firstKey);
    if (next < 0) return false;
    lines.push(refusedLine.notJson(this.line += 1));
    this.beginItem(next);
    return true;
  }

  private seekNext(refusal: (line: number) => LineRefusal, lines: ReadLine[]): boolean {
    this.firstKey ??= firstKeyAt(this.bytes, this.itemAt);
    lines.push(refusal(this.line += 1));
    this.itemAt += 1;
    this.mode = 'seeking';
    return true;
  }

  private stepSeeking(): boolean {
    const next = findItem(this.bytes, this.itemAt, this.firstKey);
    if (next >= 0) this.beginItem(next);
    else this.itemAt = Math.max(this.itemAt, this.bytes.length - KEY_REACH_BYTES);
    return next >= 0;
  }

  /** Forgets what is done with. */
  private letGo(): void {
    const from = this.itemAt;
    this.bytes = heldBack(this.bytes, from);
    this.base += from;
    this.at = Math.max(0, this.at - from);
    this.itemAt = 0;
  }

  private truncated(): Unreadable {
    const byte = this.base + this.itemAt;
    return new Unreadable('truncated', this.mode === 'item'
      ? `The file ends in the middle of line ${this.line + 1}, which begins at byte ${byte}.`
      : `The file ends at byte ${byte}, after line ${this.line}, before its array is closed.`);
  }

  private more(byte: number): Unreadable {
    const rule = `The list ends after line ${this.line}, and something follows it, from byte ${byte} on, `
      + 'that was not read. Send one document a file.';
    return new Unreadable('more-follows', rule);
  }

  private unreadable(): Unreadable {
    const before = this.base + this.bytes.length;
    const rule = `The file cannot be read from line ${this.line} on, before byte ${before}.`;
    return new Unreadable('unreadable', rule);
  }
}
