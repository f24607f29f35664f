import type { Vault } from '../../src/application/ports/vault.js';

/** In which months readings of a person have somewhere to go. */
export const readingMonths = async (vault: Vault, person: string): Promise<string[]> => {
  const streams = await vault.streamsOf(person);
  return streams.filter(({ category }) => category === 'kaaread').map((stream) => stream.case);
};
