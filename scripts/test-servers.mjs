// The test servers of KurrentDB and MongoDB by themselves; see test/support/test-servers.ts.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build-if-needed.mjs';
import { root } from './npm.mjs';

buildIfNeeded();
const { compile } = await import('./compile.mjs');
await compile(join(root, 'test'), join(root, '.build', 'test'));
await import(pathToFileURL(join(root, '.build', 'test', 'support', 'test-servers.js')));
