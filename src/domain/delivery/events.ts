import { Type } from '@sinclair/typebox';
import { eventKind, type EventOf } from '../shared/event.js';
import { UnitField } from '../shared/fields.js';

/** So many school units are noted of a delivery; the country has some 1 300. */
export const MOST_UNITS = 5_000;

/** What a delivery (leverans) contains. */
export const DeliveryKindField = Type.Union([
  Type.Literal('elin'), Type.Literal('population'), Type.Literal('price-list'), Type.Literal('school-units'),
  Type.Literal('school-roll'), Type.Literal('attendance'),
]);

export const DeliveryReceived = eventKind('DeliveryReceived', {
  version: 1, category: 'delivery', summary: 'A delivery of many facts began to arrive.',
  data: { kind: DeliveryKindField },
});

/** Lines that were not taken: which, what field, which rule. Never the value, which may be personal. */
export const LinesRefused = eventKind('LinesRefused', {
  version: 1, category: 'delivery', summary: 'Lines of a delivery that were not taken, with field and rule.',
  data: {
    lines: Type.Array(Type.Object({
      line: Type.Integer({ minimum: 0 }), field: Type.Optional(Type.String({ maxLength: 100 })),
      code: Type.String({ maxLength: 60 }), rule: Type.String({ maxLength: 300 }),
    }, { additionalProperties: false }), { maxItems: 1000 }),
  },
});

const counts = {
  lines: Type.Integer({ minimum: 0 }), taken: Type.Integer({ minimum: 0 }),
  known: Type.Integer({ minimum: 0 }), refused: Type.Integer({ minimum: 0 }),
};

export const DeliveryCompleted = eventKind('DeliveryCompleted', {
  version: 1, category: 'delivery',
  summary: 'Every line of a delivery was read and is taken, known or refused.',
  data: {
    ...counts, sha256: Type.Optional(Type.String()), bytes: Type.Optional(Type.Integer({ minimum: 0 })),
    units: Type.Optional(Type.Array(UnitField, {
      maxItems: MOST_UNITS, description: 'School units that lines of it are of, taken or known already',
    })),
  },
});

export const DeliveryBroken = eventKind('DeliveryBroken', {
  version: 1, category: 'delivery',
  summary: 'A delivery ended before its end; what was taken stays, and sending it again completes it.',
  data: {
    ...counts, code: Type.String({ maxLength: 60 }), rule: Type.String({ maxLength: 300 }),
    uncertain: Type.Optional(Type.Integer({
      minimum: 1, description: 'Lines that were being written as the store failed: taken, or not',
    })),
  },
});

export const deliveryKinds = [DeliveryReceived, LinesRefused, DeliveryCompleted, DeliveryBroken] as const;
export type DeliveryEvent = EventOf<(typeof deliveryKinds)[number]>;
export type DeliveryKind = (typeof DeliveryKindField)['static'];
