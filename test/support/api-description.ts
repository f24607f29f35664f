import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shipped } from '../../src/infrastructure/program-files.js';

const pathOf = (file: string): string => fileURLToPath(shipped(file));

const KEPT = pathOf('.build/openapi.json');

/** When something was changed last that the description may tell of. */
const changedMs = (): number => {
  const sources = readdirSync(pathOf('src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts')).map((name) => join(pathOf('src'), name));
  return Math.max(...[...sources, pathOf('package-lock.json')].map((file) => statSync(file).mtimeMs));
};

const keptMs = (): number => statSync(KEPT, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * What the API says of itself, in OpenAPI. To say it takes longer than most tests do: it is kept for all
 * suites, until a source changes.
 */
export const apiDescription = async (say: () => Promise<string>): Promise<Record<string, unknown>> => {
  if (keptMs() <= changedMs()) {
    const half = `${KEPT}.${process.pid}`;
    writeFileSync(half, await say());
    renameSync(half, KEPT); // whole, for suites that read it at the same time
  }
  return JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, unknown>;
};
