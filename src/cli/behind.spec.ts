import { testTerminal } from '../../test/support/test-terminal.js';
import { tellBehind } from './behind.js';

const toldOf = (isTTY: boolean, ...lags: readonly number[]): string => {
  const { stderr, printed } = testTerminal({ isTTY });
  tellBehind(stderr, lags.map((lagEvents) => ({ lagEvents })));
  return printed.err;
};

test('whoever looks is told why an answer takes its time, by the read model that is furthest behind', () => {
  expect(toldOf(true, 0, 10_000, 300))
    .toBe('The read models are 10000 events or more behind: what is asked of them waits.\n');
});

test('nothing is told of what is caught up with in a moment, nor where nobody looks', () => {
  expect([toldOf(true, 0, 1_999), toldOf(true), toldOf(false, 10_000)]).toEqual(['', '', '']);
});
