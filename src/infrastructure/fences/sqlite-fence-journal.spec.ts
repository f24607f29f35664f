import { DatabaseSync } from '@photostructure/sqlite';
import { fenceJournalContract } from '../../../test/contract/fence-journal.contract.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import type { FenceJournal } from '../../application/ports/fence-journal.js';
import { openSqliteFenceJournal } from './sqlite-fence-journal.js';

const clock = { now: () => 0 };

fenceJournalContract('sqlite', async () => {
  const folder = temporaryFolder();
  const file = folder.file('fences.db');
  const opened: FenceJournal[] = [];
  const open = (): FenceJournal => {
    const journal = openSqliteFenceJournal({ file, clock });
    opened.push(journal);
    return journal;
  };
  return {
    journal: open(), reopen: async () => open(),
    dispose: async () => {
      for (const journal of opened) await journal.close();
      folder.dispose();
    },
  };
});

test.each([
  ['taken out', 'DELETE FROM fences'], ['changed', 'UPDATE fences SET decision = \'none\''],
])('a fence is not %s, whoever writes to the file', async (_, sql) => {
  const folder = temporaryFolder();
  const file = folder.file('fences.db');
  const journal = openSqliteFenceJournal({ file, clock });
  const meta = { actor: 'a', organisation: '1480', commandId: 'c' };
  await journal.add([{ stream: 'kaa-1', category: 'kaa', case: '', decision: 'KS 2026/17', meta }]);
  await journal.close();
  const database = new DatabaseSync(file);
  expect(() => database.exec(sql)).toThrow('fences are only added');
  database.close();
  folder.dispose();
});
