import { createDemo } from './demo/demo.js';
import { runAsProcess } from './run-as-process.js';

await runAsProcess(createDemo);
