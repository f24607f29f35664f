import autocannon, { type Request } from 'autocannon';
import { type Timings, timings } from './measure.js';

export const CONNECTIONS = 64;

/** What came of a load. */
export interface Load {
  readonly perSecond: number;
  readonly latency: Timings;
}

/**
 * Sends so many requests over 64 connections, each the next one that `next` gives; throws unless every one is
 * answered with success. The clock runs from the start to the last answer.
 */
export const load = async (url: string, amount: number, next: () => Request): Promise<Load> => {
  const latenciesMs: number[] = [];
  const startMs = performance.now();
  let lastMs = startMs;
  const run = autocannon({
    url, amount, connections: CONNECTIONS, requests: [{ ...next(), setupRequest: next }],
  });
  run.on('response', (_client: unknown, _status: number, _bytes: number, ms: number) => {
    lastMs = performance.now();
    latenciesMs.push(ms);
  });
  const { errors, timeouts, non2xx } = await run;
  if (errors + timeouts + non2xx > 0 || latenciesMs.length < amount) {
    throw new Error(`Not all requests went well: ${JSON.stringify({ errors, timeouts, non2xx })}`);
  }
  return { perSecond: amount / (lastMs - startMs) * 1_000, latency: timings(latenciesMs) };
};
