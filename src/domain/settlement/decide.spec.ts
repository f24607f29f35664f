import type { CivilDate } from '../shared/civil-date.js';
import { abandonSettlement, approveSettlement, issueSettlement, prepareSettlement } from './decide.js';
import type { SettlementEvent } from './events.js';
import { settledThrough, settlementsIn, type Step, underWay } from './state.js';

const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';
const totals = { persons: 1, lines: 2, debitOre: 945_288, creditOre: 0, digest: 'a'.repeat(64) };
const TODAY: CivilDate = '2026-04-01';

const preparation = (part: object = {}) =>
  ({ settlement: A, validOn: TODAY, through: '2026-03', position: '42', ...totals, ...part });
const approval = { settlement: A, validOn: TODAY, digest: totals.digest };
const issue = { settlement: A, validOn: TODAY, ...totals };
const abandonment = { settlement: A, validOn: TODAY, reason: 'wrong-month' };

const by = (actor: string, events: readonly SettlementEvent[]): Step[] =>
  events.map((event) => ({ event, actor }));

const prepared = by('anna', prepareSettlement(preparation(), [], TODAY));
const approved = [...prepared, ...by('bo', approveSettlement(approval, prepared, 'bo'))];
const issued = [...approved, ...by('bo', issueSettlement(issue, approved))];

const givenUp = [...prepared, ...by('bo', abandonSettlement(abandonment, prepared))];

const stages = (steps: readonly Step[]) =>
  settlementsIn(steps).map(({ settlement, stage }) => [settlement, stage]);

describe('a settlement', () => {
  test('is prepared, approved by a second person, and issued', () => {
    expect([prepared, approved, issued].map((steps) => stages(steps))).toEqual(
      [[[A, 'prepared']], [[A, 'approved']], [[A, 'issued']]]);
    expect([settledThrough(settlementsIn(approved)), settledThrough(settlementsIn(issued))]).toEqual(
      [undefined, '2026-03']);
    expect(underWay(settlementsIn(approved))?.settlement).toBe(A);
  });

  test.each([
    ['prepared', () => prepareSettlement(preparation(), prepared, TODAY)],
    ['approved', () => approveSettlement(approval, approved, 'bo')],
    ['issued', () => issueSettlement(issue, issued)],
    ['given up', () => abandonSettlement(abandonment, givenUp)],
  ])('that is %s twice is nothing new', (_, again) => expect(again()).toEqual([]));

  test('may be prepared again, which takes the place of what nobody approved', () => {
    const again = by('anna', prepareSettlement(preparation({ settlement: B }), prepared, TODAY));
    expect(stages([...prepared, ...again])).toEqual([[A, 'superseded'], [B, 'prepared']]);
    expect(() => approveSettlement(approval, [...prepared, ...again], 'bo')).toThrow('settlement-superseded');
  });

  test('may reach no further than the last one, for corrections alone', () => {
    expect(prepareSettlement(preparation({ settlement: B }), issued, TODAY)).toHaveLength(1);
  });

  test('may reach back further by a decision, which stands in it with its reason', () => {
    const decision = { reachesBackTo: '2023-01', reason: 'court-ruling' };
    const [settlement] = settlementsIn(by('anna', prepareSettlement(preparation(decision), [], TODAY)));
    expect(settlement).toMatchObject(decision);
  });

  test('that is given up leaves the way free for another', () => {
    const steps = [...approved, ...by('anna', abandonSettlement(abandonment, approved))];
    expect(stages(steps)).toEqual([[A, 'abandoned']]);
    expect(prepareSettlement(preparation({ settlement: B }), steps, TODAY)).toHaveLength(1);
    expect(() => issueSettlement(issue, steps)).toThrow('settlement-abandoned');
  });
});

describe('refused is', () => {
  test.each<[string, string, () => unknown]>([
    ['a month that is not over', 'period-open', () => prepareSettlement(preparation(), [], '2026-03-31')],
    ['a month before the last one settled', 'settled-further',
      () => prepareSettlement(preparation({ settlement: B, through: '2026-02' }), issued, TODAY)],
    ['a second one while one is being issued', 'settlement-under-way',
      () => prepareSettlement(preparation({ settlement: B }), approved, TODAY)],
    ['approval by whoever prepared it', 'approval-by-preparer',
      () => approveSettlement(approval, prepared, 'anna')],
    ['approval of what facts have outrun', 'preparation-outrun',
      () => approveSettlement({ ...approval, digest: 'b'.repeat(64) }, prepared, 'bo')],
    ['approval of what nobody prepared', 'settlement-unknown', () => approveSettlement(approval, [], 'bo')],
    ['issuing what nobody approved', 'settlement-not-approved', () => issueSettlement(issue, prepared)],
    ['issuing other lines than were approved', 'settlement-lines-differ',
      () => issueSettlement({ ...issue, lines: 3 }, approved)],
    ['giving up what is issued', 'settlement-issued', () => abandonSettlement(abandonment, issued)],
    ['reaching back without saying why', 'decision-incomplete',
      () => prepareSettlement(preparation({ reachesBackTo: '2024-01' }), [], TODAY)],
    ['a reason for reaching back no further', 'decision-incomplete',
      () => prepareSettlement(preparation({ reason: 'court-ruling' }), [], TODAY)],
    ['reaching back to a month after the last one', 'ends-before-it-begins',
      () => prepareSettlement(preparation({ reachesBackTo: '2026-04', reason: 'slip' }), [], TODAY)],
    ['a month that is none', 'field-malformed',
      () => prepareSettlement(preparation({ through: '2026-13' }), [], TODAY)],
  ])('%s', (_, code, what) => expect(what).toThrow(code));
});
