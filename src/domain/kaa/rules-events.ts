import { Type } from '@sinclair/typebox';
import { LEAP_DAY_BIRTHDAYS } from '../person/birth.js';
import { eventKind, type EventOf } from '../shared/event.js';
import { CivilDateField, CodeField, InstantField, TargetField } from '../shared/fields.js';
import { TextLine } from '../shared/text-line.js';

const ofRegion = {
  validOn: CivilDateField('First day this holds in the whole region, until a later one'),
  reportedAt: Type.Optional(InstantField('When it was decided')),
};

/**
 * By which rules the target group is told where no law says it: all of them, not a change of some. They are
 * the region's, since a youth who moves must not be in the group by the one rule and out of it by another.
 */
export const KaaRulesSet = eventKind('KaaRulesSet', {
  version: 1, category: 'kaaroutine',
  summary: 'By which rules the region tells who is in the target group where no law says it, from a day on.',
  data: {
    ...ofRegion,
    leapDayBirthday: CodeField(
      LEAP_DAY_BIRTHDAYS, 'Birthday, in common years, of those born on 29 February, as mm-dd',
    ),
    gapToleranceDays: Type.Integer({
      minimum: 0, maximum: 365, description: 'Days between two educations that count as none outside',
    }),
    origin: Type.Optional(TextLine(200, { description: 'Where it was decided' })),
  },
});

export const KaaRulesWithdrawn = eventKind('KaaRulesWithdrawn', {
  version: 1, category: 'kaaroutine', summary: 'Rules that the region set never held.',
  data: { ...ofRegion, validOn: CivilDateField('First day of what is withdrawn'), withdraws: TargetField },
});

export const rulesKinds = [KaaRulesSet, KaaRulesWithdrawn] as const;
export type RulesEvent = EventOf<(typeof rulesKinds)[number]>;
export type RulesVersion = EventOf<typeof KaaRulesSet>['data'];
