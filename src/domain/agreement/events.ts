import { type Static, Type } from '@sinclair/typebox';
import { CountingField } from '../cost/counting/counting-rules.js';
import { DayOfYearField } from '../cost/counting/day-of-year.js';
import { REMAINDER, ShareField } from '../funding/events.js';
import { PRICE_RULES, type PriceRule } from '../price-list/price-rules.js';
import { eventKind, type EventOf } from '../shared/event.js';
import { CivilDateField, InstantField, StudyPathField, TargetField, UnitField } from '../shared/fields.js';
import { TextLine } from '../shared/text-line.js';

/** Name of a policy or an agreement: it stands in addresses, and in the clear. */
export const NameField = (description: string) =>
  Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,60}$', description, examples: ['region'] });

const dated = {
  validOn: CivilDateField('First day this holds, until a later one of the same name'),
  reportedAt: Type.Optional(InstantField('When it was decided')),
};
const origin = Type.Optional(TextLine(200, { description: 'Where it was decided' }));

/** A policy (ersättningsregler): how days are counted and paid, as a whole, from a day on. */
export const CostPolicySet = eventKind('CostPolicySet', {
  version: 1, category: 'agreement',
  summary: 'How days are counted and paid under a policy of this name, from a day on.',
  data: {
    ...dated, policy: NameField('Name of the policy; `default` is for all who have no agreement'),
    counting: CountingField,
    augustStartPaysFromJuly: Type.Boolean({
      description: 'Whether who starts in August is paid from 1 July',
    }),
    dropoutDay: Type.Union([Type.Literal('first-unpaid'), Type.Literal('last-paid')], {
      description: 'What the day of a dropout is',
    }),
    documentPays: Type.Union([Type.Literal('through-june'), Type.Literal('to-document-date')], {
      description: 'How far a final document in May or June is paid',
    }),
    confirmBy: DayOfYearField('Last day on which a start confirms a summer placement'),
    correctsYearsBack: Type.Integer({
      minimum: 0, maximum: 20,
      description: 'Calendar years before the current one that corrections reach into',
    }),
    reportsWithinDays: Type.Optional(Type.Integer({
      minimum: 0, maximum: 365,
      description: 'Days in which a school is to report; 30 where nothing is said',
    })),
    extendedStudy: Type.Optional(Type.Union([Type.Literal('paid'), Type.Literal('by-decision')], {
      description: 'Whether study beyond the years of the education is paid; absent means it is',
    })),
    supportLasts: Type.Optional(Type.Union([Type.Literal('twelve-months'), Type.Literal('two-terms')], {
      description: 'How long support of programinriktat val is paid; absent means twelve months',
    })),
    checked: Type.Optional(Type.Object({
      position: Type.String({
        pattern: '^[0-9A-Za-z._:-]{1,80}$', description: 'Ledger position that it was worked out at',
      }),
      ore: Type.Integer({ description: 'What it would move of what was issued, over all payers' }),
    }, {
      additionalProperties: false, description: 'The check that was made before it was decided, if one was',
    })),
    origin,
  },
});

const partyId = Type.String({
  pattern: '^[0-9A-Za-z-]{1,40}$', description: 'Municipality code, or id of a principal',
  examples: ['1480', '1401', '232100-0131'],
});

const paid = {
  payee: Type.Union([Type.Literal('municipal'), Type.Literal('region'), Type.Literal('independent')], {
    description: 'Kind of principal that is paid',
  }),
  payees: Type.Optional(Type.Array(partyId, {
    minItems: 1, maxItems: 400,
    description: 'Only these; absent means every party of the kind, or any independent principal',
  })),
};

/** What an agreement says of one kind of payee. */
export const TermsField = Type.Object({
  ...paid,
  policy: NameField('Policy by which days are counted and paid'),
  priceRule: Type.Optional(Type.Unsafe<PriceRule>(Type.Union(PRICE_RULES.map((rule) => Type.Literal(rule)), {
    description: 'Price rule; absent means the one that the law gives',
  }))),
}, { additionalProperties: false });

/** Places that several pay for, whoever has them (delad finansiering, as of naturbruk). */
export const SharedPlacesField = Type.Object({
  ...paid,
  studyPaths: Type.Array(StudyPathField, {
    minItems: 1, maxItems: 50, description: 'Whole codes or their beginnings',
  }),
  units: Type.Optional(Type.Array(UnitField, {
    minItems: 1, maxItems: 200, description: 'Only at these school units; absent means at any',
  })),
  remainder: REMAINDER,
  others: Type.Array(ShareField, { minItems: 1, maxItems: 9, description: 'Who else pays, and how much' }),
}, { additionalProperties: false });

/** An agreement (samverkansavtal) as it is from a day on: who takes part, at what prices, counted how. */
export const AgreementSet = eventKind('AgreementSet', {
  version: 1, category: 'agreement',
  summary: 'Who takes part in an agreement and on what terms, from a day on.',
  data: {
    ...dated, agreement: NameField('Name of the agreement; its price list has the same'),
    parties: Type.Array(partyId, { minItems: 1, maxItems: 400, description: 'Who takes part' }),
    terms: Type.Array(TermsField, { minItems: 1, maxItems: 20, description: 'The first that fits holds' }),
    shares: Type.Optional(Type.Array(SharedPlacesField, {
      minItems: 1, maxItems: 20, description: 'Places that several pay for; the first that fits holds',
    })),
    endsOn: Type.Optional(CivilDateField('First day it no longer holds')),
    origin,
  },
});

export const AgreementFactWithdrawn = eventKind('AgreementFactWithdrawn', {
  version: 1, category: 'agreement', summary: 'What was set of a policy or an agreement never held.',
  data: {
    validOn: CivilDateField('The day of the withdrawal'),
    reportedAt: Type.Optional(InstantField('When it was decided')), withdraws: TargetField,
    heldFrom: CivilDateField('First day of what is withdrawn'),
  },
});

export const agreementKinds = [CostPolicySet, AgreementSet, AgreementFactWithdrawn] as const;
export type AgreementEvent = EventOf<(typeof agreementKinds)[number]>;
export type CostPolicyVersion = EventOf<typeof CostPolicySet>['data'];
export type SharedPlaces = Static<typeof SharedPlacesField>;
export type AgreementVersion = EventOf<typeof AgreementSet>['data'];
