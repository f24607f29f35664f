import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { shipped } from '../infrastructure/program-files.js';
import { addAgreements } from './commands/agreements.js';
import { addBackup, addRestore } from './commands/backup.js';
import { addCaseload } from './commands/caseload.js';
import { addCopy } from './commands/copy.js';
import { addCorrectionRequests } from './commands/correction-requests.js';
import { addCost } from './commands/cost.js';
import { addDeliveries } from './commands/deliveries.js';
import { addDispute } from './commands/dispute.js';
import { addEarlySignals } from './commands/early-signals.js';
import { addErase } from './commands/erase.js';
import { addFunding } from './commands/funding.js';
import { addGrant } from './commands/grant.js';
import { addImport } from './commands/import.js';
import { addKaa } from './commands/kaa.js';
import { addKaaFigures } from './commands/kaa-figures.js';
import { addKaaReport } from './commands/kaa-report.js';
import { addNotices, addSeen } from './commands/notices.js';
import { addPerson } from './commands/person.js';
import { addRebuild, addStatus, addVerify } from './commands/projections.js';
import { addRecord } from './commands/record.js';
import { addReporting } from './commands/reporting.js';
import { addSilent } from './commands/silent.js';
import { addServe } from './commands/serve.js';
import { addSettle } from './commands/settle.js';
import { addSimulate } from './commands/simulate.js';
import { addStateClaims } from './commands/state-claims.js';
import { addToken } from './commands/token.js';
import { addTrail } from './commands/trail.js';
import { addWhatIf } from './commands/what-if.js';
import { addGlobalOptions } from './options.js';
import { onTerminal } from './run-command.js';
import type { Terminal } from './terminal.js';

const commands = [
  addServe, addImport, addDeliveries, addSimulate, addToken, addPerson, addRecord, addCaseload, addKaa,
  addKaaFigures, addKaaReport, addEarlySignals, addCorrectionRequests, addNotices, addSeen, addCost, addGrant,
  addReporting, addSilent, addWhatIf, addAgreements, addDispute, addFunding, addStateClaims, addSettle,
  addTrail, addErase, addRebuild, addVerify, addStatus, addCopy, addBackup, addRestore,
];

const { version } = JSON.parse(readFileSync(shipped('package.json'), 'utf8')) as {
  version: string;
};

/** The whole terminal program; docs/reference/cli.md is made from it. */
export const createProgram = (terminal: Terminal): Command => {
  const program = addGlobalOptions(onTerminal(new Command('liggare'), terminal))
    .description('An append-only ledger of pupils\' schooling: caseload, cost allocation and audit trail.')
    .version(version, '-V, --version', 'print the version')
    .addHelpText('after', `
Examples:
  $ liggare simulate --pupils 4000 --out ./region
  $ liggare import elin ./region/elin-01.json
  $ liggare serve

Without --server, commands find the server that runs on the data folder, or start one for as long as they
take. Exit codes: 0 done, 1 failed, 2 wrong usage.`);
  for (const add of commands) add(program, terminal);
  return program;
};
