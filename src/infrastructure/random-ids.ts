import { randomUUID } from 'node:crypto';
import type { IdSource } from '../application/ports/id-source.js';

/** Random UUIDs from the operating system's generator. */
export const randomIds: IdSource = { next: () => randomUUID() };
