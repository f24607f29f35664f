import {
  begun, declined, ended, kaaFactWithdrawn, offered, reminded, settled,
} from '../../../test/support/events.js';
import { asFacts, factId, given } from '../../../test/support/given-when-then.js';
import { standing } from '../shared/standing.js';
import { declineMeasure, endMeasure, settleReminder, startMeasure } from './decide-measures.js';
import type { KaaEvent } from './events.js';
import { isUnderWay, measuresIn } from './measures.js';

const offer = factId(1);
const [start, decline, end] = [begun({ offer }), declined({ offer }), ended({ offer })];

const measuresOf = (...events: readonly KaaEvent[]) => measuresIn(standing(asFacts(events)));

describe('a measure', () => {
  test('is offered, begins and ends, and the youth does something after it', () => {
    const after = ended({ offer, occupationAfter: 'upper-secondary' });
    given(offered()).when(startMeasure, start.data).then(start);
    given(offered(), start).when(endMeasure, after.data).then(after);
    expect(measuresOf(offered({ provider: 'municipality' }), start, after)).toEqual([{
      id: offer, measure: 'guidance', provider: 'municipality', offeredOn: '2026-09-14',
      startedOn: '2026-09-21', endedOn: '2026-12-18', why: 'completed', occupationAfter: 'upper-secondary',
    }]);
  });

  test('that was declined may begin later', () => {
    given(offered()).when(declineMeasure, decline.data).then(decline);
    given(offered(), decline).when(startMeasure, start.data).then(start);
  });

  test('that began is not declined, and does not begin again', () => {
    given(offered(), start).when(declineMeasure, decline.data).thenRefused('measure-started', 'offer');
    given(offered(), start).when(startMeasure, begun({ offer, validOn: '2026-10-01' }).data)
      .thenRefused('measure-started', 'offer');
  });

  test('is declined or begins on the day of the offer or later, and never before', () => {
    const [early, sameDay] = ['2026-09-13', '2026-09-14'];
    given(offered()).when(declineMeasure, declined({ offer, validOn: early }).data)
      .thenRefused('measure-not-offered-yet', 'validOn');
    given(offered()).when(startMeasure, begun({ offer, validOn: early }).data)
      .thenRefused('measure-not-offered-yet', 'validOn');
    const atOnce = begun({ offer, validOn: sameDay });
    given(offered()).when(startMeasure, atOnce.data).then(atOnce);
  });

  test('ends on the day it began or later, and never before', () => {
    const endOn = (validOn: string) => ended({ offer, validOn }).data;
    given(offered(), start).when(endMeasure, endOn('2026-09-20'))
      .thenRefused('ends-before-it-begins', 'validOn');
    const sameDay = ended({ offer, validOn: '2026-09-21' });
    given(offered(), start).when(endMeasure, sameDay.data).then(sameDay);
  });

  test('ends once, and only if it began', () => {
    given(offered()).when(endMeasure, end.data).thenRefused('measure-not-under-way', 'offer');
    given(offered(), start, end).when(endMeasure, ended({ offer, why: 'youth-left' }).data)
      .thenRefused('measure-not-under-way', 'offer');
    const withdrawn = kaaFactWithdrawn({ withdraws: factId(3) });
    given(offered(), start, end, withdrawn).when(endMeasure, ended({ offer, why: 'youth-left' }).data)
      .then(ended({ offer, why: 'youth-left' }));
  });

  test('said twice is said once, in whatever state it is', () => {
    given(offered(), start, end).when(endMeasure, end.data).thenNothing();
    given(offered(), start, end).when(startMeasure, start.data).thenNothing();
  });

  test('that nobody offered, or whose offer was withdrawn, is none', () => {
    given().when(startMeasure, start.data).thenRefused('measure-unknown', 'offer');
    given(offered(), kaaFactWithdrawn({ withdraws: offer })).when(startMeasure, start.data)
      .thenRefused('measure-unknown', 'offer');
  });

  test('may overlap with another', () => {
    const other = offered({ measure: 'work-placement', validOn: '2026-09-15' });
    const both = measuresOf(offered(), other, start, begun({ offer: factId(2) }));
    expect(both.map(isUnderWay)).toEqual([true, true]);
  });
});

test('a reminder is settled once it was set', () => {
  const done = settled({ reminder: factId(1) });
  given(reminded()).when(settleReminder, done.data).then(done);
  given(offered()).when(settleReminder, done.data).thenRefused('reminder-unknown', 'reminder');
});
