import { spawnSync } from 'node:child_process';
import { root } from './project-files.js';

test('the reference pages that are made from the code are up to date', () => {
  const check = ['scripts/reference.mjs', '--check'];
  const { status, stderr } = spawnSync(process.execPath, check, { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
