import { joined } from './bytes.js';
import { type Ending, type LineReader, type ReadLine, Unreadable } from './read-line.js';

/** By so many bytes it must be clear what kind of file it is. */
const LONGEST_OPENING_BYTES = 65_536;

/** How the rest of a file is read, and where in the opening that begins. */
export interface Recognised {
  readonly reader: LineReader;
  readonly from: number;
}

/** Looks at the opening of a file, a byte order mark apart; undefined if more of it must be seen. */
export type Recognise = (opening: Uint8Array, base: number) => Recognised | undefined;

/**
 * Decides from its opening how a file is to be read, and then reads it. Refuses UTF-16, with or without its
 * mark, and what is empty.
 */
export class Opening implements LineReader {
  private opening: Uint8Array = new Uint8Array(0);
  private reader: LineReader | undefined;

  /** @param unrecognised what to say of a file that never shows what it is; without it, that it is empty */
  constructor(private readonly recognise: Recognise, private readonly unrecognised = emptyFile) {}

  push(piece: Uint8Array): readonly ReadLine[] {
    if (this.reader) return this.reader.push(piece);
    this.opening = joined(this.opening, piece);
    if (this.opening.length < 4) return [];
    const lines = this.begin();
    if (!this.reader && this.opening.length >= LONGEST_OPENING_BYTES) throw this.unrecognised();
    return lines;
  }

  end(): Ending {
    const lines = this.reader ? [] : this.begin();
    if (!this.reader) return { lines, problem: isBlank(this.opening) ? emptyFile() : this.unrecognised() };
    const ending = this.reader.end();
    return { ...ending, lines: [...lines, ...ending.lines] };
  }

  private begin(): readonly ReadLine[] {
    if (isWide(this.opening)) throw wideFile();
    const base = markLength(this.opening);
    const found = this.recognise(this.opening.subarray(base), base);
    this.reader = found?.reader;
    return found?.reader.push(this.opening.subarray(base + found.from)) ?? [];
  }
}

const emptyFile = (): Unreadable => new Unreadable('empty-file', 'The file is empty.');
const wideFile = (): Unreadable =>
  new Unreadable('not-utf8', 'The file is UTF-16, or no text. Save it as UTF-8 and send it again.');

const markLength = ([a, b, c]: Uint8Array): number => (a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0);
const hasWideMark = ([a, b]: Uint8Array): boolean => (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
/** Text begins with ASCII in every form that is read: without a mark, its zeros give UTF-16 away. */
const isWide = (bytes: Uint8Array): boolean => hasWideMark(bytes) || bytes.subarray(0, 4).includes(0);
const isBlankByte = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
const isBlank = (bytes: Uint8Array): boolean => firstByte(bytes.subarray(markLength(bytes))) === undefined;

/** The first byte that is not blank; undefined if there is none yet. */
export const firstByte = (bytes: Uint8Array): number | undefined => bytes.find((byte) => !isBlankByte(byte));
