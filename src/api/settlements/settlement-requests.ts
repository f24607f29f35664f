import { Type } from '@sinclair/typebox';
import { deviationKinds } from '../../domain/cost/remedies.js';
import { CodeField, MonthField, PayerField, UnitField } from '../../domain/shared/fields.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { AfterField, FEW_ROWS, FreshQuery, LimitField } from '../requests/page-query.js';

const optional = { optional: true };

const ThroughField = MonthField('The last month that is settled; every earlier month is settled with it');

const ReachesBackToField = MonthField('By decision: everything from this month on is settled, also what is '
  + 'of a year too long ago for its policy');

const ReasonField = (example: string) =>
  Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$', description: 'Why, as a code', examples: [example] });

export class PrepareBody {
  @Field(ThroughField) through!: string;
  @Field(ReachesBackToField, { ...optional, isShown: false }) reachesBackTo?: string;
  @Field(ReasonField('court-ruling'), { ...optional, isShown: false }) reason?: string;
}

export class AbandonBody {
  @Field(ReasonField('wrong-month')) reason!: string;
}

/** Whose lines are asked for. */
export class PartQuery extends FreshQuery {
  @Field(PayerField, optional) payer?: string;
  @Field(UnitField, optional) unit?: string;
  @Field(Type.String({
    pattern: '^[0-9A-Za-z-]{1,40}$', examples: ['1480'], description: 'Principal that is paid',
  }), optional)
  principal?: string;
}

export class LinesQuery extends PartQuery {
  @LimitField() limit = FEW_ROWS;
  @AfterField() after?: string;
}

export class DraftQuery extends LinesQuery {
  @Field(ThroughField) through!: string;
  @Field(ReachesBackToField, { ...optional, isShown: false }) reachesBackTo?: string;
}

export class DraftSumsQuery extends PartQuery {
  @Field(ThroughField) through!: string;
  @Field(ReachesBackToField, { ...optional, isShown: false }) reachesBackTo?: string;
}

export class DeviationCountsQuery extends PartQuery {
  @Field(ThroughField) through!: string;
}

export class DraftDeviationsQuery extends LinesQuery {
  @Field(ThroughField) through!: string;
  @Field(CodeField(deviationKinds, 'One kind'), optional) kind?: (typeof deviationKinds)[number];
}

const whose = { payer: '1481', unit: '94353434', principal: '1480', studyPath: 'NANAT000N' };
const totals = {
  persons: 2_310, lines: 2_342, debitOre: 2_183_615_280, creditOre: -1_463_673, digest: '9f'.repeat(32),
};
const line = {
  kind: 'difference', person: EXAMPLE_ID, month: '2026-03', from: '2026-03-01', to: '2026-03-16', ...whose,
  days: -16, ore: -487_891, reason: 'school-changed', refersTo: `${EXAMPLE_ID}-0`,
  policies: [{ policy: 'default' }],
  because: [{
    what: 'Transferred', event: EXAMPLE_ID, validOn: '2026-03-16', reportedAt: '2026-04-07T11:20:00Z',
    recordedAt: '2026-04-08T06:00:00.000Z',
  }],
};

const moved = { ore: -487_891, vatOre: -27_616, unexplainedOre: 0, unexplainedVatOre: 0 };

/** Answers as the documentation shows them. */
export const settlementExamples = {
  settlement: {
    settlement: EXAMPLE_ID, through: '2026-03', stage: 'approved', validOn: '2026-04-01',
    position: '00000000000000018711', preparedBy: 'local:economist:region', ...totals,
    approved: { by: 'local:administrator:region', on: '2026-04-02' },
    outside: { persons: 1, lines: 2, debitOre: 934_247, creditOre: -921_507 },
  },
  lines: {
    items: [{ ...line, id: `${EXAMPLE_ID}-1`, settlement: EXAMPLE_ID, position: '00000000000000018711' }],
    next: 'q4Zr0Jt5mYbW2cXk',
  },
  draft: { items: [line], next: 'q4Zr0Jt5mYbW2cXk' },
  outside: { items: [{ ...line, month: '2024-03', from: '2024-03-01', to: '2024-03-16' }] },
  reconciliation: {
    position: '00000000000000018711', through: '2026-03',
    settlements: [{
      settlement: EXAMPLE_ID, through: '2026-03', validOn: '2026-04-01',
      approved: { by: 'local:administrator:region', on: '2026-04-02' },
      debitOre: 18_905_760, creditOre: 0, vatOre: 1_070_120,
    }],
    items: [{
      payer: '1481', principal: 'PH-01', month: '2026-03', issuedOre: 945_288, issuedVatOre: 53_506,
      rightOre: 457_397, rightVatOre: 25_890, ...moved,
      because: [{ reason: 'school-changed', isLeftOut: false, lines: 1, ore: -487_891, vatOre: -27_616 }],
    }],
    total: {
      issuedOre: 18_905_760, issuedVatOre: 1_070_120, rightOre: 18_417_869, rightVatOre: 1_042_504, ...moved,
    },
  },
  sums: {
    items: [{
      ...whose, month: '2026-03', days: 620, debitOre: 18_905_760, creditOre: -487_891, vatOre: 1_042_504,
    }],
  },
};
