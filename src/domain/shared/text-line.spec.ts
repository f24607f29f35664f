import { Value } from '@sinclair/typebox/value';
import { TextLine, textLineRule } from './text-line.js';

const name = TextLine(20, { minLength: 1 });

test.each(['Maja', 'Åse-Märta O’Hara', 'José', 'Nguyễn', '李', 'a\u00a0b', '~', 'x'.repeat(20)])(
  'a line of text: %j', (text) => { expect(Value.Check(name, text)).toBe(true); },
);

test.each([
  ['C0', '\u0000'], ['C0', '\t'], ['C0', '\n'], ['C0', '\u001b'], ['C0', '\u001f'], ['DEL', '\u007f'],
  ['C1', '\u0080'], ['C1', '\u0085'], ['C1', '\u0092'], ['C1', '\u009f'],
])('a control character (%s) is in no line of text, wherever it stands: %j', (_, control) => {
  for (const text of [`${control}Ek`, `E${control}k`, `Ek${control}`]) {
    expect(Value.Check(name, text)).toBe(false);
  }
});

test('its rule tells how long it may be, and of control characters', () => {
  expect(textLineRule(name)).toBe('Write 1 to 20 characters, none of them a control character.');
});
