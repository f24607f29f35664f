import type { Command } from 'commander';
import type { DisclosedPerson } from '../../application/access/disclosure.js';
import { BEGINNING } from '../../application/ports/event-store.js';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { readIdentityNumber } from '../identity-number-input.js';
import { personId } from '../options.js';
import type { Output } from '../output.js';
import { printPerson } from '../person-text.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface PersonOptions {
  readonly search: boolean;
  readonly knownAt?: string;
}

type Look = DisclosedPerson & { readonly lookedAt: string };

interface PersonAnswer {
  readonly person: string;
  readonly today: Look;
  readonly asKnownAt?: Look & { readonly knownAt: string; readonly position: string };
}

/** The moment as it was asked for, and where the ledger was then. */
const momentOf = ({ knownAt, position }: { readonly knownAt: string; readonly position: string }): string => {
  if (position === BEGINNING) return `at ${knownAt}, before anything was recorded`;
  return knownAt === position ? `at position ${position}` : `at ${knownAt} (position ${position})`;
};

const print = (output: Output, { person, today, asKnownAt }: PersonAnswer): void => {
  output.line(`Person ${person}, looked at on ${today.lookedAt}`);
  printPerson(output, today);
  if (!asKnownAt) return;
  output.line(`\nAs known ${momentOf(asKnownAt)}, looked at on ${asKnownAt.lookedAt}`);
  printPerson(output, asKnownAt);
};

export const addPerson = (program: Command, terminal: Terminal): void => {
  program.command('person')
    .description('Everything the ledger says about one person, today and as known earlier.')
    .argument('[id]', 'person id', personId)
    .option('--search', 'find the person by an identity number, which is read from standard input', false)
    .option('--known-at <when>', 'also as known at an instant (2026-06-01T00:00:00Z) or a position')
    .addHelpText('after', `
Examples:
  $ liggare person 0b6f…
  $ liggare person --search
  $ liggare person 0b6f… --known-at 2026-06-01T00:00:00Z --json

An identity number is never an argument, since arguments stand in histories and process lists.`)
    .action(async (id: string | undefined, { search, knownAt }: PersonOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      if ((id === undefined) !== search) throw new CliFailure('Give a person id, or --search.', WRONG_USAGE);
      const json = search ? { identityNumber: await readIdentityNumber(terminal) } : undefined;
      const answer = await withClient(session, async (client) => {
        const person = id ?? (await client.post<{ person: string }>('/v1/persons/search', { json })).person;
        return client.get<PersonAnswer>(`/v1/persons/${person}`, { knownAt });
      });
      session.output.result(answer, () => print(session.output, answer));
    });
};
