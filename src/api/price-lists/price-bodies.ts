import { PriceKeyField, PricePublished, PriceWithdrawn } from '../../domain/price-list/events.js';
import type { PublishedPrice } from '../../domain/price-list/decide.js';
import { PricePartsField } from '../../domain/price-list/price-parts.js';
import { EXAMPLE_ID, Field, FieldOf, ListField, ObjectField } from '../requests/fields.js';

const { year, principal, studyPath, variant, begun, unit, basis, owner } = PriceKeyField.properties;

/** Which placements a price is for. */
class PriceKeyBody {
  @Field(year, { example: 2026 }) year!: number;
  @Field(principal, { description: 'What kind of principal is paid' })
  principal!: PublishedPrice['key']['principal'];
  @Field(studyPath, { example: 'NA' }) studyPath!: string;
  @Field(variant, { example: 'Online' }) variant?: string;
  @Field(begun) begun?: PublishedPrice['key']['begun'];
  @Field(unit, { description: 'One school unit, if it has a price of its own' }) unit?: string;
  @Field(basis, { isShown: false }) basis?: PublishedPrice['key']['basis'];
  @Field(owner, { isShown: false }) owner?: string;
}

const of = PricePartsField.properties;

/** The parts of a yearly price, as far as they are known. */
class PricePartsBody {
  @Field(of.teachingOre) teachingOre?: number;
  @Field(of.learningToolsOre) learningToolsOre?: number;
  @Field(of.pupilHealthOre) pupilHealthOre?: number;
  @Field(of.mealsOre) mealsOre?: number;
  @Field(of.administrationOre) administrationOre?: number;
  @Field(of.premisesOre) premisesOre?: number;
  @Field(of.vatOre) vatOre?: number;
}

/** A price as it is published. */
export class PriceBody {
  @FieldOf(PricePublished, 'validOn', { example: '2026-01-01' }) validOn!: string;
  @FieldOf(PricePublished, 'until', { isShown: false }) until?: string;
  @FieldOf(PricePublished, 'reportedAt') reportedAt?: string;
  @ObjectField(() => PriceKeyBody, { description: 'Which placements it is for' }) key!: PriceKeyBody;
  @FieldOf(PricePublished, 'perYearOre', { example: 11_130_000 }) perYearOre!: number;
  @ObjectField(() => PricePartsBody, { description: 'Its parts, as they were decided', optional: true })
  parts?: PricePartsBody;
  @FieldOf(PricePublished, 'standing', { example: 'decided', description: 'Whether it is decided yet' })
  standing!: PublishedPrice['standing'];
  @FieldOf(PricePublished, 'origin', { example: 'SKOLFS 2026:7' }) origin?: string;
}

export class PricesBody {
  @ListField(() => PriceBody, { description: 'Prices to add to the list', most: 2_000 }) prices!: PriceBody[];
}

export class PriceWithdrawalBody {
  @FieldOf(PriceWithdrawn, 'validOn') validOn!: string;
  @FieldOf(PriceWithdrawn, 'reportedAt') reportedAt?: string;
  @FieldOf(PriceWithdrawn, 'withdraws') withdraws!: string;
}

const difference = {
  perYearOre: 11_500_000, change: 'higher',
  before: { id: EXAMPLE_ID, perYearOre: 11_130_000, standing: 'decided', validOn: '2026-01-01' },
};

/** What a check of a list answers, as the documentation shows it. */
export const priceCheckExample = { refused: [], differences: [{ index: 0, ...difference }], untouched: [] };

/** What a check of a file answers, as the documentation shows it. */
export const priceFileCheckExample = {
  lines: 1, refused: [],
  differences: [{
    line: 2, key: { year: 2026, principal: 'independent', studyPath: 'NA' }, validOn: '2026-01-01',
    ...difference,
  }],
  untouched: [],
};
