// Bad days that take too long for `npm test`: a Liggare killed at random moments many times over
// (test/faults/kill.spec.ts), and one that is served (test/faults/*.long.ts): killed, its clients killed, its
// disk full; and a ledger in KurrentDB through every client, with the contract of the event store.
// `npm run faults -- --runs 200 --seed 7`; the seed of each run is printed, and repeats it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from './build-if-needed.mjs';
import { root } from './npm.mjs';

const FAULTS = [
  String.raw`test/faults/.*\.(spec|long)\.ts$`, String.raw`acceptance/kurrentdb\.spec\.ts$`,
  String.raw`kurrentdb/(faults|kurrentdb-event-store)\.spec\.ts$`,
];

/** A whole number from an option; anything else ends the script. */
const wholeNumber = (name, text) => {
  if (/^\d+$/.test(text)) return text;
  console.error(`--${name} takes a whole number.`);
  return process.exit(1);
};

const { values: { runs, seed } } = parseArgs({
  options: { runs: { type: 'string', default: '50' }, seed: { type: 'string' } },
});
const wanted = {
  EVERY_CLIENT: '1', FAULT_PUPILS: '150', FAULT_KILLS: '4',
  FAULT_RUNS: wholeNumber('runs', runs), ...(seed !== undefined && { FAULT_SEED: wholeNumber('seed', seed) }),
};

buildIfNeeded();
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', jest, '--verbose',
    ...FAULTS.flatMap((regex) => ['--testRegex', regex])],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...wanted } },
);
process.exit(status ?? 1);
