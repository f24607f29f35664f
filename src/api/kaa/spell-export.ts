import type { SpellRow } from '../../projections/kaa/collections.js';

/** The fields of an exported spell, in order; docs/reference/kaa-spells.md says what each of them means. */
export const spellFields = [
  'person', 'municipality', 'from', 'to', 'began', 'openedBy', 'ended', 'closedBy', 'waitsUntil',
  'startedInTime',
] as const satisfies readonly (keyof SpellRow)[];
