import { Type } from '@sinclair/typebox';
import { DAILY, explainCounting } from '../../domain/cost/counting/counting-rules.js';
import { payerRestsOn, ROUNDING } from '../../domain/cost/line-grounds.js';
import { priceRuleRestsOn } from '../../domain/price-list/price-rules.js';
import {
  CivilDateField, CodeField, MonthField, PayerField, StudyPathField, UnitField,
} from '../../domain/shared/fields.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { LanguageField } from '../requests/language-field.js';
import { DEFAULT_LANGUAGE, type Language } from '../requests/languages.js';
import { KnownAtField } from '../requests/known-at.js';
import { FreshQuery } from '../requests/page-query.js';
import { settlementExamples } from '../settlements/settlement-requests.js';
import { trailExample } from '../trail/trail-requests.js';
import { PrincipalField } from './cost-requests.js';

const optional = { optional: true };

const TEXT_FORMATS = ['json', 'text'] as const;
export type ExplanationFormat = (typeof TEXT_FORMATS)[number];

/** How an explanation is written. */
const ExplanationFormatField = (): PropertyDecorator =>
  Field(CodeField(TEXT_FORMATS, 'For programs, or for people'), optional);

/** Which lines of whom are to be explained. */
export class ExplanationQuery extends FreshQuery {
  @Field(Type.String({ format: 'uuid', description: 'Id of the person, never a number' })) person!: string;
  @Field(MonthField('The calendar month of the lines')) month!: string;
  @Field(PayerField, optional) payer?: string;
  @Field(UnitField, optional) unit?: string;
  @Field(PrincipalField, optional) principal?: string;
  @Field(StudyPathField, optional) studyPath?: string;
  @Field(CivilDateField('The day one looks; today where nothing is said'), optional) lookedAt?: string;
  @Field(KnownAtField, { ...optional, description: 'An instant or a position: as it was known then' })
  knownAt?: string;

  @ExplanationFormatField() format: ExplanationFormat = 'json';
  @LanguageField() language: Language = DEFAULT_LANGUAGE;
}

export class IssuedExplanationQuery extends FreshQuery {
  @ExplanationFormatField() format: ExplanationFormat = 'json';
  @LanguageField() language: Language = DEFAULT_LANGUAGE;
}

const [fact] = trailExample.items;

/** An explained line as the documentation shows it. */
const explainedExample = {
  month: '2026-03', from: '2026-03-01', to: '2026-03-16', days: 15, ore: 457_397, payer: '1481',
  payerBasis: 'registered',
  payerRestsOn: payerRestsOn.registered,
  unit: '94353434', unitName: 'Fria gymnasiet',
  principal: { id: '556000-0001', name: 'Skolbolaget', kind: 'independent' }, studyPath: 'NA', beyondStay: [],
  price: {
    id: EXAMPLE_ID, validOn: '2026-01-01', perYearOre: 11_130_000, standing: 'decided',
    key: { year: 2026, principal: 'independent', studyPath: 'NA' }, origin: 'SKOLFS 2026:7',
    rule: 'home-or-joint-list', asked: ['decision', 'payer', 'agreement', 'general', 'national'],
    restsOn: priceRuleRestsOn['home-or-joint-list'],
  },
  policy: {
    name: 'default', counting: 'DAILY_CALENDAR/1', augustStartPaysFromJuly: true, dropoutDay: 'first-unpaid',
    documentPays: 'through-june', confirmBy: '09-15', correctsYearsBack: 1, reportsWithinDays: 30,
    extendedStudy: 'paid', supportLasts: 'twelve-months',
  },
  counting: explainCounting(DAILY),
  amount: {
    perYearOre: 11_130_000, countedBefore: 59, counted: 15, partsBefore: 59, parts: 74, partsPerYear: 365,
    oreBefore: 1_799_096, oreWith: 2_256_493, restsOn: ROUNDING,
  },
  facts: [fact], withheld: 0,
};

const { items: [line] } = settlementExamples.lines;

export const explanationExamples = {
  json: { person: EXAMPLE_ID, month: '2026-03', lookedAt: '2026-03-16', lines: [explainedExample] },
  issued: {
    line, settlement: settlementExamples.settlement,
    issuedBefore: [line], right: [explainedExample],
    causes: {
      facts: [fact], published: [], gone: [], set: [], registerChanged: false, deadlinePassed: false,
      withheld: 0,
    },
  },
  text: 'Därför är beloppet 4\u00a0573,97\u00a0kr för 2026-03\n',
};
