import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesIn, newestMs } from './files.mjs';
import { root } from './npm.mjs';

/** What a process or a thread is started from. */
const STARTED = [
  'cli/main', 'cli/demo', 'composition/projector/maker-thread', 'composition/projector/projector-thread',
  'composition/shared/leading-thread', 'composition/what-if/comparer-thread',
  'infrastructure/event-store/sqlite/writer-thread',
  'composition/embedded', // as a library: by processes that tests start, to be killed
];

/** What stays in node_modules. */
export const LEFT_OUT = [
  // They look for files that lie beside them: native code, pages, descriptions of protocols.
  '@photostructure/sqlite', 'sodium-native', 'pino', 'swagger-ui-dist',
  // Few need them, and whoever does loads them then.
  '@eventstore/db-client', '@kurrent/kurrentdb-client', 'mongodb',
  // Nest asks whether they are there, and does without.
  /^@nestjs\/(microservices|platform-express|websockets)/, /^@fastify\/(multipart|view)$/,
  'class-transformer/storage',
];

/** What decides how a bundle is made, besides the code in it. */
const SETTINGS = ['package-lock.json', 'scripts/bundle.mjs'].map((file) => join(root, file));

/**
 * Makes files of many modules each, our own and those of libraries, since a process that finds and loads them
 * one by one takes twice as long to start (ADR 0029). Only if something changed since.
 */
export const bundle = async (from, to) => {
  const record = join(to, 'bundle.json');
  const madeMs = await newestMs([record]);
  if (madeMs > await newestMs([...await filesIn(from, /\.js$/), ...SETTINGS])) return;
  const { rolldown } = await import('rolldown'); // not before: mostly, nothing changed
  const made = await rolldown({
    cwd: root, platform: 'node', external: LEFT_OUT, logLevel: 'warn',
    input: Object.fromEntries(STARTED.map((name) => [name, join(from, `${name}.js`)])),
  });
  const { output } = await made.write({
    dir: to, format: 'esm', sourcemap: true, strictExecutionOrder: true,
    entryFileNames: '[name].js', chunkFileNames: 'chunks/[hash].js',
  });
  await made.close();
  // npx does so only the first time that it is called in a folder.
  await chmod(join(to, 'cli', 'main.js'), 0o755);
  const wanted = new Set(output.map(({ fileName }) => join(to, fileName)));
  const gone = (await filesIn(to, /\.js(\.map)?$/)).filter((file) => !wanted.has(file));
  await Promise.all(gone.map((file) => rm(file)));
  // Last: what was ended half-way is made again.
  await writeFile(record, JSON.stringify([...wanted], undefined, 1));
};
