import {
  assigned, attempted, begun, contacted, disclosed, disputed, ended, kaaFactWithdrawn, occupied, offered,
  planned, reminded, settled,
} from '../../../test/support/events.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import { standing } from '../shared/standing.js';
import { dueIn } from './due.js';
import type { KaaEvent } from './events.js';
import { type KaaFile, kaaFileOf, statusOf } from './file.js';

const fileOf = (...events: readonly KaaEvent[]): KaaFile => kaaFileOf(standing(asFacts(events)));

test('of two records of one youth with the same offer and reminder, what is said of either is kept', () => {
  const once = [offered(), reminded()];
  const said = (nth: number): KaaEvent[] =>
    [begun({ offer: factId(nth) }), settled({ reminder: factId(nth + 1) })];
  const file = fileOf(...once, ...said(1));
  expect([file.measures[0]!.startedOn, file.reminders[0]!.settledOn]).not.toContain(undefined);
  expect(fileOf(...once, ...once, ...said(3))).toEqual(file);
});

describe('the status of a youth', () => {
  test('is unknown from the first day, and stays so whatever is tried in vain', () => {
    expect(statusOf(fileOf())).toBe('unknown');
    expect(statusOf(fileOf(attempted(), attempted({ channel: 'home-visit' })))).toBe('unknown');
    expect(statusOf(fileOf(attempted(), occupied()))).toBe('unknown');
  });

  test('is follow-up after two-way contact, and in activity with an occupation or a measure', () => {
    expect(statusOf(fileOf(contacted()))).toBe('follow-up');
    expect(statusOf(fileOf(contacted({ occupation: 'none' })))).toBe('follow-up');
    expect(statusOf(fileOf(contacted({ occupation: 'work' })))).toBe('in-activity');
    const measure = [contacted(), offered(), begun({ offer: factId(2) })];
    expect(statusOf(fileOf(...measure))).toBe('in-activity');
    expect(statusOf(fileOf(...measure, ended({ offer: factId(2) })))).toBe('follow-up');
  });

  test('is unknown again when the contact is withdrawn', () => {
    expect(statusOf(fileOf(contacted(), kaaFactWithdrawn({ withdraws: factId(1) })))).toBe('unknown');
  });

  test('is clarified while the youth, who does nothing known, said last that they want no support', () => {
    const declines = contacted({ outcome: 'wants-no-support' });
    expect(statusOf(fileOf(declines))).toBe('clarified');
    expect(statusOf(fileOf(declines, occupied()))).toBe('in-activity');
    expect(statusOf(fileOf(declines, contacted({ validOn: '2027-01-11' })))).toBe('follow-up');
  });
});

test('occupations are a history: from contacts, by themselves, and after measures; each by its event', () => {
  const { occupations } = fileOf(
    occupied({ validOn: '2026-11-02' }), contacted({ occupation: 'none' }), offered(),
    begun({ offer: factId(3) }), ended({ offer: factId(3), occupationAfter: 'folk-high-school' }),
  );
  expect(occupations).toEqual([
    { id: factId(2), on: '2026-09-10', occupation: 'none' },
    { id: factId(1), on: '2026-11-02', occupation: 'work' },
    { on: '2026-12-18', occupation: 'folk-high-school' },
  ]);
});

test('plans are versions, with what they said and when', () => {
  const { plans } = fileOf(planned({ validOn: '2026-11-02', goal: 'Work' }), planned());
  expect(plans.map(({ on, goal, id }) => [on, goal, id]))
    .toEqual([['2026-09-14', 'Back to school', factId(2)], ['2026-11-02', 'Work', factId(1)]]);
});

test('the last officer is the one, or nobody', () => {
  const other = assigned({ validOn: '2026-10-01', officer: 'officer-9' });
  expect(fileOf(other, assigned()).officer).toBe('officer-9');
  expect(fileOf(assigned(), assigned({ validOn: '2026-10-01', officer: undefined })).officer).toBeUndefined();
});

test('disputes and disclosures stand as they were said', () => {
  const file = fileOf(disputed(), disclosed());
  expect(file.disputes).toEqual([
    { id: factId(1), on: '2026-09-14', source: 'case-worker', why: 'is-in-education', corrects: 'school' },
  ]);
  expect(file.disclosures).toEqual([{ id: factId(2), on: '2027-03-01', to: '1481' }]);
});

describe('what is due', () => {
  const spell = { from: '2026-06-12', to: '2030-01-01' };
  const due = (...events: readonly KaaEvent[]) => dueIn(spell, fileOf(...events));

  test('a first try soon after the spell began, or after the register stopped to wait', () => {
    expect(due()).toBe('2026-06-26');
    expect(dueIn({ ...spell, waitsUntil: '2026-09-16' }, fileOf())).toBe('2026-09-30');
  });

  test('the next contact after a contact, and a try after an attempt in vain, sooner in the autumn', () => {
    expect(due(contacted())).toBe('2026-12-09');
    expect(due(attempted())).toBe('2026-09-20');
    expect(due(attempted({ validOn: '2026-08-14' }))).toBe('2026-09-04');
    expect(due(contacted(), attempted({ validOn: '2026-12-09' }))).toBe('2026-12-30');
  });

  test('a reminder before that, until it is settled', () => {
    const reminder = reminded({ due: '2026-10-01' });
    expect(due(contacted(), reminder)).toBe('2026-10-01');
    expect(due(contacted(), reminder, settled({ reminder: factId(2) }))).toBe('2026-12-09');
    expect(due(contacted(), reminded({ due: '2027-10-01' }))).toBe('2026-12-09');
  });

  test('contacts of an earlier spell do not count, and nothing is due when the spell is over', () => {
    expect(due(contacted({ validOn: '2026-06-11' }))).toBe('2026-06-26');
    expect(dueIn({ ...spell, to: '2026-06-26' }, fileOf())).toBeUndefined();
    expect(dueIn({ ...spell, to: '2026-06-27' }, fileOf())).toBe('2026-06-26');
  });
});
