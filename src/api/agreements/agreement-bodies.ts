import {
  AgreementFactWithdrawn, AgreementSet, type AgreementVersion, CostPolicySet, type CostPolicyVersion,
  type SharedPlaces, SharedPlacesField, TermsField,
} from '../../domain/agreement/events.js';
import { settingMarks } from '../../domain/cost/setting-marks.js';
import { RemainderBody } from '../funding/funding-bodies.js';
import {
  EXAMPLE_ID, Field, FieldOf, ListField, NumberField, ObjectField, TextsField,
} from '../requests/fields.js';

const { checked } = CostPolicySet.schema.properties;

/** The check that was made before. */
class CheckedBody {
  @Field(checked.properties.position, { isShown: false }) position!: string;
  @NumberField(checked.properties.ore, { isShown: false }) ore!: number;
}

/** A policy as it is from a day on; its name is in the address. */
export class PolicyBody {
  @FieldOf(CostPolicySet, 'validOn', { example: '2026-01-01' }) validOn!: string;
  @FieldOf(CostPolicySet, 'reportedAt', { isShown: false }) reportedAt?: string;
  @FieldOf(CostPolicySet, 'counting', { example: { rule: 'SNAPSHOT', version: 1, day: 15 } })
  counting!: CostPolicyVersion['counting'];

  @FieldOf(CostPolicySet, 'augustStartPaysFromJuly', { example: true }) augustStartPaysFromJuly!: boolean;
  @FieldOf(CostPolicySet, 'dropoutDay') dropoutDay!: CostPolicyVersion['dropoutDay'];
  @FieldOf(CostPolicySet, 'documentPays') documentPays!: CostPolicyVersion['documentPays'];
  @FieldOf(CostPolicySet, 'confirmBy') confirmBy!: string;
  @FieldOf(CostPolicySet, 'correctsYearsBack', { example: 1 }) correctsYearsBack!: number;
  @FieldOf(CostPolicySet, 'reportsWithinDays', { example: 30 }) reportsWithinDays?: number;
  @FieldOf(CostPolicySet, 'extendedStudy') extendedStudy?: CostPolicyVersion['extendedStudy'];

  @FieldOf(CostPolicySet, 'supportLasts') supportLasts?: CostPolicyVersion['supportLasts'];

  @ObjectField(() => CheckedBody, { description: checked.description!, optional: true })
  checked?: CheckedBody;

  @FieldOf(CostPolicySet, 'origin', { example: 'Board, 12 December 2025, item 7' }) origin?: string;
}

const { payee, payees, policy, priceRule } = TermsField.properties;
const { parties } = AgreementSet.schema.properties;

class TermsBody {
  @Field(payee) payee!: AgreementVersion['terms'][number]['payee'];
  @TextsField(payees.items, { description: payees.description!, most: payees.maxItems!, optional: true })
  payees?: string[];

  @Field(policy, { example: 'default' }) policy!: string;
  @Field(priceRule, { example: 'agreed-list' }) priceRule?: AgreementVersion['terms'][number]['priceRule'];
}

const shared = SharedPlacesField.properties;

const share = shared.others.items.properties;

/** The part of a party. */
class PartyShareBody {
  @Field(share.payer, { example: '1480' }) payer?: string;
  @Field(share.parts, { example: 1 }) parts!: number;
}

/** Places that several pay for. */
class SharedPlacesBody {
  @Field(shared.payee) payee!: SharedPlaces['payee'];
  @TextsField(payees.items, { description: payees.description!, most: payees.maxItems!, optional: true })
  payees?: string[];

  @TextsField(shared.studyPaths.items, {
    description: shared.studyPaths.description!, most: shared.studyPaths.maxItems!,
  })
  studyPaths!: string[];

  @TextsField(shared.units.items, {
    description: shared.units.description!, most: shared.units.maxItems!, optional: true,
  })
  units?: string[];

  @ObjectField(() => RemainderBody, { description: shared.remainder.description })
  remainder!: RemainderBody;

  @ListField(() => PartyShareBody, { description: shared.others.description!, most: shared.others.maxItems! })
  others!: PartyShareBody[];
}

const { shares } = AgreementSet.schema.properties;

/** An agreement as it is from a day on; its name is in the address. */
export class AgreementBody {
  @FieldOf(AgreementSet, 'validOn', { example: '2026-01-01' }) validOn!: string;
  @FieldOf(AgreementSet, 'reportedAt') reportedAt?: string;
  @TextsField(parties.items, { description: parties.description!, most: parties.maxItems! })
  parties!: string[];

  @ListField(() => TermsBody, { description: 'What holds; the first that fits', most: 20 })
  terms!: TermsBody[];

  @ListField(() => SharedPlacesBody, {
    description: shares.description!, most: shares.maxItems!, optional: true,
  })
  shares?: SharedPlacesBody[];

  @FieldOf(AgreementSet, 'endsOn', { isShown: false }) endsOn?: string;
  @FieldOf(AgreementSet, 'origin', { example: 'Board, 12 December 2025, item 8' }) origin?: string;
}

/** What a body says, in plain objects, as events have them. */
export const agreementIn = <B extends AgreementBody>({ terms, shares: said, ...body }: B) => ({
  ...body, terms: terms.map((each) => ({ ...each })),
  ...(said && {
    shares: said.map(({ remainder, others, ...places }) => ({
      ...places, remainder: { ...remainder }, others: others.map((each) => ({ ...each })),
    })),
  }),
});

export class AgreementWithdrawalBody {
  @FieldOf(AgreementFactWithdrawn, 'validOn') validOn!: string;
  @FieldOf(AgreementFactWithdrawn, 'reportedAt') reportedAt?: string;
  @FieldOf(AgreementFactWithdrawn, 'withdraws') withdraws!: string;
}

const held = { id: EXAMPLE_ID, validOn: '2026-01-01', until: '9999-12-31' };

/** Answers as the documentation shows them. */
export const agreementExamples = {
  agreements: {
    items: [{
      agreement: 'region', ...held, parties: ['1407', '1481', '1482'],
      terms: [{ payee: 'municipal', policy: 'monthly', priceRule: 'agreed-list' }],
      origin: 'Board, 12 December 2025, item 8',
    }],
  },
  policies: {
    items: [{
      policy: 'monthly', ...held, counting: { rule: 'SNAPSHOT', version: 1, day: 15 },
      augustStartPaysFromJuly: true, dropoutDay: 'first-unpaid', documentPays: 'through-june',
      confirmBy: '09-15', correctsYearsBack: 1, reportsWithinDays: 30,
      extendedStudy: 'paid', supportLasts: 'twelve-months',
    }],
    marks: settingMarks,
  },
  check: {
    position: '0000000000000300', period: { from: '2025-07-01', to: '2025-09-01' },
    persons: 4_917, changedPersons: 1,
    items: [{
      payer: '1407', principal: '556000-0001', issuedOre: 1_843_014, asIsOre: 1_843_014,
      whatIfOre: 1_808_333, ore: -34_681, vatOre: -1_963,
    }],
    total: { issuedOre: 1_843_014, asIsOre: 1_843_014, whatIfOre: 1_808_333, ore: -34_681, vatOre: -1_963 },
  },
};
