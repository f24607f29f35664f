import type { VaultRows, VaultTable } from '../../infrastructure/vault/vault-rows.js';
import { NotACopy } from './copy-events.js';

/**
 * Copies what a vault holds into another that is empty, or holds what a copy left that was broken off: what
 * is there is compared, what is missing or was another is put. All of it is read back and compared. Throws
 * `NotACopy` where it is not the same in the end, or where a copy that was finished would have to be changed.
 */
export const copyRows = async (source: VaultRows, target: VaultRows, isFinished: boolean): Promise<void> => {
  await copyTable('persons', source.persons, target.persons, isFinished);
  await copyTable('numbers', source.numbers, target.numbers, isFinished);
  await copyTable('streams', source.streams, target.streams, isFinished);
};

const copyTable = async <Row extends { readonly key: string }>(
  what: string, source: VaultTable<Row>, target: VaultTable<Row>, isFinished: boolean,
): Promise<void> => {
  for await (const page of source.pages()) {
    const missing = await unlike(page, target);
    if (missing.length === 0) continue;
    if (isFinished) throw new NotACopy(HAS_BEEN_SERVED);
    await target.put(missing);
  }
  let rows = 0;
  for await (const page of source.pages()) {
    rows += page.length;
    const different = (await unlike(page, target)).length;
    if (different > 0) throw new NotACopy(`Of the vault's ${what}, ${different} are read back as others`);
  }
  const there = await target.count();
  if (there > rows) throw new NotACopy(HAS_BEEN_SERVED);
};

const HAS_BEEN_SERVED = 'The vault copied into is another than the one copied from: one of them has been '
  + 'served since. Use another folder, another ledger and another database.';

const unlike = async <Row extends { readonly key: string }>(
  rows: readonly Row[], table: VaultTable<Row>,
): Promise<Row[]> => {
  const there = await table.find(rows.map(({ key }) => key));
  return rows.filter((row) => JSON.stringify(row) !== JSON.stringify(there.get(row.key)));
};
