import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { root } from './npm.mjs';

const SOURCE = /(?<!\.(spec|long|contract))\.ts$/;
const COMPILED = /\.js(\.map)?$/;
const AT_ONCE = 32;
/** What decides how sources are compiled, besides the sources. */
const SETTINGS = ['.swcrc', 'package-lock.json', 'scripts/compile.mjs'];

/** Paths of files below a folder whose names are as wanted. */
const filesIn = async (folder, wanted) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
};

const changedMs = async (file) => {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (error.code === 'ENOENT') return 0;
    throw error;
  }
};

const compileFile = async (source, compiled) => {
  const { code, map } = await transformFile(source, {
    cwd: root, sourceFileName: relative(dirname(compiled), source),
  });
  await mkdir(dirname(compiled), { recursive: true });
  await writeFile(compiled, `${code}//# sourceMappingURL=${basename(compiled)}.map\n`);
  await writeFile(`${compiled}.map`, map); // last: what was ended half-way is compiled again
};

/**
 * Compiles the sources of a folder into another: only what changed since, and without a look at types, which
 * `npm run typecheck` takes. Compiled files whose source is gone are removed, so that nothing runs code that
 * no longer exists.
 */
export const compile = async (from, to) => {
  const settingsMs = Math.max(...await Promise.all(SETTINGS.map((file) => changedMs(join(root, file)))));
  const compiledOf = (source) => join(to, relative(from, source).replace(SOURCE, '.js'));
  const sources = await filesIn(from, SOURCE);
  const waiting = [...sources];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
      const [sourceMs, compiledMs] = [await changedMs(source), await changedMs(`${compiledOf(source)}.map`)];
      if (compiledMs <= Math.max(sourceMs, settingsMs)) await compileFile(source, compiledOf(source));
    }
  }));
  const wanted = new Set(sources.map(compiledOf));
  const gone = (await filesIn(to, COMPILED)).filter((file) => !wanted.has(file.replace(/\.map$/, '')));
  await Promise.all(gone.map((file) => rm(file)));
};
