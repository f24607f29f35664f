import { Type } from '@sinclair/typebox';
import { eventKind } from '../shared/event.js';
import { MunicipalityField, ReasonField, SourceField, TargetField, times } from '../shared/fields.js';

const ChannelField = Type.Union([
  Type.Literal('letter'), Type.Literal('phone'), Type.Literal('text-message'), Type.Literal('e-mail'),
  Type.Literal('social-media'), Type.Literal('meeting'), Type.Literal('home-visit'),
]);

/** Two-way contact (kontakt): the youth answered. */
export const ContactMade = eventKind('ContactMade', {
  version: 1, category: 'kaa', summary: 'Two-way contact between a follow-up officer and the youth.',
  data: {
    ...times, source: SourceField, municipality: MunicipalityField, channel: ChannelField,
    initiatedBy: Type.Union([Type.Literal('municipality'), Type.Literal('youth')]),
  },
});

/** An unanswered attempt (kontaktförsök); never counted as contact. */
export const ContactAttempted = eventKind('ContactAttempted', {
  version: 1, category: 'kaa', summary: 'A follow-up officer tried to reach the youth, without answer.',
  data: { ...times, source: SourceField, municipality: MunicipalityField, channel: ChannelField },
});

export const KaaFactWithdrawn = eventKind('KaaFactWithdrawn', {
  version: 1, category: 'kaa', summary: 'An earlier contact or attempt does not hold and never did.',
  data: {
    ...times, source: SourceField, municipality: MunicipalityField, withdraws: TargetField,
    reason: ReasonField,
  },
});

export const contactLogKinds = [ContactMade, ContactAttempted, KaaFactWithdrawn] as const;
