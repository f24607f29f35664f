// Removes compiled files whose source is gone, so that nothing runs code that no longer exists.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const COMPILED = /\.js(\.map)?$/;

for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPILED.test(entry.name)) continue;
  const compiled = join(entry.parentPath, entry.name);
  const source = join(root, 'src', relative(dist, compiled).replace(COMPILED, '.ts'));
  if (!existsSync(source)) rmSync(compiled);
}
