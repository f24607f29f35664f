import { soon } from '../../test/support/soon.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { takeDataFolder } from '../infrastructure/data-folder.js';
import { NoAnswer } from './api-client.js';
import { withServerOn } from './local-server.js';

const folder = temporaryFolder();
afterAll(() => folder.dispose());

test('a server that ends is waited for while it has the folder, then the next is asked', async () => {
  const held = await takeDataFolder(folder.path);
  await held.announce('http://stopping');
  const asked: string[] = [];
  const done = withServerOn(folder.path, (url) => {
    asked.push(url);
    return url === 'http://next' ? Promise.resolve('done') : Promise.reject(new NoAnswer(url, 'it stops'));
  });
  for (let nth = 0; nth < 50; nth += 1) await soon();
  await held.announce('http://next');
  expect([await done, asked]).toEqual(['done', ['http://stopping', 'http://next']]);
  await held.release();
});
