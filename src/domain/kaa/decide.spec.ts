import {
  assigned, disclosed, disputed, occupied, planned, reminded, responsible,
} from '../../../test/support/events.js';
import { factId, given } from '../../../test/support/given-when-then.js';
import { event } from '../shared/event.js';
import {
  adoptPlan, assignOfficer, confirmResponsibility, discloseFile, disputeListing, recordContact,
  recordContactAttempt, recordOccupation, setReminder, withdrawKaaFact,
} from './decide.js';
import { ContactAttempted, ContactMade, KaaFactWithdrawn } from './contact-events.js';
import { PlanAdopted } from './plan-events.js';

const report = { validOn: '2026-02-03', source: 'case-worker', municipality: '1480' } as const;
const called = event(ContactAttempted, { ...report, channel: 'phone' });
const met = event(ContactMade, { ...report, channel: 'meeting', initiatedBy: 'municipality' });

test('a contact and an attempt are different things', () => {
  given(called).when(recordContact, met.data).then(met);
});

test('two attempts of one day are two when they were made at different hours', () => {
  const again = { ...called.data, reportedAt: '2026-02-03T15:00:00Z' };
  given(called).when(recordContactAttempt, again).then(event(ContactAttempted, again));
});

test('an attempt said twice is one', () => {
  given(called).when(recordContactAttempt, called.data).thenNothing();
});

test('a withdrawal stays in the file of the municipality', () => {
  given(met).when(withdrawKaaFact, { withdraws: factId(1), source: 'case-worker' })
    .then(event(KaaFactWithdrawn, { ...report, withdraws: factId(1) }));
});

describe('nothing goes into the log that the ordinance does not list', () => {
  test.each(['note', 'reason', 'observed', 'health'])('no %s', (field) => {
    given().when(recordContact, { ...met.data, [field]: 'x' }).thenRefused('field-unknown');
    given().when(recordContactAttempt, { ...called.data, [field]: 'x' }).thenRefused('field-unknown');
  });

  test('no words in place of a code', () => {
    given(met)
      .when(withdrawKaaFact, { withdraws: factId(1), source: 'case-worker', reason: 'Was ill in May' })
      .thenRefused('field-malformed', 'reason');
  });
});

describe('an occupation is what the ordinance lists', () => {
  test('of today, of the past or to come', () => {
    const next = occupied({ validOn: '2026-11-01', occupation: 'military-service' });
    given(occupied()).when(recordOccupation, next.data).then(next);
  });

  test.each(['ill', 'in-treatment', 'in-custody', 'sick-leave'])('never %s', (occupation) => {
    given().when(recordOccupation, { ...occupied().data, occupation: occupation as 'work' })
      .thenRefused('field-malformed', 'occupation');
  });
});

test('an officer is an opaque id, and never a personal number', () => {
  given().when(assignOfficer, assigned().data).then(assigned());
  for (const officer of ['201001012382', 'id:20100101-2382', 'maja.ek@example.org']) {
    given().when(assignOfficer, { ...assigned().data, officer }).thenRefused('field-malformed', 'officer');
  }
});

describe('what ends before it begins is refused', () => {
  test('a confirmed responsibility', () => {
    const said = (until: string) => ({ ...responsible().data, until });
    given().when(confirmResponsibility, said('2026-01-01')).thenRefused('ends-before-it-begins', 'until');
    given().when(confirmResponsibility, said('2026-01-02')).then(responsible({ until: '2026-01-02' }));
  });

  test('the effort of a plan', () => {
    const said = (effortTo: string) => planned({ effortFrom: '2026-09-14', effortTo }).data;
    given().when(adoptPlan, said('2026-09-14')).thenRefused('ends-before-it-begins', 'effortTo');
    given().when(adoptPlan, said('2026-09-15')).then(event(PlanAdopted, said('2026-09-15')));
  });
});

test('a day of follow-up exists', () => {
  given().when(adoptPlan, planned({ followUps: ['2026-09-31'] }).data)
    .thenRefused('date-impossible', 'followUps');
});

test('a plan that says nothing is refused, and one part of it is enough', () => {
  const { goal: _goal, ...bare } = planned().data;
  const empty = { ...bare, followUps: [] };
  given().when(adoptPlan, empty).thenRefused('plan-empty', 'goal');
  given().when(adoptPlan, { ...empty, goal: ' ', youthDoes: '' }).thenRefused('plan-empty', 'goal');
  for (const part of [{ othersDo: 'Gives a testimonial' }, { whyEnded: 'other' as const },
    { followUps: ['2026-10-01'] }, { effortFrom: '2026-09-14' }]) {
    given().when(adoptPlan, { ...empty, ...part }).then(event(PlanAdopted, { ...empty, ...part }));
  }
});

test('the words of a plan have a limit', () => {
  given().when(adoptPlan, planned({ goal: 'x'.repeat(1_001) }).data).thenRefused('field-malformed', 'goal');
});

test('a file is disclosed to another municipality', () => {
  given().when(discloseFile, disclosed().data).then(disclosed());
  given().when(discloseFile, disclosed({ to: '1480' }).data).thenRefused('disclosed-to-itself', 'to');
});

test('whoever should not be on the list is so for a reason, which somebody has to correct', () => {
  given().when(disputeListing, disputed().data).then(disputed());
  given().when(disputeListing, { ...disputed().data, why: 'declined' as 'other' })
    .thenRefused('field-malformed', 'why');
});

test('a reminder is due the day it is set, or later', () => {
  const due = (day: string) => reminded({ validOn: '2026-10-01', due: day });
  given().when(setReminder, due('2026-10-01').data).then(due('2026-10-01'));
  given().when(setReminder, due('2026-09-30').data).thenRefused('due-before-it-is-set', 'due');
});
