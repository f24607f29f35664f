#!/usr/bin/env node
import { createProgram } from './program.js';
import { runAsProcess } from './run-as-process.js';

await runAsProcess(createProgram);
