import { contactLogKinds } from './contact-events.js';
import { targetGroupKinds } from './target-group-events.js';
import type { EventOf } from '../shared/event.js';

/** Everything that can stand in a municipality's file for one youth. */
export const kaaKinds = [...contactLogKinds, ...targetGroupKinds] as const;
export type KaaEvent = EventOf<(typeof kaaKinds)[number]>;
