import type { Ledger, Receipt } from '../../src/application/ledger/ledger.js';
import { ContactAttempted } from '../../src/domain/kaa/contact-events.js';
import { event } from '../../src/domain/shared/event.js';
import { under } from './test-ledger.js';

const attempt = {
  validOn: '2026-02-02', source: 'case-worker', municipality: '1480', channel: 'phone',
} as const;

/** Records one event about whoever has a number, in a stream of their own. */
export const recordAttempt = async (ledger: Ledger, number: string, key: string): Promise<Receipt> => {
  const target = await ledger.personStream(await ledger.vault.claim(number), 'kaa', '1480');
  return ledger.execute(target, attempt, under(key), () => [event(ContactAttempted, attempt)]);
};
