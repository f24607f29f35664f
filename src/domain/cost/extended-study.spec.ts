import { agreementsOf, policySet } from '../../../test/support/agreements.js';
import { allocationIn, deviationsIn, segmentsIn, type World } from '../../../test/support/cost-world.js';
import {
  droppedOut, enrolled, extendedStudyDecided, fundingWithdrawn, NORTH, registeredIn,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';

/** Study beyond the years of the education: three of them are over on 1 July 2025. */

const year3 = enrolled({ validOn: '2025-01-01', educationBegan: '2022-08-15' });
const out = droppedOut({ validOn: '2026-07-01' });
const byDecision = agreementsOf(policySet('default', { extendedStudy: 'by-decision' }));
const world = (more: Partial<World> = {}): World =>
  ({ schooling: [year3, out], agreements: byDecision, ...more });

const toJuly = `2025-01-01 2025-07-01 1407 ${NORTH} 53804.11`; // 108 500 × 181 ÷ 365

test('is paid like any other as long as no policy says that it takes a decision', () => {
  expect(segmentsIn(world({ agreements: undefined }))).toEqual([
    `2025-01-01 2026-01-01 1407 ${NORTH} 108500.00`, `2026-01-01 2026-07-01 1407 ${NORTH} 55192.60`,
  ]);
});

test('is unpaid and told where a policy asks for a decision and there is none', () => {
  expect(segmentsIn(world())).toEqual([toJuly]);
  expect(deviationsIn(world())).toEqual(['extended-study-undecided 2025-07-01 2026-07-01']);
});

test('is paid by a decision of the municipality that pays, from the day it names', () => {
  const funding = [extendedStudyDecided({ validOn: '2025-09-01', until: '2026-01-01' })];
  expect(segmentsIn(world({ funding }))).toEqual([
    toJuly, `2025-09-01 2026-01-01 1407 ${NORTH} 36265.75`, // 108 500 × 303 ÷ 365, less the line before
  ]);
  expect(deviationsIn(world({ funding }))).toEqual([
    'extended-study-undecided 2025-07-01 2025-09-01', 'extended-study-undecided 2026-01-01 2026-07-01',
  ]);
});

test('may be paid in part, and the line says by which decision', () => {
  const funding = [extendedStudyDecided({ percent: 60 })];
  expect(segmentsIn(world({ funding }))).toEqual([
    toJuly,
    `2025-07-01 2026-01-01 1407 ${NORTH} 32817.53`, // 65 100 × 184 ÷ 365
    `2026-01-01 2026-07-01 1407 ${NORTH} 33115.56`, // 66 780 × 181 ÷ 365
  ]);
  expect(allocationIn(world({ funding })).segments.map(({ decisionId, paidPercent, perYearOre }) =>
    [decisionId, paidPercent, perYearOre])).toEqual([
    [undefined, undefined, 10_850_000], [factId(1), 60, 6_510_000], [factId(1), 60, 6_678_000],
  ]);
  // A decision is heeded too where the policy asks for none.
  expect(segmentsIn(world({ funding, agreements: undefined }))[1]).toContain('32817.53');
});

test('is not paid by the decision of another municipality, nor by one that was withdrawn', () => {
  const moved = [registeredIn(), registeredIn({ validOn: '2026-01-01', municipality: '1481' })];
  const decided = extendedStudyDecided();
  expect(deviationsIn(world({ person: moved, funding: [decided] })))
    .toEqual(['extended-study-undecided 2026-01-01 2026-07-01']);
  expect(segmentsIn(world({ funding: [decided, fundingWithdrawn({ withdraws: factId(1) })] })))
    .toEqual([toJuly]);
});

test('begins no four weeks before it is decided: days that nobody pays are in no count', () => {
  const fourWeeks = agreementsOf(policySet('default', {
    extendedStudy: 'by-decision', counting: { rule: 'PER_STARTED_FOUR_WEEKS', version: 1 },
  }));
  const funding = [extendedStudyDecided({ validOn: '2025-10-01' })];
  const ofYear = segmentsIn(world({ funding, agreements: fourWeeks })).filter((segment) => segment < '2026');
  // 181 days in spring are seven periods; with 92 in autumn, 273 days, the year has ten: three more.
  expect(ofYear).toEqual([
    `2025-01-01 2025-07-01 1407 ${NORTH} 75950.00`, `2025-10-01 2026-01-01 1407 ${NORTH} 32550.00`,
  ]);
});

test('has no beginning in an education without a given length, nor where it began anew', () => {
  const told = (more: object) => deviationsIn(world({
    schooling: [enrolled({ ...year3.data, ...more }), out],
  })).filter((deviation) => deviation.startsWith('extended'));
  expect(told({ studyPath: 'IMA' })).toEqual([]);
  expect(told({ educationBegan: '2023-01-10' })).toEqual(['extended-study-undecided 2025-07-01 2026-07-01']);
  expect(told({ educationBegan: '2023-08-15' })).toEqual([]);
});

test('is told as a day without a payer while nobody pays', () => {
  const nowhere = [registeredIn({ municipality: '9900' })];
  expect(deviationsIn(world({ person: nowhere })))
    .toEqual(['payer-not-a-municipality 2025-01-01 2026-07-01']);
});
