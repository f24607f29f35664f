import Sequencer from '@jest/test-sequencer';

/** Suites that start processes, wait for them, and kill them; then those that compute for long. */
const SLOW = [
  '/test/faults/', '/acceptance', '/test/contract/', '/composition', '/properties',
  '/kurrentdb/', '/mongodb/',
];

const rankOf = ({ path }) => {
  const rank = SLOW.findIndex((part) => path.includes(part));
  return rank < 0 ? SLOW.length : rank;
};

/**
 * The order in which suites begin: the slow ones first, so that no worker is left with one at the end. Jest
 * itself knows which are slow only from the run before, and takes large files first until then.
 */
export default class SlowSuitesFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rankOf(one) - rankOf(other));
  }
}
