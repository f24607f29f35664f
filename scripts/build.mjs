// Sources to .build/, module by module, and those to dist/, which the program runs from.
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { compile } from './compile.mjs';
import { root } from './npm.mjs';

const compiled = join(root, '.build', 'src');
await compile(join(root, 'src'), compiled);
await bundle(compiled, join(root, 'dist'));
