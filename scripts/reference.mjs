// Writes the pages of docs/reference that are made from the code, so that they always tell what it does.
// Needs .build/ as it was built last. With --check it writes nothing and fails when a page is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './npm.mjs';
import { accessPage } from './reference/access.mjs';
import { apiPage } from './reference/api.mjs';
import { cliPage } from './reference/cli.mjs';
import { configurationPage } from './reference/configuration.mjs';
import { eventsPage } from './reference/events.mjs';
import { metricsPage } from './reference/metrics.mjs';
import { problemsPage } from './reference/problems.mjs';

const pages = {
  'access.md': accessPage(), 'api.md': await apiPage(), 'cli.md': cliPage(),
  'configuration.md': configurationPage(), 'events.md': eventsPage(), 'metrics.md': await metricsPage(),
  'problems.md': problemsPage(),
};

const fileOf = (name) => join(root, 'docs', 'reference', name);

const textIn = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
};

const outdated = Object.entries(pages).filter(([name, text]) => textIn(fileOf(name)) !== text);

if (process.argv.includes('--check')) {
  for (const [name] of outdated) console.error(`docs/reference/${name} is out of date: npm run reference`);
  process.exit(outdated.length > 0 ? 1 : 0);
}
for (const [name, text] of outdated) {
  writeFileSync(fileOf(name), text);
  console.log(`docs/reference/${name}`);
}
