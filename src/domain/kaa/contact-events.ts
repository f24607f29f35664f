import { Type } from '@sinclair/typebox';
import { eventKind } from '../shared/event.js';
import { CodeField, ReasonField, TargetField } from '../shared/fields.js';
import { inFile, OccupationField } from './codes.js';

const CHANNELS =
  ['letter', 'phone', 'text-message', 'e-mail', 'social-media', 'meeting', 'home-visit'] as const;
/** How somebody can be tried, themselves or through whoever may know where they are. */
export const ATTEMPT_CHANNELS = [...CHANNELS, 'guardian', 'previous-school'] as const;
export type AttemptChannel = (typeof ATTEMPT_CHANNELS)[number];

/** Two-way contact (kontakt): the youth answered. */
export const ContactMade = eventKind('ContactMade', {
  version: 1, category: 'kaa', summary: 'Two-way contact between a follow-up officer and the youth.',
  data: {
    ...inFile, channel: CodeField(CHANNELS, 'How'),
    initiatedBy: CodeField(['municipality', 'youth'], 'Who took the initiative'),
    outcome: Type.Optional(CodeField([
      'meeting-agreed', 'wants-support', 'wants-no-support', 'will-think-it-over', 'has-occupation', 'other',
    ], 'What came of it')),
    occupation: Type.Optional(OccupationField),
  },
});

/** An unanswered attempt (kontaktförsök); never counted as contact. */
export const ContactAttempted = eventKind('ContactAttempted', {
  version: 1, category: 'kaa', summary: 'A follow-up officer tried to reach the youth, without answer.',
  data: {
    ...inFile, channel: CodeField(ATTEMPT_CHANNELS, 'How, or through whom'),
    outcome: Type.Optional(CodeField(
      ['no-answer', 'message-left', 'returned', 'not-found', 'did-not-come'], 'How it ended',
    )),
  },
});

export const KaaFactWithdrawn = eventKind('KaaFactWithdrawn', {
  version: 1, category: 'kaa', summary: 'An earlier fact in a file does not hold and never did.',
  data: { ...inFile, withdraws: TargetField, reason: ReasonField },
});

export const contactLogKinds = [ContactMade, ContactAttempted, KaaFactWithdrawn] as const;
