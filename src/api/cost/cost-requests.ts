import { Type } from '@sinclair/typebox';
import { costDimensions } from '../../domain/cost/cost-sums.js';
import type { Deviation } from '../../domain/cost/deviation.js';
import { deviationKinds, remedies } from '../../domain/cost/remedies.js';
import { priceRules } from '../../domain/price-list/price-rules.js';
import {
  CivilDateField, CodeField, MonthField, PayerField, StudyPathField, UnitField,
} from '../../domain/shared/fields.js';
import { type ExportFormat, FormatField } from '../requests/exported-file.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { AfterField, FEW_ROWS, FreshQuery, LimitField } from '../requests/page-query.js';

const optional = { optional: true };

export const PrincipalField = Type.String({
  pattern: '^[0-9A-Za-z-]{1,40}$', examples: ['1480'], description: 'Principal that is paid',
});

/** Costs of which days are asked for, and of which payer. */
export class DaysQuery extends FreshQuery {
  @Field(MonthField('A calendar month, instead of `from` and `to`'), optional) month?: string;
  @Field(CivilDateField('First day'), optional) from?: string;
  @Field(CivilDateField('The day after the last'), optional) to?: string;
  @Field(CivilDateField('The day one looks; today where nothing is said'), optional) lookedAt?: string;
  @Field(PayerField, optional) payer?: string;
}

/** Which figures are asked for: they are of nobody in particular. */
export class FiguresQuery extends DaysQuery {
  @Field(UnitField, optional) unit?: string;
  @Field(PrincipalField, optional) principal?: string;
  @Field(StudyPathField, optional) studyPath?: string;
}

export class FiguresPageQuery extends FiguresQuery {
  @LimitField() limit = FEW_ROWS;
  @AfterField() after?: string;
}

const PersonField = Type.String({ format: 'uuid', description: 'One person' });

/** Whose costs for which days are asked for. */
export class CostQuery extends FiguresQuery {
  @Field(PersonField, optional) person?: string;
}

/** Which claims on the state are asked for: `payer` claims. */
export class ClaimsPageQuery extends DaysQuery {
  @Field(PersonField, optional) person?: string;
  @LimitField() limit = FEW_ROWS;
  @AfterField() after?: string;
}

export class CostPageQuery extends CostQuery {
  @LimitField() limit = FEW_ROWS;
  @AfterField() after?: string;
}

/** What to tell apart, of some dimensions, with commas. */
export const DimensionsField = (dimensions: readonly string[], example: string): PropertyDecorator =>
  Field(Type.String({
    pattern: `^(${dimensions.join('|')})(,(${dimensions.join('|')}))*$`, examples: [example],
    description: `What to tell apart, with commas: ${dimensions.join(', ')}`,
  }), optional);

/** The dimensions that are written, each once. */
export const dimensionsIn = <D extends string>(by: string): D[] => [...new Set(by.split(','))] as D[];

export class CostSumsQuery extends FiguresPageQuery {
  @DimensionsField(costDimensions, 'payer,principal,programme,month') by = 'payer,principal,programme,month';
}

export class CostFileQuery extends CostQuery {
  @FormatField() format: ExportFormat = 'ndjson';
}

export class DeviationsQuery extends CostPageQuery {
  @Field(CodeField(deviationKinds, 'One kind'), optional)
  kind?: Deviation['kind'];
}

const INDEPENDENT = '556000-0001';
const whose = { payer: '1481', unit: '94353434', principal: INDEPENDENT, studyPath: 'NANAT000N' };
const total = { days: 620, ore: 18_905_760, vatOre: 1_070_120 };
const next = 'q4Zr0Jt5mYbW2cXk';

/** Answers as the documentation shows them. */
export const costExamples = {
  allocation: { items: [{ ...whose, days: 31, ore: 945_288, vatOre: 53_506 }], total, next },
  sums: {
    items: [{ payer: '1481', principal: INDEPENDENT, programme: 'NA', month: '2026-03', ...total }],
    total, next,
  },
  lines: {
    items: [{
      ...whose, person: EXAMPLE_ID, from: '2026-03-01', to: '2026-04-01', days: 31, ore: 945_288,
      payerBasis: 'registered', priceId: EXAMPLE_ID, priceStanding: 'decided', perYearOre: 11_130_000,
      policy: 'default', counting: 'DAILY_CALENDAR/1', vatOre: 53_506,
    }],
    next,
  },
  stateClaims: {
    items: [{
      person: EXAMPLE_ID, on: '2026-03-09', municipality: '1481', unit: '94353434', principal: '1480',
      kind: 'four-weeks', ore: 1_600_000, since: '0001-01-01', until: '9999-12-31',
    }],
    next,
  },
  sentClaims: {
    items: [{
      person: EXAMPLE_ID, id: EXAMPLE_ID, municipality: '1481', claim: 'four-weeks', from: '2026-01-01',
      to: '2026-04-01', ore: 4_800_000, reference: '2026-1234', sentOn: '2026-04-10',
      answeredOn: '2026-06-01', grantedOre: 3_200_000, reason: 'sent-too-late', since: '0001-01-01',
      until: '9999-12-31',
    }],
    next,
  },
  claimTotals: {
    items: [{
      municipality: '1481', ore: 6_400_000, claimedOre: 4_800_000, waitingOre: 0, paidOre: 3_200_000,
      refusedOre: 1_600_000, openOre: 1_600_000,
    }],
  },
  deviations: {
    items: [{
      ...whose, person: EXAMPLE_ID, kind: 'missing-price', from: '2026-03-01', to: '2026-04-01',
      priceRule: 'agreed-list', asked: priceRules['agreed-list'], remedy: remedies['missing-price'],
      newsOn: '9999-12-31', since: '0001-01-01', until: '9999-12-31',
    }],
    next,
  },
  deviationCounts: {
    items: [
      { kind: 'missing-price', deviations: 14, persons: 12, isCharged: false },
      { kind: 'reported-late', deviations: 31, persons: 29, isCharged: true },
    ],
  },
};

const exampleLine = {
  person: EXAMPLE_ID, month: '2026-03', from: '2026-03-01', to: '2026-04-01', payer: '1481',
  payerBasis: 'registered', unit: '94353434', principal: INDEPENDENT, studyPath: 'NANAT000N', variant: null,
  days: 31, ore: 945_288, perYearOre: 11_130_000, countedBefore: 59, counting: 'DAILY_CALENDAR/1',
  priceId: EXAMPLE_ID, priceStanding: 'decided', priceRule: null, higherPriceId: null, higherPerYearOre: null,
  policy: 'default', policyId: null, agreement: null, agreementId: null,
  decisionId: null, paidPercent: null, share: null, item: null, vatOre: 53_506,
};

/** The export of lines as the documentation shows it. */
export const lineFileExamples = {
  'application/x-ndjson': `${JSON.stringify(exampleLine)}\n`,
  'text/csv': `${Object.keys(exampleLine).join(',')}\n${Object.values(exampleLine).join(',')}\n`,
};
