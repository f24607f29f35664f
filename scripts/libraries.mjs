// The libraries that specs load, each with all that it needs in few files.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LEFT_OUT } from './bundle.mjs';
import { newestMs } from './files.mjs';
import { root } from './npm.mjs';

/** Those of many modules that many suites load. All others are loaded from node_modules. */
export const LIBRARIES = [
  '@nestjs/common', '@nestjs/core', '@nestjs/cqrs', '@nestjs/platform-fastify', '@nestjs/swagger',
  '@nestjs/testing', '@sinclair/typebox', '@sinclair/typebox/compiler', '@sinclair/typebox/errors',
  '@sinclair/typebox/value', 'class-transformer', 'class-validator', 'cli-progress', 'commander',
  'csv-parse/sync', 'fast-check', 'fastify', 'jose', 'prom-client', 'reflect-metadata', 'yazl',
];

/** What decides how they are made. */
const SETTINGS = ['package-lock.json', 'scripts/bundle.mjs', 'scripts/libraries.mjs'];

const folder = join(root, '.build', 'libraries');
const record = join(folder, 'made.json');

const FACADE = 'facade:';

/** Names what a library exports one by one: of a CommonJS module, a bundle would have the whole alone. */
const facadeOf = async (library) => {
  const names = Object.keys(await import(library)).filter((name) => /^[\w$]+$/.test(name));
  return `export { ${names.join(', ')} } from '${library}';`;
};

const facades = {
  name: 'facades',
  resolveId: (id) => (id.startsWith(FACADE) ? id : undefined),
  load: (id) => (id.startsWith(FACADE) ? facadeOf(id.slice(FACADE.length)) : undefined),
};

/**
 * Makes them, if something changed since. Every suite loads its modules anew: one of the API would find, read
 * and compile 1 200 modules of libraries.
 */
export default async () => {
  const madeMs = await newestMs([record]);
  if (madeMs > await newestMs(SETTINGS.map((file) => join(root, file)))) return;
  const { rolldown } = await import('rolldown'); // not before: mostly, nothing changed
  await rm(folder, { recursive: true, force: true });
  const made = await rolldown({
    cwd: root, platform: 'node', external: LEFT_OUT, logLevel: 'warn', plugins: [facades],
    input: Object.fromEntries(LIBRARIES.map((library) => [library, `${FACADE}${library}`])),
  });
  const { output } = await made.write({
    dir: folder, format: 'esm', strictExecutionOrder: true,
    entryFileNames: '[name].js', chunkFileNames: 'chunks/[hash].js',
  });
  await made.close();
  // Last: what was ended half-way is made again.
  await writeFile(record, JSON.stringify(output.map(({ fileName }) => fileName), undefined, 1));
};
