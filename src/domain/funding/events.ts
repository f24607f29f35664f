import { Type } from '@sinclair/typebox';
import { eventKind, type EventOf } from '../shared/event.js';
import {
  CivilDateField, CodeField, MunicipalityField, PayerField, ReasonField, SourceField, TargetField, times,
  UnitField,
} from '../shared/fields.js';
import { claimKinds } from './claim-events.js';

const decided = {
  ...times, source: SourceField,
  until: Type.Optional(CivilDateField('The day after the last that it decides; absent: there is no last')),
  reason: Type.String({
    pattern: '^[a-z][a-z0-9-]{0,60}$', description: 'Reason as a code, never free text',
    examples: ['plan-agreed'],
  }),
};

/** A municipality pays for more years than the education has (förlängd studietid, "år fyra"). */
export const ExtendedStudyDecided = eventKind('ExtendedStudyDecided', {
  version: 1, category: 'funding',
  summary: 'A municipality decided to pay for study beyond the years of the education.',
  data: {
    ...decided,
    municipality: { ...MunicipalityField, description: 'Whose decision: holds for days that it pays' },
    percent: Type.Optional(Type.Integer({
      minimum: 1, maximum: 99, description: 'How much of the price is paid; absent means all of it',
    })),
  },
});

/** A payer's part of what a place costs. */
export const ShareField = Type.Object({
  payer: Type.Optional({ ...PayerField, description: 'Who pays it; absent means the home municipality' }),
  parts: Type.Integer({ minimum: 1, maximum: 10_000, description: 'How many parts of the whole' }),
}, { additionalProperties: false });

export const REMAINDER = {
  ...ShareField, description: 'Who pays what is left, and takes what rounding leaves',
};

/** Several pay for one place (delad finansiering, as of naturbruk). */
export const CostSharesDecided = eventKind('CostSharesDecided', {
  version: 1, category: 'funding',
  summary: 'It was decided who pays which part of a place at a school unit.',
  data: {
    ...decided,
    unit: UnitField,
    remainder: REMAINDER,
    others: Type.Array(ShareField, {
      maxItems: 9, description: 'Who else pays, and how much; nobody where it is not shared after all',
    }),
  },
});

/** What is paid besides the price of a place, each in lines of its own. */
export const ITEMS = ['extra-support', 'mother-tongue', 'structural', 'programme-support'] as const;

/** An amount on top: tilläggsbelopp, strukturtillägg, or the part for support of programinriktat val. */
export const AdditionalAmountDecided = eventKind('AdditionalAmountDecided', {
  version: 1, category: 'funding',
  summary: 'A municipality decided to pay an amount besides the price of a place at a school unit.',
  data: {
    ...decided,
    municipality: { ...MunicipalityField, description: 'Whose decision: holds for days that it pays' },
    unit: UnitField,
    item: CodeField(ITEMS, 'What it is for'),
    perYearOre: Type.Integer({
      minimum: 1, maximum: 1_000_000_000, description: 'Öre per year, as the payee is paid',
    }),
  },
});

/** The state pays, and no municipality does. */
export const StateFundingDecided = eventKind('StateFundingDecided', {
  version: 1, category: 'funding', summary: 'The state pays for a pupil, and no municipality does.',
  data: {
    ...decided,
    ground: CodeField(['nordic', 'swede-abroad'], 'Why the state pays'),
    perTermOre: Type.Optional(Type.Integer({
      minimum: 1, maximum: 1_000_000_000,
      description: 'Öre that may be claimed a term, where an amount was decided; else half of the price',
    })),
  },
});

/** Taken in second hand (andrahandsmottagning): after everybody with a right to be considered first. */
export const SecondHandDecided = eventKind('SecondHandDecided', {
  version: 1, category: 'funding',
  summary: 'A place at a school unit is paid for as one taken in second hand.',
  data: { ...decided, unit: UnitField },
});

/** The state compensates a municipality for a pupil who seeks asylum (SFS 2017:193). */
export const AsylumClaimDecided = eventKind('AsylumClaimDecided', {
  version: 1, category: 'funding',
  summary: 'A municipality claims compensation of the state for a pupil who seeks asylum.',
  data: {
    ...decided, municipality: { ...MunicipalityField, description: 'Who claims: for days that it pays' },
  },
});

export const FundingDecisionWithdrawn = eventKind('FundingDecisionWithdrawn', {
  version: 1, category: 'funding', summary: 'What was decided on how a place is paid for does not hold.',
  data: { ...times, source: SourceField, withdraws: TargetField, reason: ReasonField },
});

export const fundingKinds = [
  ExtendedStudyDecided, CostSharesDecided, AdditionalAmountDecided, StateFundingDecided,
  SecondHandDecided, AsylumClaimDecided, ...claimKinds, FundingDecisionWithdrawn,
] as const;
export type FundingEvent = EventOf<(typeof fundingKinds)[number]>;
