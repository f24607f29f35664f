import { type Command, InvalidArgumentError } from 'commander';
import { isOpaque, isOrganisation } from '../../api/authentication/claims.js';
import { type Role, roles } from '../../application/access/caller.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { issueToken } from '../local-token.js';
import { listOf, option } from '../options.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface TokenOptions {
  readonly role: readonly Role[];
  readonly organisation: string;
  readonly units?: readonly string[];
  readonly subject?: string;
  readonly ttl: number;
}

const SECONDS_IN: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Reads `90s`, `30m`, `8h` or `7d` as seconds. */
const duration = (text: string): number => {
  const [, count, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  if (unit === undefined) throw new InvalidArgumentError('Write a number and s, m, h or d, as 8h.');
  return Number(count) * SECONDS_IN[unit]!;
};

/** A token that no server would accept is not made. */
const mustBeAcceptable = ({ subject = 'local', organisation }: TokenOptions): void => {
  if (!isOrganisation(organisation)) {
    throw new CliFailure('--organisation takes letters, digits and hyphens.', WRONG_USAGE);
  }
  if (isOpaque(subject)) return;
  throw new CliFailure(
    '--subject takes an opaque id, which is neither an identity number nor an address.', WRONG_USAGE);
};

const EIGHT_HOURS = '8h';
const NO_UNITS = 'Without --units, a registrar registers persons and writes for no school unit.\n';

export const addToken = (program: Command, terminal: Terminal): void => {
  program.command('token')
    .description('Make a bearer token with the issuer in the data folder.')
    .addOption(option('--role <roles>', `what its bearer may do, with commas between: ${roles.join(', ')}`,
      listOf(roles)).makeOptionMandatory())
    .requiredOption('--organisation <id>', 'municipality code, principal id, or "region"')
    .addOption(option('--units <codes>', 'school units a registrar writes for, with commas between',
      (text) => text.split(',')))
    .option('--subject <id>', 'opaque id that stands as the actor in the ledger; never a name or a number')
    .addOption(option('--ttl <duration>', 'how long it is good for, as 30m or 8h', duration)
      .default(duration(EIGHT_HOURS), EIGHT_HOURS))
    .addHelpText('after', `
Examples:
  $ liggare token --role economist --organisation 1481
  $ liggare token --role registrar --organisation 1480 --units 94353434 --ttl 30m
  $ export LIGGARE_TOKEN=$(liggare token --role auditor --organisation region)

Whoever can read the data folder can be anybody: keep it to yourself.`)
    .action(async (options: TokenOptions, command: Command) => {
      const { options: { data }, output } = sessionOf(command, terminal);
      mustBeAcceptable(options);
      const { role, organisation, units, subject, ttl: ttlSeconds } = options;
      if (role.includes('registrar') && !units) terminal.stderr.write(NO_UNITS);
      const token = await issueToken(data, { role, organisation, units, subject, ttlSeconds });
      output.result({ token }, () => output.line(token));
    });
};
