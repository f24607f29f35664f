import { type LineRefusal, LONGEST_LINE_BYTES } from './read-line.js';

/** Why a line could not even be read, whatever it was to say. */
export const refusedLine = {
  notUtf8: (line: number): LineRefusal =>
    ({ line, code: 'not-utf8', rule: 'The line is not UTF-8. Save the file as UTF-8 and send it again.' }),
  notJson: (line: number): LineRefusal =>
    ({ line, code: 'json-invalid', rule: 'The line is not valid JSON.' }),
  tooLong: (line: number): LineRefusal =>
    ({ line, code: 'line-too-long', rule: `A line has at most ${LONGEST_LINE_BYTES} bytes.` }),
};
