// Measures the product: installs and builds what is missing, the bench itself into .build/test,
// then runs test/bench/main.ts with its arguments. See docs/reference/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
// What node is told by `npm start`, but for its heaps: those may grow as they like.
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const flags = scripts.start.split(' ').filter((word) => word.startsWith('--') && !/-space-|heap/.test(word));
step(...flags, join(root, '.build', 'test', 'bench', 'main.js'), ...process.argv.slice(2));
