// Sources to dist/.
import { join } from 'node:path';
import { compile } from './compile.mjs';
import { root } from './npm.mjs';

await compile(join(root, 'src'), join(root, 'dist'));
