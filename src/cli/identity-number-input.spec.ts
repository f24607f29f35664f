import { testTerminal } from '../../test/support/test-terminal.js';
import { readIdentityNumber } from './identity-number-input.js';

test('the number comes from a pipe, without a question', async () => {
  const terminal = testTerminal({ input: '\r\n 201001012382 \r\n' });
  expect(await readIdentityNumber(terminal)).toBe('201001012382');
  expect(terminal.printed).toEqual({ out: '', err: '' });
});

test('a person is asked for it, not on standard output', async () => {
  const terminal = testTerminal({ input: '201001012382\n', isTTY: true });
  await readIdentityNumber(terminal);
  expect(terminal.printed).toEqual({ out: '', err: 'Identity number: ' });
});

test('no number is wrong usage', async () => {
  await expect(readIdentityNumber(testTerminal({ input: '\n' }))).rejects.toMatchObject({ exitCode: 2 });
});
