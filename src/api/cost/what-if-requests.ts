import { Type } from '@sinclair/typebox';
import { AgreementSet, CostPolicySet } from '../../domain/agreement/events.js';
import { CivilDateField, MonthField, PayerField } from '../../domain/shared/fields.js';
import { AgreementBody, PolicyBody } from '../agreements/agreement-bodies.js';
import { PriceBody } from '../price-lists/price-bodies.js';
import { EXAMPLE_ID, Field, FieldOf, ListField, TextsField } from '../requests/fields.js';
import { KnownAtField } from '../requests/known-at.js';
import { PrincipalField } from './cost-requests.js';

const optional = { optional: true };
const notShown = { optional: true, isShown: false };

/** A policy with its name, which elsewhere is in the address. */
class SupposedPolicyBody extends PolicyBody {
  @FieldOf(CostPolicySet, 'policy', { example: 'default' }) policy!: string;
}

class SupposedAgreementBody extends AgreementBody {
  @FieldOf(AgreementSet, 'agreement', { example: 'region' }) agreement!: string;
}

/** What is to be otherwise, for which days. */
export class WhatIfBody {
  @Field(MonthField('A calendar month, instead of `from` and `to`'), optional) month?: string;
  @Field(CivilDateField('First day'), notShown) from?: string;
  @Field(CivilDateField('The day after the last'), notShown) to?: string;
  @Field(CivilDateField('The day one looks; today where nothing is said'), notShown) lookedAt?: string;
  @Field(PayerField, optional) payer?: string;
  @Field(PrincipalField, notShown) principal?: string;
  @ListField(() => SupposedPolicyBody, {
    description: 'Policies as if they were set', most: 100, optional: true,
  })
  policies?: SupposedPolicyBody[];

  @ListField(() => SupposedAgreementBody, {
    description: 'Agreements as if they were set', most: 100, optional: true,
  })
  agreements?: SupposedAgreementBody[];

  @ListField(() => PriceBody, {
    description: 'Prices as if they were published', most: 2_000, optional: true,
  })
  prices?: PriceBody[];

  @TextsField(Type.String({ format: 'uuid', examples: [] }), {
    description: 'Events that set a policy or agreement, or published a price: as if they never had',
    most: 2_000, optional: true,
  })
  without?: string[];

  @Field(Type.Boolean({ description: 'Whether each line that differs is told; sums alone if not' }), {
    ...optional, example: true,
  })
  lines = false;

  @Field(KnownAtField, { ...notShown, description: 'An instant or a position: as it was known then' })
  knownAt?: string;
}

const amounts = (days: number, ore: number, vatOre: number) => ({ days, ore, vatOre });
const difference = { ore: -17_788, vatOre: -1_006 };
const sides = { asIs: amounts(31, 945_288, 53_506), whatIf: amounts(31, 927_500, 52_500), ...difference };
const all = {
  ...difference, asIs: amounts(620, 18_905_760, 1_070_120), whatIf: amounts(620, 18_887_972, 1_069_114),
};

const records = [
  { is: 'progress', persons: 0, of: 4_917 },
  {
    is: 'line', person: EXAMPLE_ID, month: '2026-03', payer: '1481', unit: '94353434',
    principal: '556000-0001', studyPath: 'NANAT000N', ...sides,
  },
  { is: 'progress', persons: 4_917, of: 4_917 },
  { is: 'sum', payer: '1481', principal: '556000-0001', ...sides },
  { is: 'total', persons: 4_917, changedPersons: 3_102, ...all },
];

/** The answer as the documentation shows it. */
export const whatIfExamples = {
  'application/x-ndjson': records.map((record) => `${JSON.stringify(record)}\n`).join(''),
};
