import {
  allocationIn, deviationsIn, price, segmentsIn, usualPrices,
} from '../../../test/support/cost-world.js';
import { disputeDecided, droppedOut, enrolled, NORTH, pathChanged } from '../../../test/support/events.js';

/**
 * A stay on one study path is one claim, also while another path is claimed beside it at the same unit:
 * 111 300 × 59 ÷ 365 = 17 990.96 up to 1 March, and 111 300 × 355 ÷ 365 = 108 250.68 with the 296 days after.
 */

const prices = [...usualPrices, price(2026, { studyPath: 'TE' }, 100_000)];
const twoPaths = [
  enrolled({ validOn: '2026-01-01' }), enrolled({ validOn: '2026-03-01', studyPath: 'TE' }),
  droppedOut({ validOn: '2027-01-01' }),
];
const after = `2026-03-11 2027-01-01 1407 ${NORTH} 90259.72`;

test('a dispute with another path at the unit does not restart the sum, once it is decided', () => {
  const decided = disputeDecided({ validOn: '2026-03-11', unit: NORTH, studyPath: 'NA' });
  const world = { prices, schooling: [...twoPaths, decided] };
  expect(segmentsIn(world)).toEqual([`2026-01-01 2026-03-01 1407 ${NORTH} 17990.96`, after]);
  expect(deviationsIn(world)).toEqual([
    'two-study-paths 2026-03-01 2026-03-11', 'two-study-paths 2026-03-01 2026-03-11',
  ]);
});

test('nor does one that ends with a change back to the path', () => {
  const back = pathChanged({ validOn: '2026-03-11', studyPath: 'NA' });
  expect(segmentsIn({ prices, schooling: [...twoPaths, back] }).at(-1)).toBe(after);
});

test('another path in between restarts it, and so does a new stay', () => {
  const counted = (...schooling: Parameters<typeof allocationIn>[0]['schooling']) =>
    allocationIn({ prices, schooling }).segments.map(({ countedBefore }) => countedBefore);
  const [inJanuary, , out] = twoPaths;
  const away = pathChanged({ validOn: '2026-03-01', studyPath: 'TE' });
  const back = pathChanged({ validOn: '2026-03-11', studyPath: 'NA' });
  expect(counted(inJanuary!, away, back, out!)).toEqual([0, 0, 0]);
  const again = [droppedOut({ validOn: '2026-03-01' }), enrolled({ validOn: '2026-03-02' })];
  expect(counted(inJanuary!, ...again, out!)).toEqual([0, 0]);
});
