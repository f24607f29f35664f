// Everything that must hold, in stages: what does not compile is not checked, and the slow tests wait until
// the quick checks pass. All steps of a stage run, so that one run shows all there is to mend. `--quick`
// leaves the tests out.
import { npm } from './npm.mjs';

const otherSpecs = ['/node_modules/', '/test/tidy/'].map((path) => `--testPathIgnorePatterns=${path}`);

const allStages = [
  [{ script: 'build', does: 'sources to dist' }],
  [
    { script: 'typecheck', does: 'types of sources and tests' },
    { script: 'lint', does: 'rules of the code' },
    { script: 'layers', does: 'who may import whom' },
    { script: 'tidy', does: 'rules of the house' },
  ],
  [{ script: 'jest', does: 'all other specs', args: ['--', ...otherSpecs] }],
];

const stages = process.argv.includes('--quick') ? allStages.slice(0, -1) : allStages;

const run = ({ script, does, args = [] }) => {
  console.log(`\n── ${`${script}: ${does} `.padEnd(70, '─')}`);
  const startedMs = performance.now();
  const passed = npm('run', '--silent', script, ...args);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  return { passed, line: `${passed ? 'passed' : 'FAILED'}   ${script.padEnd(10)} ${seconds.padStart(6)} s` };
};

const skip = ({ script }) => ({ passed: false, line: `not run  ${script}` });

const summary = [];
let passed = true;
for (const stage of stages) {
  const results = stage.map(passed ? run : skip);
  summary.push(...results.map(({ line }) => line));
  passed &&= results.every((result) => result.passed);
}
console.log(`\n${summary.join('\n')}`);
process.exit(passed ? 0 : 1);
