import type { EventOf } from '../shared/event.js';
import { caseKinds } from './case-events.js';
import { contactLogKinds } from './contact-events.js';
import { planKinds } from './plan-events.js';
import { targetGroupKinds } from './target-group-events.js';

/** Everything that can stand in a municipality's file for one youth. */
export const kaaKinds = [...contactLogKinds, ...targetGroupKinds, ...caseKinds, ...planKinds] as const;
export type KaaEvent = EventOf<(typeof kaaKinds)[number]>;
