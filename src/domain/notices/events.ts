import { type Static, Type } from '@sinclair/typebox';
import { eventKind, type EventOf } from '../shared/event.js';
import { CivilDateField, CodeField, MunicipalityField } from '../shared/fields.js';

/** Lists of what is new, each of which somebody looks through on their own. */
export const LISTS = ['follow-up-notices', 'economy-notices', 'new-youths'] as const;
export type List = (typeof LISTS)[number];

/** About no pupil: who has looked stands in the metadata, as for every event. */
export const LookedThrough = eventKind('LookedThrough', {
  version: 1, category: 'look', summary: 'Somebody has seen what a list had up to a place in the ledger.',
  data: {
    validOn: CivilDateField('The day of the look'),
    list: CodeField(LISTS, 'Which list'),
    municipality: Type.Optional(MunicipalityField),
    through: Type.String({
      pattern: '^[0-9A-Za-z._:-]{1,80}$',
      description: 'Ledger position up to which all was seen: `through` of the answer that was shown',
    }),
  },
});

export const lookKinds = [LookedThrough] as const;
export type LookEvent = EventOf<typeof LookedThrough>;
export type LookTaken = Static<typeof LookedThrough.schema>;
