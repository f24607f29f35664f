import { type Static, Type } from '@sinclair/typebox';
import { DayOfYearField } from '../cost/counting/day-of-year.js';
import { eventKind, type EventOf } from '../shared/event.js';
import { CivilDateField, CodeField, InstantField, MunicipalityField, TargetField } from '../shared/fields.js';
import { TextLine } from '../shared/text-line.js';
import { ATTEMPT_CHANNELS } from './contact-events.js';

const ofMunicipality = {
  validOn: CivilDateField('First day this holds, until a later one of the same municipality'),
  reportedAt: Type.Optional(InstantField('When it was decided')), municipality: MunicipalityField,
};

const DaysField = (description: string) => Type.Integer({ minimum: 1, maximum: 366, description });

/** The weeks in which most youths come new, and who does not answer is tried again sooner. */
export const AutumnField = Type.Object({
  from: DayOfYearField('First day of the autumn peak'), through: DayOfYearField('Its last day'),
  retryDays: DaysField('Days from an attempt in vain to the next, if it was in the autumn peak'),
}, { additionalProperties: false, description: 'In the autumn, when most come new' });

const countFrom1 = (description: string, maximum: number) =>
  Type.Integer({ minimum: 1, maximum, description });

/** From what on a school is shown what it said of a pupil itself, before the pupil leaves (K-05). */
export const SignalsField = Type.Object({
  absentPercent: countFrom1('Absence, as a share of the time, in percent', 100),
  unexcusedHours: countFrom1('Hours of absence without a valid reason, in one report', 1_000),
  warnings: countFrom1('How many warnings within `withinDays`', 50),
  programmeChanges: countFrom1('How many changes of programme within `withinDays`', 50),
  withinDays: Type.Integer({ minimum: 1, maximum: 1_500, description: 'Days that are looked back' }),
  termBegins: DayOfYearField('The day from which a late start is counted'),
  lateStartDays: DaysField('From how many days after it on a start is late'),
}, { additionalProperties: false, description: 'Thresholds of early signals' });
export type SignalThresholds = Static<typeof SignalsField>;

/** By which routine (rutin) a municipality follows up: all of its settings, not a change of some. */
export const KaaRoutineSet = eventKind('KaaRoutineSet', {
  version: 1, category: 'kaaroutine',
  summary: 'By which routine a municipality follows up its youths, from a day on.',
  data: {
    ...ofMunicipality,
    firstTryDays: DaysField('Days from the first day outside, or the end of waiting, to the first try'),
    contactDays: DaysField('Days from one contact to the next'),
    retryDays: DaysField('Days from an attempt in vain to the next'),
    autumn: AutumnField,
    waitsThrough: DayOfYearField('Last day on which the register waits for those placed for the autumn'),
    steps: Type.Array(CodeField(ATTEMPT_CHANNELS, 'How, or through whom'), {
      minItems: 1, maxItems: 20, description: 'In which order ways of reaching a youth are tried',
    }),
    signals: Type.Optional(SignalsField),
    origin: Type.Optional(TextLine(200, { description: 'Where it was decided' })),
  },
});

export const KaaRoutineWithdrawn = eventKind('KaaRoutineWithdrawn', {
  version: 1, category: 'kaaroutine', summary: 'A routine that a municipality set never held.',
  data: {
    ...ofMunicipality, validOn: CivilDateField('First day of what is withdrawn'), withdraws: TargetField,
  },
});

export const routineKinds = [KaaRoutineSet, KaaRoutineWithdrawn] as const;
export type RoutineEvent = EventOf<(typeof routineKinds)[number]>;
export type RoutineVersion = EventOf<typeof KaaRoutineSet>['data'];
