import {
  AdditionalAmountDecided, AsylumClaimDecided, CostSharesDecided, ExtendedStudyDecided, SecondHandDecided,
  StateFundingDecided,
} from '../../domain/funding/events.js';
import type { Said } from '../../domain/shared/reported.js';
import { EXAMPLE_ID, Field, FieldOf, ListField, ObjectField } from '../requests/fields.js';
import { FactBody } from '../persons/fact-bodies.js';

/** How far a decision reaches, and why it was made. */
class DecisionBody extends FactBody {
  @FieldOf(ExtendedStudyDecided, 'until', { example: '2027-07-01' }) until?: string;
  @FieldOf(ExtendedStudyDecided, 'reason') reason!: string;
}

/** Study beyond the years of the education that a municipality pays for from `validOn` on. */
export class ExtendedStudyBody extends DecisionBody {
  @FieldOf(ExtendedStudyDecided, 'municipality') municipality!: string;
  @FieldOf(ExtendedStudyDecided, 'percent', { example: 60 }) percent?: number;
}

const { remainder, others } = CostSharesDecided.schema.properties;

/** A payer's part. */
class ShareBody {
  @Field(remainder.properties.payer, { example: '232100-0131' }) payer?: string;
  @Field(remainder.properties.parts, { example: 1 }) parts!: number;
}

/** Most often the home municipality, which goes without a name. */
export class RemainderBody {
  @Field(remainder.properties.payer, { isShown: false }) payer?: string;
  @Field(remainder.properties.parts, { example: 1 }) parts!: number;
}

/** Who pays which part of a place at a school unit from `validOn` on. */
export class CostSharesBody extends DecisionBody {
  @FieldOf(CostSharesDecided, 'unit') unit!: string;
  @ObjectField(() => RemainderBody, { description: remainder.description })
  remainder!: RemainderBody;
  @ListField(() => ShareBody, { description: others.description!, most: others.maxItems!, least: 0 })
  others!: ShareBody[];
}

/** What a municipality pays besides the price of a place from `validOn` on. */
export class AdditionalAmountBody extends DecisionBody {
  @FieldOf(AdditionalAmountDecided, 'municipality') municipality!: string;
  @FieldOf(AdditionalAmountDecided, 'unit') unit!: string;
  @FieldOf(AdditionalAmountDecided, 'item') item!: Said<typeof AdditionalAmountDecided>['item'];
  @FieldOf(AdditionalAmountDecided, 'perYearOre', { example: 5_000_000 }) perYearOre!: number;
}

/** The state pays from `validOn` on. */
export class StateFundingBody extends DecisionBody {
  @FieldOf(StateFundingDecided, 'ground') ground!: Said<typeof StateFundingDecided>['ground'];
  @FieldOf(StateFundingDecided, 'perTermOre', { isShown: false }) perTermOre?: number;
}

/** A place at a school unit is paid for as taken in second hand from `validOn` on. */
export class SecondHandBody extends DecisionBody {
  @FieldOf(SecondHandDecided, 'unit') unit!: string;
}

/** The state compensates the municipality from `validOn` on. */
export class AsylumClaimBody extends DecisionBody {
  @FieldOf(AsylumClaimDecided, 'municipality') municipality!: string;
}

/** Answers as the documentation shows them. */
export const fundingExamples = {
  decisions: {
    items: [{
      id: EXAMPLE_ID, type: 'ExtendedStudyDecided', validOn: '2026-07-01', until: '2027-07-01',
      municipality: '1480', percent: 60, reason: 'plan-agreed', source: 'case-worker',
    }],
  },
};
