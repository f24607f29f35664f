import { Argument, type Command } from 'commander';
import { text } from 'node:stream/consumers';
import type { ApiClient } from '../api-client.js';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { option, personId } from '../options.js';
import type { Output } from '../output.js';
import { type Recorded, recordedText } from '../recorded.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface Operation {
  readonly summary: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, Body>> };
}

interface Body {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** What the API says of itself. */
interface Described {
  readonly paths: Readonly<Record<string, { readonly post?: Operation }>>;
}

/** Something that can be recorded, with an example of what is to be said of it. */
interface Fact {
  readonly fact: string;
  readonly of: string;
  readonly summary: string;
  readonly path: string;
  readonly example: unknown;
}

interface RecordOptions {
  readonly example: boolean;
  readonly key?: string;
}

/** Whom or what facts are about, by where the API takes them. Destroying records is none of them. */
const PLACES: readonly { readonly of: string; readonly at: RegExp }[] = [
  { of: '', at: /^\/v1\/(?<fact>persons)$/ },
  { of: 'person', at: /^\/v1\/persons\/\{person\}\/(?<fact>(?!erasures$)[a-z-]+)$/ },
  { of: '', at: /^\/v1\/(?<fact>kaa\/rules\/[a-z]+)$/ },
  { of: 'municipality', at: /^\/v1\/(?<fact>kaa\/routines\/\{municipality\}\/[a-z]+)$/ },
  { of: 'policy', at: /^\/v1\/(?<fact>cost-policies\/\{policy\}\/(?!checks$)[a-z]+)$/ },
  { of: 'agreement', at: /^\/v1\/(?<fact>agreements\/\{agreement\}\/[a-z]+)$/ },
  { of: 'list', at: /^\/v1\/(?<fact>price-lists\/\{list\}\/(?!checks$)[a-z]+)$/ },
];

/** As it is written in the terminal: `kaa/routines/{municipality}/versions` is `kaa-routines-versions`. */
const nameOf = (fact: string): string => fact.replace(/\/\{[a-z]+\}/, '').replaceAll('/', '-');

const factAt = ([path, { post }]: [string, { readonly post?: Operation }]): Fact[] =>
  PLACES.flatMap(({ of, at }) => {
    const fact = at.exec(path)?.groups?.fact;
    if (fact === undefined || !post) return [];
    const { example, examples = {} } = post.requestBody?.content['application/json'] ?? {};
    const shown = example ?? Object.values(examples)[0]?.value;
    return [{ fact: nameOf(fact), of, path, summary: post.summary, example: shown }];
  });

/** Everything that can be recorded, as the server describes it. */
const factsOf = async (client: ApiClient): Promise<Fact[]> =>
  Object.entries((await client.get<Described>('/openapi.json')).paths).flatMap(factAt);

const factNamed = (facts: readonly Fact[], name: string): Fact => {
  const found = facts.find(({ fact }) => fact === name);
  if (found) return found;
  throw new CliFailure(`There is no such fact: ${name}. "liggare record" lists them.`, WRONG_USAGE);
};

/** Where it goes. Whatever is no id may be an identity number, and goes into no address. */
const addressOf = ({ of, path, fact }: Fact, id: string | undefined): string => {
  if ((id === undefined) !== (of === '')) {
    throw new CliFailure(of === '' ? `${fact} takes no id.` : `Say which ${of} it is about.`, WRONG_USAGE);
  }
  return of === 'person' ? path.replace('{person}', personId(id!))
    : path.replace(`{${of}}`, encodeURIComponent(id ?? ''));
};

/** What is said, from a file or a pipe: names and numbers do not stand in arguments. */
const saidOn = async ({ stdin, stderr }: Terminal): Promise<object> => {
  if (stdin.isTTY) stderr.write('What is said, as JSON, and Ctrl-D: ');
  try {
    const said: unknown = JSON.parse(await text(stdin));
    if (typeof said === 'object' && said !== null) return said;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error; // its message has what was said in it
  }
  throw new CliFailure('What came on standard input is no JSON object. See --example.', WRONG_USAGE);
};

type Receipt = Recorded & { readonly person?: string };

const printFacts = (output: Output, facts: readonly Fact[]): void => output.table<Fact>([
  ['fact', ({ fact }) => fact], ['of a', ({ of }) => of], ['', ({ summary }) => summary],
], facts);

const printReceipt = (output: Output, receipt: Receipt, fact: Fact): void => {
  output.line(recordedText('Recorded', receipt));
  if (fact.of === '' && receipt.person !== undefined) output.line(`Person ${receipt.person}.`);
};

export const addRecord = (program: Command, terminal: Terminal): void => {
  program.command('record')
    .description('Record a fact about a person, how youths are followed up, a policy, an agreement or '
      + 'prices; or see which there are.')
    .addArgument(new Argument('[fact]', 'what to record; without it, all that can be is listed'))
    .addArgument(new Argument('[id]', 'a person id, a municipality\'s code, or the name of what it is about'))
    .option('--example', 'instead: an example of what is to be said, to be changed and sent', false)
    .addOption(option('--key <uuid>', 'the same key again records nothing again'))
    .addHelpText('after', `
Examples:
  $ liggare record
  $ liggare record kaa-contacts --example > contact.json
  $ liggare record kaa-contacts 0b6f… < contact.json
  $ liggare record identity-numbers 0b6f… < number.json
  $ liggare record kaa-routines-versions 1480 < routine.json
  $ liggare record kaa-rules-versions < rules.json
  $ liggare record cost-policies-versions default < policy.json

What is said comes on standard input, as JSON, since arguments stand in histories and process lists. It is
what the API takes; its page /docs tells what each field means. "identity-numbers" with a number that leads
to somebody else joins the two; "population-withdrawals" of that event parts them again.`)
    .action(async (name: string | undefined, id: string | undefined, options: RecordOptions,
      command: Command) => {
      const session = sessionOf(command, terminal);
      const { output } = session;
      await withClient(session, async (client) => {
        const facts = await factsOf(client);
        if (name === undefined) return output.result(facts, () => printFacts(output, facts));
        const fact = factNamed(facts, name);
        if (options.example) {
          return output.result(fact.example, () => output.line(JSON.stringify(fact.example, undefined, 2)));
        }
        const path = addressOf(fact, id);
        const headers = options.key === undefined ? undefined : { 'idempotency-key': options.key };
        const receipt = await client.post<Receipt>(path, { json: await saidOn(terminal), headers });
        return output.result(receipt, () => printReceipt(output, receipt, fact));
      });
    });
};
