import { FileRead, type ReadEvent } from '../../domain/kaa/read-events.js';
import { reported } from '../../domain/shared/reported.js';
import type { CommandContext, Ledger } from '../ledger/ledger.js';

/** Records a reading; the ones of each month are in a stream of their own, so that none grows long. */
export const recordRead = async (
  ledger: Ledger, person: string, said: ReadEvent['data'], context: CommandContext,
): Promise<void> => {
  const read = reported(FileRead, said);
  const canonical = await ledger.vault.canonicalPerson(person);
  const target = await ledger.personStream(canonical, 'kaaread', said.validOn.slice(0, 7));
  await ledger.execute(target, { command: 'RecordRead', said }, context, () => [read]);
};
