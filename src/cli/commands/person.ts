import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import type { ApiClient } from '../api-client.js';
import { withConnection } from '../connection.js';
import { CliFailure } from '../failure.js';
import { globalOptions } from '../options.js';
import { consoleOutput } from '../output.js';

interface PersonOptions { search?: boolean; knownAt?: string }

/** Read from the terminal or a pipe, so that it stands in no shell history and no process list. */
const askNumber = async (): Promise<string> => {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await reader.question('Identity number: ')).trim();
  } finally {
    reader.close();
  }
};

const findPerson = async (client: ApiClient): Promise<string> => {
  const identityNumber = await askNumber();
  const { person } = await client.post<{ person: string }>('/v1/persons/search', { body: { identityNumber } });
  return person;
};

export const addPerson = (program: Command): void => {
  program.command('person')
    .description('Everything the ledger says about one person, today and as known earlier.')
    .argument('[id]', 'person id')
    .option('--search', 'ask for an identity number and find the person by it')
    .option('--known-at <when>', 'also as known at this instant or position')
    .addHelpText('after', `
Examples:
  $ liggare person 0b6f…
  $ liggare person --search
  $ liggare person 0b6f… --known-at 2026-06-01T00:00:00Z

An identity number is never an argument, since arguments stand in histories and process lists.`)
    .action(async (id: string | undefined, options: PersonOptions, command: Command) => {
      if (id === undefined && !options.search) throw new CliFailure('Give a person id, or --search.', 2);
      const global = globalOptions(command);
      const view = await withConnection(global, async ({ client }) => {
        const person = id ?? await findPerson(client);
        return client.get<unknown>(`/v1/persons/${encodeURIComponent(person)}`, { knownAt: options.knownAt });
      });
      consoleOutput(global.json).line(JSON.stringify(view, null, 2));
    });
};
