// Writes LICENSES.md: every dependency with its version and licence, as package-lock.json gives them, so that
// the list is the same on every machine. With --check it writes nothing and fails when the list is out of
// date, or when a licence is missing or not permissive.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './npm.mjs';

/** Licences that ask for no more than naming the authors. What is not here needs a decision first. */
const PERMISSIVE = new Set([
  '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC-BY-4.0', 'CC0-1.0', 'ISC', 'MIT',
  'Python-2.0', 'Zlib',
]);

/** Reads `MIT`, `(MIT OR CC0-1.0)` and the like: one alternative must be permissive in all its parts. */
const isPermissive = (expression) => expression.replace(/[()]/g, '').split(' OR ')
  .some((alternative) => alternative.split(' AND ').every((licence) => PERMISSIVE.has(licence)));

const dependencies = () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const byId = new Map();
  for (const [path, { name, version, license, dev = false }] of Object.entries(packages)) {
    if (path === '') continue;
    const called = name ?? path.split('node_modules/').at(-1);
    const id = `${called}@${version}`;
    const onlyDev = dev && (byId.get(id)?.onlyDev ?? true); // one version may be installed in several places
    byId.set(id, { name: called, version, licence: license ?? 'missing', onlyDev });
  }
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, dependency]) => dependency);
};

const table = (rows) => [
  '| package | version | licence |', '|---|---|---|',
  ...rows.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
].join('\n');

const page = (all) => `# Licences of the dependencies

Made by \`npm run licences\` from package-lock.json. The project's own licence is its owner's to choose.

## In production

What \`npm ci --omit=dev\` installs, and packages for other platforms.

${table(all.filter(({ onlyDev }) => !onlyDev))}

## In development only

${table(all.filter(({ onlyDev }) => onlyDev))}
`;

const file = join(root, 'LICENSES.md');
const all = dependencies();
const doubtful = all.filter(({ licence }) => !isPermissive(licence))
  .map(({ name, version, licence }) => `${name}@${version}: licence ${licence}`);

if (process.argv.includes('--check')) {
  const isCurrent = readFileSync(file, 'utf8') === page(all);
  const problems = isCurrent ? doubtful : ['LICENSES.md is out of date: npm run licences', ...doubtful];
  problems.forEach((problem) => console.error(problem));
  process.exit(problems.length > 0 ? 1 : 0);
}
writeFileSync(file, page(all));
