import type { CivilDate } from '../shared/civil-date.js';
import type { Fact } from '../shared/fact-order.js';
import { refuse, refuseIf } from '../shared/refusal.js';
import type { Said } from '../shared/reported.js';
import { standing } from '../shared/standing.js';
import {
  MeasureDeclined, MeasureEnded, MeasureStarted, ReminderSet, ReminderSettled,
} from './case-events.js';
import type { KaaEvent } from './events.js';
import { kaaFile } from './file-rules.js';
import { isUnderWay, type Measure, measuresIn } from './measures.js';

type Recorded = readonly Fact<KaaEvent>[];

/** Rules of what is said of something said before: a measure by its offer, a reminder by its setting. */

export const offerUnknown = (): never => refuse(
  'measure-unknown', 'offer', 'Name the event that offered the measure, in this municipality\'s file.',
);

/** A rule heeds what is new: what is said twice was in order the first time. */
const ofMeasure = <S extends { readonly offer: string }>(
  record: (said: S, recorded: Recorded) => KaaEvent[], rule: (measure: Measure, said: S) => void,
) => (said: S, recorded: Recorded): KaaEvent[] => {
  const events = record(said, recorded);
  if (events.length === 0) return events;
  const measure = measuresIn(standing(recorded)).find(({ id }) => id === said.offer);
  rule(measure ?? offerUnknown(), said);
  return events;
};

const mustBeOffered = ({ offeredOn }: Measure, said: { readonly validOn: CivilDate }): void => refuseIf(
  said.validOn < offeredOn, 'measure-not-offered-yet', 'validOn',
  'Write the day it was offered, or a later one.',
);

export const declineMeasure = ofMeasure(kaaFile.recording(MeasureDeclined), (measure, said) => {
  refuseIf(
    measure.startedOn !== undefined, 'measure-started', 'offer',
    'It began; say that it ended, or withdraw that.',
  );
  mustBeOffered(measure, said);
});

export const startMeasure = ofMeasure(kaaFile.recording(MeasureStarted), (measure, said) => {
  refuseIf(
    measure.startedOn !== undefined, 'measure-started', 'offer',
    'It began already; withdraw that if it is wrong.',
  );
  mustBeOffered(measure, said);
});

export const endMeasure = ofMeasure(
  kaaFile.recording(MeasureEnded),
  (measure, { validOn }) => {
    refuseIf(
      !isUnderWay(measure), 'measure-not-under-way', 'offer',
      'Say first that it began; if it ended already, withdraw that end.',
    );
    refuseIf(
      validOn < measure.startedOn!, 'ends-before-it-begins', 'validOn',
      'Write the day it began, or a later one.',
    );
  },
);

export const reminderUnknown = (): never => refuse(
  'reminder-unknown', 'reminder', 'Name the event that set the reminder, in this municipality\'s file.',
);

const settle = kaaFile.recording(ReminderSettled);

export const settleReminder = (said: Said<typeof ReminderSettled>, recorded: Recorded): KaaEvent[] => {
  const isSet = standing(recorded)
    .some(({ id, event }) => id === said.reminder && event.type === ReminderSet.type);
  return isSet ? settle(said, recorded) : reminderUnknown();
};
