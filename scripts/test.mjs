// Everything that must hold, in stages: the slow tests wait until the quick checks pass. All steps of a stage
// run, in two lanes, so that one run shows all there is to mend. `--quick` leaves the tests out.
import { npm, npmAside } from './npm.mjs';

const otherSpecs = ['/node_modules/', '/test/tidy/'].map((path) => `--testPathIgnorePatterns=${path}`);

/** Each stage has lanes that run beside each other. Tidy reads what the build made. */
const allStages = [
  [
    [
      { script: 'build', does: 'sources to .build and dist' },
      { script: 'typecheck', does: 'types of sources and tests' },
      { script: 'tidy', does: 'rules of the house' },
      { script: 'layers', does: 'who may import whom' },
    ],
    [{ script: 'lint', does: 'rules of the code' }],
  ],
  [[{ script: 'jest', does: 'all other specs', args: ['--', ...otherSpecs] }]],
];

const stages = process.argv.includes('--quick') ? allStages.slice(0, -1) : allStages;

const titleOf = ({ script, does }) => `\n── ${`${script}: ${does} `.padEnd(70, '─')}`;

const timed = async ({ script }, work) => {
  const startedMs = performance.now();
  const passed = await work();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  return { passed, line: `${passed ? 'passed' : 'FAILED'}   ${script.padEnd(10)} ${seconds.padStart(6)} s` };
};

const runAlone = (step) => timed(step, () => {
  console.log(titleOf(step));
  return npm('run', '--silent', step.script, ...step.args ?? []);
});

const runAside = (step) => timed(step, async () => {
  const { passed, output } = await npmAside('run', '--silent', step.script);
  console.log(`${titleOf(step)}\n${output.trimEnd()}`);
  return passed;
});

const runStage = async (lanes) => {
  if (lanes.length === 1) return [await runAlone(lanes[0][0])];
  const results = await Promise.all(lanes.map(async (steps) => {
    const done = [];
    for (const step of steps) done.push(await runAside(step));
    return done;
  }));
  return results.flat();
};

const skip = ({ script }) => ({ passed: false, line: `not run  ${script}` });

const summary = [];
let passed = true;
for (const stage of stages) {
  const results = passed ? await runStage(stage) : stage.flat().map(skip);
  summary.push(...results.map(({ line }) => line));
  passed &&= results.every((result) => result.passed);
}
console.log(`\n${summary.join('\n')}`);
process.exit(passed ? 0 : 1);
