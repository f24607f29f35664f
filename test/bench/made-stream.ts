import { createHash } from 'node:crypto';
import { dashedUuid } from '../../src/infrastructure/uuid-bytes.js';
import type { PlacedEvent } from './bare-loop.js';

/** What a sealed fact about schooling takes, within a few bytes. */
const PAYLOAD_BYTES = 220;
const UUID_BYTES = 16;

/** A stream with so many events, of bytes that a seed repeats. */
export const madeStream = (seed: string, events: number): PlacedEvent[] => {
  const stream = `schooling-${uuidFrom(bytesOf(seed, UUID_BYTES))}`;
  return Array.from({ length: events }, (_, revision) => {
    const bytes = bytesOf(`${seed}|${revision}`, 3 * UUID_BYTES + PAYLOAD_BYTES);
    const [id, commandId, fingerprint] = [0, 1, 2].map((part) =>
      uuidFrom(bytes.subarray(part * UUID_BYTES, (part + 1) * UUID_BYTES))) as [string, string, string];
    const meta = { actor: 'bench', organisation: '1480', commandId, fingerprint };
    return {
      stream, revision, id, type: 'Enrolled', version: 1, meta, payload: bytes.subarray(3 * UUID_BYTES),
    };
  });
};

const bytesOf = (seed: string, outputLength: number): Buffer =>
  createHash('shake256', { outputLength }).update(seed).digest();

const uuidFrom = (bytes: Buffer): string => dashedUuid(bytes.toString('hex'));
