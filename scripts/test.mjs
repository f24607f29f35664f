// Everything that must hold, one step after another. All quick checks run, so that one run shows all there is
// to mend; the slow tests follow when they passed. `--quick` leaves the tests out.
import { npm } from './npm.mjs';

const quickChecks = [
  { name: 'typecheck', does: 'types of sources and tests' },
  { name: 'lint', does: 'rules of the code' },
  { name: 'layers', does: 'who may import whom' },
  { name: 'tidy', does: 'rules of the house' },
];
const tests = { name: 'jest', does: 'all other specs', args: ['--', '--testPathIgnorePatterns=/test/tidy/'] };

const results = [];

const run = ({ name, does, args = [] }) => {
  console.log(`\n── ${name}: ${does} ${'─'.repeat(60 - name.length - does.length)}`);
  const startedMs = performance.now();
  const passed = npm('run', '--silent', name, ...args);
  results.push({ name, passed, seconds: ((performance.now() - startedMs) / 1000).toFixed(1) });
  return passed;
};

const passed = run({ name: 'build', does: 'sources to dist' })
  && quickChecks.map(run).every(Boolean)
  && (process.argv.includes('--quick') || run(tests));

console.log('');
for (const { name, passed: ok, seconds } of results) {
  console.log(`${ok ? 'passed' : 'FAILED'}  ${name.padEnd(10)} ${seconds.padStart(6)} s`);
}
process.exit(passed ? 0 : 1);
