import { refusalOf } from '../../../test/support/given-when-then.js';
import { mustHaveHappened } from './must-have-happened.js';

test('nobody was met or warned tomorrow', () => {
  expect(refusalOf(() => mustHaveHappened('2026-02-04', '2026-02-03')).code).toBe('date-out-of-range');
  expect(() => mustHaveHappened('2026-02-03', '2026-02-03')).not.toThrow();
});
