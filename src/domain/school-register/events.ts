import { Type } from '@sinclair/typebox';
import { eventKind, type EventOf } from '../shared/event.js';
import { CivilDateField, InstantField, MunicipalityField, UnitField } from '../shared/fields.js';
import { TextLine } from '../shared/text-line.js';

/** A school unit (skolenhet) and who runs it (huvudman), from a day on. */
export const UnitRegistered = eventKind('UnitRegistered', {
  version: 1, category: 'schoolregister',
  summary: 'A school unit, its name and its principal, from a day on.',
  data: {
    validOn: CivilDateField('First day this holds'),
    reportedAt: Type.Optional(InstantField('When the register said so')),
    unit: UnitField, name: TextLine(200, { minLength: 1 }),
    principal: Type.Object({
      id: Type.String({
        pattern: '^[0-9A-Za-z-]{1,40}$', description: 'Municipality code or organisation number',
      }),
      name: TextLine(200, { minLength: 1 }),
      kind: Type.Union([Type.Literal('municipal'), Type.Literal('region'), Type.Literal('independent')]),
    }, { additionalProperties: false }),
    municipality: Type.Optional(MunicipalityField),
    closed: Type.Optional(Type.Literal(true, { description: 'From that day on it is closed' })),
  },
});

export const schoolRegisterKinds = [UnitRegistered] as const;
export type SchoolRegisterEvent = EventOf<(typeof schoolRegisterKinds)[number]>;
