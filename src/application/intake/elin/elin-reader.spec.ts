import { readAll, utf8 } from '../../../../test/support/pieces.js';
import type { Unreadable } from '../reading/read-line.js';
import { elinReader } from './elin-reader.js';

const EVENTS = [{ Typid: '9', Elev: { Person: {} } }, { Typid: '4', Note: 'Åsa' }];
const LINES = EVENTS.map((value, index) => ({ line: index + 1, value }));

const readText = (text: string | Uint8Array) =>
  readAll(elinReader(), [typeof text === 'string' ? utf8(text) : text]);
const problemOf = (text: string | Uint8Array): string | undefined => {
  try {
    return readText(text).problem?.code;
  } catch (error) {
    return (error as Unreadable).code;
  }
};

describe('an ELIN export is', () => {
  const document = { Fildatum: '2025-12-18 10:00:00', Om: { Handelses: 1 }, Handelses: EVENTS, Slut: true };
  test.each([
    ['a document with a list of events', JSON.stringify(document)],
    ['the same, indented', JSON.stringify(document, null, 2)],
    ['the same, with a byte order mark', `\ufeff${JSON.stringify(document)}`],
    ['a list of events', ` ${JSON.stringify(EVENTS)}`],
    ['one event a line', EVENTS.map((event) => JSON.stringify(event)).join('\n')],
  ])('%s', (_, text) => {
    expect(readText(text)).toEqual({ lines: LINES });
    const singleBytes = [...utf8(text)].map((byte) => Uint8Array.of(byte));
    expect(readAll(elinReader(), singleBytes)).toEqual({ lines: LINES });
  });

  test('a document without events', () => {
    expect(readText('{"Handelses": []}')).toEqual({ lines: [] });
  });
});

test.each([
  ['an empty file', '', 'empty-file'],
  ['blanks alone', ' \r\n\t', 'empty-file'],
  ['a byte order mark alone', '\ufeff', 'empty-file'],
  ['text', 'Handelsedatum;Typid\n', 'not-json'],
  ['an answer with an error', '{"error":"Unauthorized"}', 'wrong-top-level'],
  ['events that are no list', '{"Handelses":{"1":{}}}', 'wrong-top-level'],
  ['a document that never gets to its events', `{"Fildatum":"${'x'.repeat(70_000)}"`, 'not-elin'],
  ['a document cut before its events', '{"Fildatum":"2025-', 'not-elin'],
  ['a list that is cut', '[{"Typid":"9"},{"Typid', 'truncated'],
  ['one event a line, the last cut', '{"Typid":"9"}\n{"Typid', 'truncated'],
  ['UTF-16', Buffer.from('\ufeff{"Handelses":[]}', 'utf16le'), 'not-utf8'],
  ['UTF-16 without its mark', Buffer.from('{"Handelses":[]}', 'utf16le'), 'not-utf8'],
  ['UTF-16 of the other order', Buffer.from('{"Handelses":[]}', 'utf16le').swap16(), 'not-utf8'],
])('%s is refused', (_, text, code) => {
  expect(problemOf(text)).toBe(code);
});
