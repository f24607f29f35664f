// Measures the product: installs and compiles what is missing (into .bench/, beside nothing that is served),
// then runs test/bench/main.ts with its arguments. See docs/reference/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './npm.mjs';

/** Runs a script of node's in the project, and ends with it if it fails. */
const step = (...script) => {
  const { status } = spawnSync(process.execPath, script, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

step(join(root, 'scripts', 'ensure-installed.mjs'));
const { compile } = await import('./compile.mjs');
for (const folder of ['src', 'test']) await compile(join(root, folder), join(root, '.bench', folder));
// Compiled code looks for code lists, and for its version, where they lie beside the sources.
cpSync(join(root, 'package.json'), join(root, '.bench', 'package.json'));
cpSync(join(root, 'reference-data'), join(root, '.bench', 'reference-data'), { recursive: true });
step(join(root, '.bench', 'test', 'bench', 'main.js'), ...process.argv.slice(2));
