import type { Claim } from './fact-recorder.js';

/** The right to write in the file that a municipality keeps for a youth. */
export const kaaOf = (municipality: string): Claim =>
  ({ action: 'record-kaa-fact', source: 'case-worker', ownership: { organisations: [municipality] } });
