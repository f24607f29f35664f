import { Type } from '@sinclair/typebox';
import { eventKind, type EventOf } from './event.js';

/**
 * The last event of an erased stream, in the clear: from here on nothing is appended, and everything before
 * it can no longer be read. It says under which decision, never what was erased.
 */
export const StreamErased = eventKind('StreamErased', {
  version: 1, category: 'erasure',
  summary: 'The key of the stream was destroyed; its facts can no longer be read by anyone.',
  data: {
    decision: Type.String({
      pattern: '^[0-9A-Za-z./: -]{1,100}$', description: 'Reference of the decision',
    }),
  },
});

export type StreamErased = EventOf<typeof StreamErased>;

/**
 * Which of a person's streams. The files of the activity responsibility (KAA) go by a law and a date of their
 * own, so they can be erased apart from the rest. Who read them is taken with everything alone: it is a
 * record class of its own, and evidence of how files were used.
 */
export const ERASURE_SCOPES = ['kaa', 'all-but-kaa', 'everything'] as const;
export type ErasureScope = (typeof ERASURE_SCOPES)[number];
