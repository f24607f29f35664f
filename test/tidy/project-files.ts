import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A text file of the project; its path is relative to the root, with forward slashes. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

const NOT_OURS = new Set([
  '.build', '.git', '.liggare', 'bench-results', 'coverage', 'data', 'dist', 'node_modules',
]);
const TEXT = /\.(c?js|cjs|csv|json|md|mjs|ndjson|sh|ts|txt|ya?ml)$|^\.ci\/|(^|\/)\.[a-z]+$|Dockerfile$/;

const pathsUnder = (folder: string): string[] => readdirSync(folder, { withFileTypes: true })
  .filter(({ name }) => !NOT_OURS.has(name))
  .flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? pathsUnder(path) : [relative(root, path).replaceAll(sep, '/')];
  });

/** Every text file, committed or about to be; what git ignores is left out. */
export const projectFiles: readonly ProjectFile[] = pathsUnder(root).filter((path) => TEXT.test(path)).sort()
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

type Wanted = (match: RegExpExecArray, file: ProjectFile) => boolean;

/** Where a pattern (with the flag `g`) is found, as `path:line: what was found`. */
export const placesOf = (
  pattern: RegExp, files: readonly ProjectFile[], wanted: Wanted = () => true,
): string[] => files.flatMap((file) => [...file.text.matchAll(pattern)]
  .filter((match) => wanted(match, file))
  .map((match) => `${file.path}:${lineAt(file.text, match.index)}: ${match[0].trim()}`));
