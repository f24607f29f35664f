import { reported } from '../shared/reported.js';
import { type LookEvent, LookedThrough, type LookTaken } from './events.js';

/** Up to where somebody has seen a list; undefined for whoever never looked. */
export const lookedThrough = (looks: readonly LookEvent[]): string | undefined =>
  looks.map(({ data }) => data.through).sort().at(-1);

/**
 * A look names what was shown, so that nothing is taken for seen that came in meanwhile. It never goes back:
 * of two windows the one that was shown less changes nothing.
 */
export const takeLook = (look: LookTaken, looks: readonly LookEvent[]): LookEvent[] => {
  const said = reported(LookedThrough, look);
  return look.through > (lookedThrough(looks) ?? '') ? [said] : [];
};
