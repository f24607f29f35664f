import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { changedMs, filesIn, newestMs } from './files.mjs';
import { root } from './npm.mjs';

const SOURCE = /(?<!\.(spec|long|contract))\.ts$/;
const COMPILED = /\.js(\.map)?$/;
const AT_ONCE = 32;
/** What decides how sources are compiled, besides the sources. */
const SETTINGS = ['.swcrc', 'package-lock.json', 'scripts/compile.mjs'];

const compileFile = async (source, compiled) => {
  const { transformFile } = await import('@swc/core'); // not before: mostly, nothing changed
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
  const settingsMs = await newestMs(SETTINGS.map((file) => join(root, file)));
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
