import { Type } from '@sinclair/typebox';
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
