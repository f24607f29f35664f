// A process that takes a data folder and keeps it until it is killed: `node hold-folder.mjs <folder> <url>`.
// Says `held` once it has it, or why it cannot have it.
import { takeDataFolder } from '../../.build/src/infrastructure/data-folder.js';

const [path, url] = process.argv.slice(2);
try {
  const folder = await takeDataFolder(path);
  await folder.announce(url);
  process.stdout.write('held');
  process.stdin.resume();
} catch (error) {
  process.stdout.write(error.message);
}
