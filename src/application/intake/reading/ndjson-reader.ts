import { parsedJson } from './bytes.js';
import { type Ending, type LineReader, type LineRefusal, type ReadLine, Unreadable } from './read-line.js';
import { refusedLine } from './refused-lines.js';
import { type TextLine, TextLines } from './text-lines.js';

/** One JSON value a line; blank lines count as lines, and say nothing. */
export class NdjsonReader implements LineReader {
  private readonly text: TextLines;

  constructor(base: number) {
    this.text = new TextLines(base);
  }

  push(piece: Uint8Array): ReadLine[] {
    return this.text.push(piece).flatMap(asJson);
  }

  end(): Ending {
    const at = this.text.unfinishedAt;
    const lines = this.text.end().flatMap(asJson);
    const [last] = lines;
    if (!last || !('code' in last) || last.code !== 'json-invalid') return { lines };
    return { lines: [], problem: new Unreadable(
      'truncated', `The file ends in the middle of line ${last.line}, which begins at byte ${at}.`,
    ) };
  }
}

const asJson = (line: TextLine | LineRefusal): ReadLine[] => {
  if ('code' in line) return [line];
  if (line.text.trim() === '') return [];
  const value = parsedJson(line.text);
  return [value === undefined ? refusedLine.notJson(line.line) : { line: line.line, value }];
};
