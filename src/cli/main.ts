#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { ConfigurationInvalid } from '../infrastructure/configuration/configuration.js';
import { addCaseload } from './commands/caseload.js';
import { addCost } from './commands/cost.js';
import { addImport } from './commands/import.js';
import { addPerson } from './commands/person.js';
import { addRebuild, addStatus, addVerify } from './commands/projections.js';
import { addServe } from './commands/serve.js';
import { addSimulate } from './commands/simulate.js';
import { addToken } from './commands/token.js';
import { addTrail } from './commands/trail.js';
import { CliFailure } from './failure.js';
import { addGlobalOptions } from './options.js';

const program = addGlobalOptions(new Command('liggare'))
  .description('An append-only ledger of pupils\' schooling: caseload, cost allocation and audit trail.')
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .addHelpText('after', `
Examples:
  $ liggare simulate --pupils 4000 --out ./region
  $ liggare import elin ./region/elin.json
  $ liggare serve

Without --server, commands find the server that runs on the data folder, or start one for as long as they take.`);

for (const add of [
  addServe, addImport, addSimulate, addToken, addPerson, addCaseload, addCost, addTrail, addRebuild, addVerify, addStatus,
]) add(program);

const exitCodeOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CliFailure || error instanceof ConfigurationInvalid) {
    process.stderr.write(`${error.message}\n`);
    return error instanceof CliFailure ? error.exitCode : 2;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
};

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
