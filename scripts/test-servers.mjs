// The test servers of KurrentDB and MongoDB by themselves; `npm run test-servers -- --help` tells more.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build-if-needed.mjs';
import { root } from './npm.mjs';

buildIfNeeded();
const { Command } = await import('commander');
new Command('npm run test-servers --')
  .description('Test servers of KurrentDB and MongoDB, on this machine only, in memory only. They print '
    + 'their addresses; what is typed at them, such as "kurrentdb away", brings bad days.')
  .parse();
const { compile } = await import('./compile.mjs');
await compile(join(root, 'test'), join(root, '.build', 'test'));
await import(pathToFileURL(join(root, '.build', 'test', 'support', 'test-servers.js')));
