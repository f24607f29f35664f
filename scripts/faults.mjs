// Bad days that take too long for `npm test`; `npm run faults -- --help` says which.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildIfNeeded } from './build-if-needed.mjs';
import { root } from './npm.mjs';

const FAULTS = [
  String.raw`test/faults/.*\.(spec|long)\.ts$`, String.raw`acceptance/(kurrentdb\.spec|moved\.long)\.ts$`,
  String.raw`kurrentdb/(faults|opening|kurrentdb-event-store)\.spec\.ts$`,
];

buildIfNeeded();
const { Command } = await import('commander');
const { wholeNumber } = await import('../.build/src/cli/options.js');

const { runs, seed, only } = new Command('npm run faults --')
  .description('Bad days that take too long for npm test, an hour or so: a Liggare killed at random moments '
    + 'many times over; one that is served and killed, its clients killed, its disk full, its stores away; '
    + 'several processes killed, paused and cut off; a ledger in KurrentDB through every client, with '
    + 'the contract of the event store; and one that moves there by the terminal program.')
  .option('--runs <count>', 'how often it is killed at random moments', wholeNumber(1), 50)
  .option('--seed <number>', 'of the first of them; a run prints its own, which repeats it', wholeNumber(0))
  .option('--only <text>', 'only what has this in the name of its file, such as processes')
  .addHelpText('after', `
Examples:
  $ npm run faults
  $ npm run faults -- --runs 200 --seed 7 --only kill`)
  .parse().opts();

const wanted = {
  EVERY_CLIENT: '1', FAULT_PUPILS: '150', FAULT_KILLS: '4', FAULT_RUNS: String(runs),
  ...(seed !== undefined && { FAULT_SEED: String(seed) }),
};
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', jest, ...(only === undefined ? [] : [only]), '--verbose',
    ...FAULTS.flatMap((regex) => ['--testRegex', regex])],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...wanted } },
);
process.exit(status ?? 1);
