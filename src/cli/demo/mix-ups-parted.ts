import { mixUps } from '../../application/simulation/mix-ups.js';
import { Random } from '../../application/simulation/random.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { ApiClient } from '../api-client.js';
import type { Recorded, Youth } from './case-work-done.js';

interface Seen {
  readonly today: { readonly numbers: readonly { readonly value: string }[] };
}

/** A stream of chance far from those of the work. */
const MIX_UP_STREAM = 0x7000_0000;

/**
 * Takes some youths for others, through the API, and parts them again: nothing is recorded of either while
 * they are one. Answers how many pairs, and where the ledger was after the last.
 */
export const partMixUps = async (
  client: ApiClient, youths: readonly Youth[], { seed, on: validOn }: { seed: number; on: CivilDate },
): Promise<{ readonly pairs: number; readonly position?: string }> => {
  const pairs = mixUps(Random.of(seed, MIX_UP_STREAM), youths);
  let position: string | undefined;
  for (const [{ person: one }, { person: other }] of pairs) {
    const { today: { numbers } } = await client.get<Seen>(`/v1/persons/${other}`);
    const json = { validOn, identityNumber: numbers[0]!.value };
    const { eventIds: [withdraws] } =
      await client.post<Recorded>(`/v1/persons/${one}/identity-numbers`, { json });
    const parting = { withdraws, reason: 'registered-by-mistake' };
    ({ position } =
      await client.post<Recorded>(`/v1/persons/${one}/population-withdrawals`, { json: parting }));
  }
  return { pairs: pairs.length, position };
};
