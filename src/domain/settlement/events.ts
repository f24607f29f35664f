import { Type } from '@sinclair/typebox';
import { ITEMS } from '../funding/events.js';
import { eventKind, type EventOf } from '../shared/event.js';
import {
  CivilDateField, CodeField, MonthField, PayerField, StudyPathField, UnitField,
} from '../shared/fields.js';
import { TextLine } from '../shared/text-line.js';

const SettlementField = Type.String({ format: 'uuid', description: 'Id of the settlement' });
const CalendarMonthField = MonthField('A calendar month, as yyyy-mm');
const PositionField = Type.String({
  pattern: '^[0-9A-Za-z._:-]{1,80}$', description: 'Ledger position that it was worked out at',
});
const OreField = Type.Integer({ description: 'Öre; less than nothing is a credit' });

/** What a settlement comes to, and what tells whether it would still come to the same. */
export const SettlementTotals = {
  persons: Type.Integer({ minimum: 0, description: 'How many pupils have lines' }),
  lines: Type.Integer({ minimum: 0 }),
  debitOre: Type.Integer({ minimum: 0, description: 'Sum of what is charged' }),
  creditOre: Type.Integer({ maximum: 0, description: 'Sum of what is credited' }),
  digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 over all lines in order' }),
};

const { persons, lines, debitOre, creditOre } = SettlementTotals;
const reason = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,60}$', description: 'Reason as a code, never free text',
});

export const SettlementPrepared = eventKind('SettlementPrepared', {
  version: 1, category: 'settlement',
  summary: 'What a settlement would charge was worked out, for approval.',
  data: {
    settlement: SettlementField,
    validOn: CivilDateField('The day it was worked out on'),
    through: CalendarMonthField,
    position: PositionField,
    ...SettlementTotals,
    rules: Type.Optional(Type.Integer({
      minimum: 1, description: 'Version of the rules that it was reckoned by; absent where it was not noted',
    })),
    reachesBackTo: Type.Optional(MonthField(
      'By decision: the month from which on all is settled, however far policies reach back, as yyyy-mm',
    )),
    reason: Type.Optional({ ...reason, description: 'Why it reaches back further, as a code' }),
    outside: Type.Optional(Type.Object({ persons, lines, debitOre, creditOre }, {
      additionalProperties: false,
      description: 'What is left out, being of months too long ago; absent where nothing is',
    })),
  },
});

export const SettlementApproved = eventKind('SettlementApproved', {
  version: 1, category: 'settlement', summary: 'A second person approved a settlement as it was prepared.',
  data: { settlement: SettlementField, validOn: CivilDateField('The day of the approval') },
});

export const SettlementIssued = eventKind('SettlementIssued', {
  version: 1, category: 'settlement',
  summary: 'Every line of an approved settlement is recorded, and from now on none of them changes.',
  data: {
    settlement: SettlementField, validOn: CivilDateField('The day it was issued'), ...SettlementTotals,
  },
});

export const SettlementAbandoned = eventKind('SettlementAbandoned', {
  version: 1, category: 'settlement',
  summary: 'A settlement that was not issued will not be; lines recorded for it never counted.',
  data: {
    settlement: SettlementField, validOn: CivilDateField('The day it was given up'),
    reason,
  },
});

const PolicyNameField = TextLine(60, { description: 'Policy by name' });

const idOf = (what: string) =>
  Type.Optional(Type.String({ format: 'uuid', description: `Id of the event that set ${what}` }));

const lineKey = {
  month: CalendarMonthField,
  from: CivilDateField('First day'),
  to: CivilDateField('First day that is not part of it any more'),
  payer: PayerField,
  unit: UnitField,
  principal: TextLine(40, { description: 'Id of the principal that is paid' }),
  studyPath: StudyPathField,
  variant: Type.Optional(TextLine(60)),
  item: Type.Optional(CodeField(ITEMS, 'What is paid besides the price of the place, if it is that')),
  days: Type.Integer(),
  ore: OreField,
  vatOre: Type.Optional(Type.Integer({
    description: 'VAT compensation in it; absent where the payee gets none, or where it was not told yet',
  })),
};

export const FirstLineField = Type.Object({
  kind: Type.Literal('first'), ...lineKey,
  perYearOre: Type.Integer({ minimum: 1, description: 'The yearly price it was reckoned at' }),
  priceId: Type.String({ format: 'uuid', description: 'Id of the event that published the price' }),
  priceStanding: Type.Union([Type.Literal('preliminary'), Type.Literal('decided')]),
  counting: TextLine(500, { description: 'How days were counted: rule, version and settings' }),
  policy: PolicyNameField,
  policyId: idOf('the policy'),
  agreement: Type.Optional(TextLine(60, { description: 'Agreement by name' })),
  agreementId: idOf('the agreement'),
  priceRule: Type.Optional(TextLine(60, { description: 'Price rule, where not the usual one' })),
  higherPriceId: idOf('the price that was not taken, being the higher of two'),
  higherPerYearOre: Type.Optional(Type.Integer({ minimum: 1 })),
  share: Type.Optional(TextLine(200, { description: 'Which part is paid, where several pay' })),
  decisionId: Type.Optional(Type.String({
    format: 'uuid', description: 'Id of the event that decided how the place is paid for',
  })),
  paidPercent: Type.Optional(Type.Integer({
    minimum: 1, maximum: 99, description: 'How much of the price is paid by that decision',
  })),
  reason: Type.Optional(Type.Literal('reported-late')),
}, { additionalProperties: false });

export const DifferenceLineField = Type.Object({
  kind: Type.Literal('difference'), ...lineKey,
  reason: Type.Union([
    Type.Literal('removed'), Type.Literal('payer-changed'), Type.Literal('school-changed'),
    Type.Literal('days-changed'), Type.Literal('price-changed'),
  ]),
  refersTo: Type.String({
    pattern: '^[0-9a-f-]{36}-\\d+$', description: 'Id of the line issued first under the same key',
  }),
  policies: Type.Optional(Type.Array(
    Type.Object({ policy: PolicyNameField, policyId: idOf('the policy') }, { additionalProperties: false }),
    { description: 'What it rests on now, or rested on where nothing is left; absent where not told' },
  )),
}, { additionalProperties: false });

/** The lines that one settlement has for one person, in that person's own record of charges. */
export const ChargesRecorded = eventKind('ChargesRecorded', {
  version: 1, category: 'charge', summary: 'The lines of a settlement that are about one person.',
  data: {
    settlement: SettlementField,
    validOn: CivilDateField('The day the settlement was worked out on'),
    position: PositionField,
    lines: Type.Array(Type.Union([FirstLineField, DifferenceLineField]), { minItems: 1, maxItems: 2000 }),
    basis: Type.Optional(Type.Object({
      from: Type.Optional(MonthField('The first month after what was left out; absent where nothing was')),
      through: CalendarMonthField,
      digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 over the paid days' }),
    }, {
      additionalProperties: false,
      description: 'The paid days that all of it rests on, and the months that were settled by them',
    })),
  },
});

export const settlementKinds = [
  SettlementPrepared, SettlementApproved, SettlementIssued, SettlementAbandoned,
] as const;
export const chargeKinds = [ChargesRecorded] as const;
export type SettlementEvent = EventOf<(typeof settlementKinds)[number]>;
export type ChargeEvent = EventOf<(typeof chargeKinds)[number]>;
