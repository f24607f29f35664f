import { Argument, type Command } from 'commander';
import { withClient } from './connection.js';
import { personId } from './options.js';
import { sessionOf } from './session.js';
import type { Terminal } from './terminal.js';

/** What a command that records something answers. */
export interface Recorded {
  readonly eventIds: readonly string[];
}

/** The person that a command is about. */
export const personArgument = (): Argument => new Argument('<person>', 'person id').argParser(personId);

/** What was recorded, and what can be done with it; nothing new is said too. */
export const recordedText = (what: string, { eventIds: [event] }: Recorded): string =>
  (event === undefined ? 'Nothing new: that is what holds already.' : `${what} by event ${event}.`);

/** Sends something to be recorded, and tells what came of it. */
export const record = async (
  terminal: Terminal, command: Command, path: string,
  { json, done }: { readonly json: object; readonly done: string },
): Promise<void> => {
  const session = sessionOf(command, terminal);
  const receipt = await withClient(session, (client) => client.post<Recorded>(path, { json }));
  session.output.result(receipt, () => session.output.line(recordedText(done, receipt)));
};
