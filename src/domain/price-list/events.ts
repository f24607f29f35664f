import { Type } from '@sinclair/typebox';
import { eventKind, type EventOf } from '../shared/event.js';
import { CivilDateField, InstantField, StudyPathField, TargetField, UnitField } from '../shared/fields.js';
import { TextLine } from '../shared/text-line.js';
import { PricePartsField } from './price-parts.js';

/** Which placements a price is for. The most specific match wins; see match.ts. */
export const PriceKeyField = Type.Object({
  year: Type.Integer({ minimum: 2000, maximum: 2100, description: 'Calendar year the price is for' }),
  principal: Type.Union([Type.Literal('municipal'), Type.Literal('region'), Type.Literal('independent')]),
  studyPath: Type.Union([StudyPathField, Type.Literal('')], {
    description: 'Whole code or its beginning; empty is any',
  }),
  variant: Type.Optional(TextLine(60, { description: 'Price variant; absent means none' })),
  begun: Type.Optional(Type.Union([Type.Literal('before'), Type.Literal('after')], {
    description: 'For education begun before 1 July 2025, or after 30 June 2025; absent means either',
  })),
  unit: Type.Optional(UnitField),
  basis: Type.Optional(Type.Union(
    [Type.Literal('own'), Type.Literal('agreement'), Type.Literal('decision'), Type.Literal('national')], {
      description: 'What the price rests on: somebody\'s `own` cost or list of grants, an `agreement`, a '
        + '`decision` on one education, the `national` list; absent means a list that answers for anyone',
    },
  )),
  owner: Type.Optional(Type.String({
    pattern: '^[0-9A-Za-z-]{1,61}$',
    description: 'Whose: municipality or principal for `own`, name of the agreement for `agreement`',
  })),
}, { additionalProperties: false });

/** A price holds from a day (within its year) until a later one of its key, its end, or that of the year. */
export const PricePublished = eventKind('PricePublished', {
  version: 1, category: 'pricelist', summary: 'A yearly price per pupil, for a key, from a day on.',
  data: {
    validOn: CivilDateField('First day the price holds'),
    until: Type.Optional(CivilDateField(
      'The day after the last that it holds; absent: until the next of its key, or the end of its year',
    )),
    reportedAt: Type.Optional(InstantField('When it was decided')),
    key: PriceKeyField,
    perYearOre: Type.Integer({ minimum: 1, description: 'Öre per pupil and year, as the payee is paid' }),
    parts: Type.Optional(PricePartsField),
    standing: Type.Union([Type.Literal('preliminary'), Type.Literal('decided')]),
    origin: Type.Optional(TextLine(200, { description: 'Where the price was read' })),
  },
});

export const PriceWithdrawn = eventKind('PriceWithdrawn', {
  version: 1, category: 'pricelist', summary: 'An earlier price does not hold and never did.',
  data: {
    validOn: CivilDateField('The day of the withdrawal'),
    reportedAt: Type.Optional(InstantField('When it was decided')), withdraws: TargetField,
    key: PriceKeyField,
  },
});

export const priceListKinds = [PricePublished, PriceWithdrawn] as const;
export type PriceListEvent = EventOf<(typeof priceListKinds)[number]>;
