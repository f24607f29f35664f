import { factId, given } from '../../../test/support/given-when-then.js';
import { event } from '../shared/event.js';
import { recordContact, recordContactAttempt, withdrawKaaFact } from './decide.js';
import { ContactAttempted, ContactMade, KaaFactWithdrawn } from './contact-events.js';

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
