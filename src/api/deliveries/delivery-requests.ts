import { Type } from '@sinclair/typebox';
import { type DeliveryKind, DeliveryKindField } from '../../domain/delivery/events.js';
import { DELIVERY_STATES, type DeliveryState } from '../../domain/delivery/outcome.js';
import { CivilDateField } from '../../domain/shared/fields.js';
import { count, day, id, instant, oneOf, optional, pageOf, text } from '../openapi/shape.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { PageQuery } from '../requests/page-query.js';
import { deliveryKinds } from './delivery-examples.js';

const mayBeLeftOut = { optional: true };

const StateField = Type.Union(
  DELIVERY_STATES.map((state) => Type.Literal(state)), { description: 'What became of it' });

const SenderField = Type.String({
  minLength: 1, maxLength: 100, description: 'Whose token it was sent with', examples: ['region'],
});

export class DeliveriesQuery extends PageQuery {
  @Field(DeliveryKindField, { ...mayBeLeftOut, description: 'Of one kind' }) kind?: DeliveryKind;
  @Field(StateField, mayBeLeftOut) state?: DeliveryState;
  @Field(SenderField, mayBeLeftOut) organisation?: string;
  @Field(CivilDateField('Received on this day or later'), mayBeLeftOut) from?: string;
  @Field(CivilDateField('Received before this day'), mayBeLeftOut) to?: string;
}

const whenEnded = (description?: string) => optional(count(description));

export const deliveriesShape = pageOf({
  delivery: id(), kind: oneOf(deliveryKinds),
  state: oneOf(DELIVERY_STATES, 'As of the last time it was sent'),
  actor: text('Who sent it'), organisation: text(),
  receivedAt: instant(), receivedOn: day('That day in Sweden'), endedAt: optional(instant()),
  lines: whenEnded('Of one that has ended'), taken: whenEnded(), known: whenEnded(), refused: whenEnded(),
  bytes: optional(count('Of one that is completed')),
  problem: optional(text('Why it is broken: see docs/reference/deliveries.md')),
});

export const deliveriesExample = {
  items: [{
    delivery: EXAMPLE_ID, kind: 'elin', state: 'completed', actor: 'local:administrator:region',
    organisation: 'region', receivedAt: '2026-03-02T05:00:01.200Z', receivedOn: '2026-03-02',
    endedAt: '2026-03-02T05:00:04.900Z', lines: 262, taken: 258, known: 2, refused: 2, bytes: 310_112,
  }],
};
