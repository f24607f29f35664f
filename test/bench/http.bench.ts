import type { Request } from 'autocannon';
import { CONNECTIONS, load } from './load.js';
import { inTurns, type Timings } from './measure.js';
import { type Figure, share } from './result.js';
import type { Rig } from './rig.js';
import { serving } from './serving.js';

const WANTED_SHARE = 0.35;
const CONSTANT: Request = { method: 'GET', path: '/health/live', headers: {} };

/**
 * Commands about persons in turn: each makes the record it writes in (a key in the vault), appends an event,
 * and is answered when both are durable.
 */
export const httpBench = async (rig: Rig): Promise<Figure[]> => {
  const { folder, persons } = await rig.filled();
  const { commands, rounds } = rig.sizes;
  return serving(folder, async ({ url, tokenOf }) => {
    // The region's, since an officer of a municipality writes of its own youths only.
    const next = attemptsOn(persons, await tokenOf('follow-up-officer', 'region'));
    const latencies: Timings[] = [];
    const { work, limit } = await inTurns(
      rounds, async () => (await load(url, commands, () => CONSTANT)).perSecond,
      async () => {
        const { perSecond, latency } = await load(url, commands, next);
        latencies.push(latency);
        return perSecond;
      },
    );
    return [share(
      `durable commands over HTTP, ${CONNECTIONS} connections`, work, 'requests/s',
      { what: 'the same server, a constant', value: limit }, WANTED_SHARE, { commands, rounds, latencies },
    )];
  });
};

/** An attempt to reach each person in turn; none of them twice. */
const attemptsOn = (persons: readonly string[], token: string): (() => Request) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ validOn: '2026-02-02', municipality: '1480', channel: 'phone' });
  let index = 0;
  return () => {
    const person = persons[index];
    if (person === undefined) throw new Error('There are fewer persons than commands');
    index += 1;
    return { method: 'POST', path: `/v1/persons/${person}/kaa-contact-attempts`, headers, body };
  };
};
