import { Refusal } from '../../domain/shared/refusal.js';

/** So often a command is tried again when others were first. */
export const MOST_ATTEMPTS = 10;

export const recordErased = (): Refusal => new Refusal(
  'record-erased', undefined, 'The record is erased, or being erased; nothing more is recorded in it.',
);

export const tooMuchContention = (): Refusal => new Refusal(
  'too-much-contention', undefined, 'Others write to the same record; send it again.',
);
