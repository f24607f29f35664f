import type { EventOf } from '../shared/event.js';
import { caseKinds } from './case-events.js';
import { contactLogKinds } from './contact-events.js';
import { planKinds } from './plan-events.js';
import { registerKinds } from './register-events.js';
import { targetGroupKinds } from './target-group-events.js';

/** Everything that somebody says in a municipality's file for one youth. */
export const fileKinds = [...contactLogKinds, ...targetGroupKinds, ...caseKinds, ...planKinds] as const;
export type KaaEvent = EventOf<(typeof fileKinds)[number]>;

/** Everything that stands in it: what is said, and the register that follows from it. */
export const kaaKinds = [...fileKinds, ...registerKinds] as const;
