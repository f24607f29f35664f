import { Argument } from 'commander';
import { personId } from './options.js';

/** What a command that records something answers. */
export interface Recorded {
  readonly eventIds: readonly string[];
}

/** The person that a command is about. */
export const personArgument = (): Argument => new Argument('<person>', 'person id').argParser(personId);

/** What was recorded, and what can be done with it; nothing new is said too. */
export const recordedText = (what: string, { eventIds: [event] }: Recorded): string =>
  (event === undefined ? 'Nothing new: that is what holds already.' : `${what} by event ${event}.`);
