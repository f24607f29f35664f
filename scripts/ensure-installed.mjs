// Installs what the lock file says when node_modules is missing or differs from it, so that `npm test` works
// on a fresh clone. Uses node's own modules only, since nothing else may be there yet. Development
// dependencies are included whatever NODE_ENV says: building needs them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './npm.mjs';

const packagesIn = (lockFile) => JSON.parse(readFileSync(lockFile, 'utf8')).packages;

/** The first reason to install, or undefined, by npm's own list of what it installed on this machine. */
const reasonToInstall = () => {
  const installedList = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedList)) return 'node_modules is missing';
  const installed = packagesIn(installedList);
  const outdated = Object.entries(packagesIn(join(root, 'package-lock.json')))
    .filter(([path, { optional, devOptional }]) => path !== '' && !optional && !devOptional)
    .find(([path, { version }]) => installed[path]?.version !== version);
  return outdated && `${outdated[0]} is not at version ${outdated[1].version}`;
};

const reason = reasonToInstall();
if (reason) {
  console.log(`Installing dependencies, since ${reason}: npm ci --include=dev`);
  if (!await npm('ci', '--include=dev')) {
    console.error('Dependencies could not be installed; see what npm says above.');
    process.exit(1);
  }
}
