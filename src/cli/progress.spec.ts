import { testTerminal } from '../../test/support/test-terminal.js';
import { counted, progressOn } from './progress.js';

async function* pieces(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(600);
  yield new Uint8Array(400);
}

const sendOn = async (isTTY: boolean): Promise<{ shown: string; out: string; bytes: number }> => {
  const { stderr, printed } = testTerminal({ isTTY });
  const progress = progressOn(Object.assign(stderr, { columns: 200 }), 'elin', 'bytes', 1_000);
  let bytes = 0;
  for await (const piece of counted(pieces(), progress)) bytes += piece.length;
  progress.stop();
  return { shown: printed.err, out: printed.out, bytes };
};

test('bytes are counted as they pass, and pass unchanged', async () => {
  const { shown, bytes } = await sendOn(true);
  expect(shown).toContain('1000/1000 bytes');
  expect(bytes).toBe(1_000);
});

test('nothing is shown where nobody looks', async () => {
  expect(await sendOn(false)).toEqual({ shown: '', out: '', bytes: 1_000 });
});
