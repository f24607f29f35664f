import { Type } from '@sinclair/typebox';
import { Field, NumberField } from './fields.js';

const MOST_ROWS = 500;
export const FEW_ROWS = 50;

const PositionField = Type.String({
  pattern: '^[0-9A-Za-z._:-]{1,80}$', examples: ['0000000000000042'],
  description: 'Position that the answer must at least know: from `Liggare-Position` of a command. What is '
    + 'read is waited for a while; then the answer is 503 with the lag.',
});

/** What every query takes. */
export class FreshQuery {
  @Field(PositionField, { optional: true }) atLeast?: string;
}

/** How many rows a page has at most; for queries that are no `PageQuery` for another reason. */
export const LimitField = (): PropertyDecorator =>
  NumberField(Type.Integer({ minimum: 1, maximum: MOST_ROWS, description: 'Most rows in the answer' }), {
    optional: true, example: FEW_ROWS,
  });

export const AfterField = (): PropertyDecorator =>
  Field(Type.String({ minLength: 1, maxLength: 2_000, description: '`next` of the page before' }), {
    optional: true,
  });

/** What every query takes that answers in pages. */
export class PageQuery extends FreshQuery {
  @LimitField() limit = FEW_ROWS;
  @AfterField() after?: string;
}

/** The same of what tells of read models themselves, and waits for none. */
export class ListQuery {
  @LimitField() limit = FEW_ROWS;
  @AfterField() after?: string;
}
