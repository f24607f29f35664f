// Makes suites of many specs each: what they load is loaded once for all of them.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesIn } from './files.mjs';
import { root } from './npm.mjs';

const folder = join(root, '.build', 'together');

/** Specs that take long by themselves, or begin servers of their own. */
export const ALONE = ['test/contract/', 'test/faults/', '/kurrentdb/', '/mongodb/'];

/** These are a step of `npm test` by themselves. */
const TIDY = 'test/tidy/';

const isTaken = (path) => ![...ALONE, TIDY].some((part) => path.includes(part));

/** So few of a layer make a suite that none takes much longer than another. */
const MOST_SPECS = { acceptance: 3, composition: 9, properties: 9 };
const MOST_SHORT_SPECS = 40;

/** Imports, and comments between them, are at the top of every spec. */
const HEAD = /^(?:(?:import [^;]+;|\/\/.*|\/\*[^]*?\*\/)?\n)*/;
const RELATIVE = /(?<=(?: from |import\()')\.{1,2}\/[^']+/g;

const slashes = (path) => path.split(sep).join('/');
const fromTo = (file, other) => slashes(relative(dirname(file), other));

/** A spec as a function that describes it, each line where it was: errors tell the line of the spec. */
const asFunction = (spec, text, file) => {
  const [head] = HEAD.exec(text);
  const url = JSON.stringify(pathToFileURL(spec).href);
  const described = `export default () => describe('${slashes(relative(root, spec))}', () => { `;
  return `${head}${described}${text.slice(head.length)}});\n`
    .replaceAll(RELATIVE, (path) => fromTo(file, join(dirname(spec), path)))
    .replaceAll('import.meta.url', url);
};

const writeSuite = async (name, specs) => {
  const suite = join(folder, `${name}.spec.ts`);
  const functions = await Promise.all(specs.map(async (spec) => {
    const file = join(folder, relative(root, spec).replace(/\.spec\.ts$/, '.ts'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, asFunction(spec, await readFile(spec, 'utf8'), file));
    return file;
  }));
  const imports = functions.map((file, nth) =>
    `import spec${nth} from './${fromTo(suite, file).replace(/\.ts$/, '.js')}';\n`);
  const calls = functions.map((_, nth) => `spec${nth}();\n`);
  await writeFile(suite, [...imports, ...calls].join(''));
};

/** As many suites as needed, each of about as many specs: `api-1`, `api-2`. */
const divided = (layer, specs) => {
  const count = Math.ceil(specs.length / (MOST_SPECS[layer] ?? MOST_SHORT_SPECS));
  return Array.from({ length: count }, (_, nth) => ({
    name: `${layer}-${nth + 1}`,
    specs: specs.filter((_spec, index) => index % count === nth),
  }));
};

/** Makes them in `.build/together/`; what was there before goes. */
export const specsTogether = async () => {
  await rm(folder, { recursive: true, force: true });
  const byLayer = {};
  const found = await Promise.all(['src', 'test'].map((part) => filesIn(join(root, part), /\.spec\.ts$/)));
  for (const spec of found.flat().sort()) {
    const path = slashes(relative(root, spec));
    if (isTaken(path)) (byLayer[path.split('/')[1]] ??= []).push(spec);
  }
  await mkdir(folder, { recursive: true });
  const suites = Object.entries(byLayer).flatMap(([layer, specs]) => divided(layer, specs));
  await Promise.all(suites.map(({ name, specs }) => writeSuite(name, specs)));
};
