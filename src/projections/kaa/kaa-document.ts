import type { Position } from '../../application/ports/event-store.js';
import type { FactDocument } from '../person-facts.js';

/** Facts about a person, and of spells that registers opened the place in the ledger, by event id. */
export type KaaDocument = FactDocument & { readonly opened: Record<string, Position> };
