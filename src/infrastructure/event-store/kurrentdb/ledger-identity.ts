import type { IdSource } from '../../../application/ports/id-source.js';
import type { Position } from '../../../application/ports/event-store.js';
import { APPEND_WITHIN_MS, type Driver } from './driver.js';
import { actualRevisionIn, isStreamMissing } from './driver-error.js';
import { positionText } from './position-text.js';
import type { StreamNames } from './stream-names.js';

const TYPE = 'LedgerFounded';
/** How this version writes events into KurrentDB. */
const FORMAT = 1;

/** Who a ledger is, and where it begins in the log of the server. */
export interface LedgerIdentity {
  readonly id: string;
  readonly start: Position;
}

/** The ledger was written by another version than this. The message is for whoever started the program. */
export class LedgerFormatUnknown extends Error {
  constructor(format: unknown) {
    super(`The ledger in KurrentDB has format ${String(format)}; this version knows ${FORMAT}. `
      + 'Use the version of Liggare that wrote it, or a later one.');
    this.name = 'LedgerFormatUnknown';
  }
}

/** Nobody has founded the ledger. The message is for whoever started the program. */
export class NoSuchLedger extends Error {
  constructor(ledger: string) {
    super(`There is no ledger ${ledger} in KurrentDB. Check LIGGARE_KURRENTDB_URL and `
      + 'LIGGARE_KURRENTDB_LEDGER.');
    this.name = 'NoSuchLedger';
  }
}

/** Reads who the ledger is; throws `NoSuchLedger` where there is none. */
export const ledgerIdentity = async (driver: Driver, names: StreamNames): Promise<LedgerIdentity> => {
  const found = await read(driver, names);
  if (!found) throw new NoSuchLedger(names.ledger);
  return found;
};

/** The same; founds it where there is none. Of many who found it at once, one does. */
export const identityOrFounded = async (
  driver: Driver, names: StreamNames, ids: IdSource,
): Promise<LedgerIdentity> => {
  const found = await read(driver, names);
  if (found) return found;
  const data = Uint8Array.from(Buffer.from(JSON.stringify({ ledger: ids.next(), format: FORMAT })));
  const event = { id: ids.next(), type: TYPE, contentType: 'application/octet-stream' as const, data };
  try {
    await driver.append(names.identity, -1, [{ ...event, metadata: Uint8Array.of() }], APPEND_WITHIN_MS);
  } catch (error) {
    if (actualRevisionIn(error) === undefined) throw error;
  }
  return ledgerIdentity(driver, names);
};

const read = async (driver: Driver, names: StreamNames): Promise<LedgerIdentity | undefined> => {
  let identity: LedgerIdentity | undefined;
  const options = { maxCount: 1, direction: 'forwards', requiresLeader: true } as const;
  try {
    for await (const { event } of driver.readStream(names.identity, 'start', options)) {
      if (!event) continue;
      const text = Buffer.from(event.data as Uint8Array).toString('utf8');
      const { ledger, format } = JSON.parse(text) as { ledger: string; format: unknown };
      if (format !== FORMAT) throw new LedgerFormatUnknown(format);
      identity = { id: ledger, start: positionText(event.position!) };
    }
  } catch (error) {
    if (!isStreamMissing(error)) throw error;
  }
  return identity;
};
