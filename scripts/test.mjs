// Everything that must hold, in two lanes: lint takes as long as all other quick checks together,
// so the slow tests wait only for those. All quick checks run, so that one run shows all there is to mend.
// `--quick` leaves the tests out.
import { node, npmAside } from './npm.mjs';

/** Tidy reads what the build made. */
const quickChecks = [
  { script: 'build', does: 'sources to .build and dist' },
  { script: 'typecheck', does: 'types of sources and tests' },
  { script: 'tidy', does: 'rules of the house' },
  { script: 'layers', does: 'who may import whom' },
];
const longestCheck = { script: 'lint', does: 'rules of the code' };
const tests = { script: 'jest', does: 'all other specs' };

/** Most of what tests run is over before it pays to compile it for speed: V8 does so later. */
const compileLater = process.versions.node.startsWith('20.') ? ['--interrupt-budget=2000000'] : [];

const titleOf = ({ script, does }) => `\n── ${`${script}: ${does} `.padEnd(70, '─')}`;

const timed = async ({ script }, work) => {
  const startedMs = performance.now();
  const passed = await work();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  return { passed, line: `${passed ? 'passed' : 'FAILED'}   ${script.padEnd(10)} ${seconds.padStart(6)} s` };
};

const runTests = () => timed(tests, () => {
  console.log(titleOf(tests));
  return node('--experimental-vm-modules', '--no-warnings', ...compileLater,
    'node_modules/jest/bin/jest.js', '--config', 'jest.together.config.js');
});

const runAside = (step) => timed(step, async () => {
  const { passed, output } = await npmAside('run', '--silent', step.script);
  console.log(`${titleOf(step)}\n${output.trimEnd()}`);
  return passed;
});

const checksThenTests = async () => {
  const done = [];
  for (const check of quickChecks) done.push(await runAside(check));
  if (process.argv.includes('--quick')) return done;
  const pass = done.every(({ passed }) => passed);
  return [...done, pass ? await runTests() : { passed: false, line: `not run  ${tests.script}` }];
};

const results = (await Promise.all([checksThenTests(), runAside(longestCheck)])).flat();
console.log(`\n${results.map(({ line }) => line).join('\n')}`);
process.exit(results.every(({ passed }) => passed) ? 0 : 1);
