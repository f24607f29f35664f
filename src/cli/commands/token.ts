import { type Command, InvalidArgumentError } from 'commander';
import { type Role, roles } from '../../application/access/caller.js';
import { issueToken } from '../local-token.js';
import { globalOptions } from '../options.js';
import { consoleOutput } from '../output.js';

interface TokenOptions { role: Role[]; organisation: string; units?: string[]; subject?: string; ttl: number }

const UNITS_SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

const duration = (text: string): number => {
  const parts = /^(\d{1,6})([smhd])$/.exec(text);
  if (!parts) throw new InvalidArgumentError('Write a number and s, m, h or d: 8h.');
  return Number(parts[1]) * UNITS_SECONDS[parts[2]!]!;
};

const role = (text: string): Role[] => text.split(',').map((each) => {
  if (!(roles as readonly string[]).includes(each)) throw new InvalidArgumentError(`Roles are ${roles.join(', ')}.`);
  return each as Role;
});

export const addToken = (program: Command): void => {
  program.command('token')
    .description('Make a bearer token with the local issuer of the data folder.')
    .requiredOption('--role <roles>', `what its bearer may do, comma between: ${roles.join(', ')}`, role)
    .requiredOption('--organisation <id>', 'municipality code, principal id, or "region"')
    .option('--units <codes>', 'school units a registrar writes for, comma between', (text: string) => text.split(','))
    .option('--subject <id>', 'opaque id that stands as the actor in the ledger; never a name or a number')
    .option('--ttl <duration>', 'how long it is good for', duration, duration('8h'))
    .addHelpText('after', `
Examples:
  $ liggare token --role economist --organisation 1481
  $ liggare token --role registrar --organisation 1480 --units 94353434 --ttl 30m

Whoever can read the data folder can be anybody: keep it to yourself.`)
    .action(async (options: TokenOptions, command: Command) => {
      const global = globalOptions(command);
      const token = await issueToken(global.data, {
        role: options.role, organisation: options.organisation, units: options.units, subject: options.subject,
        ttlSeconds: options.ttl,
      });
      const output = consoleOutput(global.json);
      output.result({ token }, () => output.line(token));
    });
};
