// Measures the product: installs and builds what is missing, the bench itself into .build/test,
// then runs test/bench/main.ts with its arguments. See docs/reference/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildIfNeeded } from './build-if-needed.mjs';
import { root } from './npm.mjs';

/** Runs a script of node's in the project, and ends with it if it fails. */
const step = (...script) => {
  const { status } = spawnSync(process.execPath, script, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

buildIfNeeded();
const { compile } = await import('./compile.mjs');
await compile(join(root, 'test'), join(root, '.build', 'test'));
// As many helper threads of V8 as `npm start` keeps, and as much inlined; heaps may grow as they like.
step(
  '--v8-pool-size=0', '--max-inlined-bytecode-size-cumulative=300',
  join(root, '.build', 'test', 'bench', 'main.js'), ...process.argv.slice(2),
);
