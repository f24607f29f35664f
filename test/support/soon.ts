import { setTimeout as pauseOf } from 'node:timers/promises';

const PAUSE_MS = 5;

/** The pause of whoever does rounds all the time: without any, they would keep a processor busy. */
export const soon = (): Promise<void> => pauseOf(PAUSE_MS);
