import { joinedBy, type JoinHolding, joinsHolding, oneWith } from '../../domain/person/joins.js';
import type { PersonFact } from '../../domain/person/municipality.js';
import { canonicalJson } from '../../domain/shared/fact-order.js';
import type { Vault } from '../ports/vault.js';
import { factsIn } from './facts-of.js';
import type { OpenedEvent } from './opened-event.js';

/** Where it stands who is who, and who goes by it. */
export interface JoinSources {
  readonly vault: Vault;
  /** What a stream holds, as far as it can be read. */
  read(stream: string): Promise<readonly OpenedEvent[]>;
}

/**
 * Has the vault know whether two ids are one person, as the ledger has it now: a join that was withdrawn
 * since is none, however late it is heard of, and whoever sends it again. Reads again after telling it,
 * so that of any number who do this at once the last to tell has told what holds. Throws `UnknownPerson`.
 */
export const heedJoins = async (sources: JoinSources, person: string, other: string): Promise<void> => {
  for (let told: string | undefined; ;) {
    const joins = await joinsAbout(sources, [person, other]);
    const holding = canonicalJson(joins);
    if (holding === told) return;
    if (oneWith(person, joins).includes(other)) await sources.vault.join(person, other);
    else await part(sources.vault, joins, person, other);
    told = holding;
  }
};

/** The same for those whom an event of a stream joins, or no longer does; nothing for any other event. */
export const heedJoinsBy = async (sources: JoinSources, stream: string, event: string): Promise<void> => {
  const said = factsIn<PersonFact>(await sources.read(stream), 'person').find(({ id }) => id === event);
  const other = said && joinedBy(said.event.data);
  const record = (await sources.vault.streams([stream])).get(stream);
  if (other !== undefined && record) await heedJoins(sources, record.madeFor, other);
};

const joinsAbout = async (sources: JoinSources, ids: readonly string[]): Promise<JoinHolding[]> => {
  const streams = (await Promise.all(ids.map((id) => sources.vault.streamsOf(id)))).flat();
  const records = new Map(streams.filter(({ category }) => category === 'person')
    .map(({ stream, madeFor }) => [stream, madeFor]));
  const said = await Promise.all([...records].map(async ([stream, of]) =>
    ({ of, facts: factsIn<PersonFact>(await sources.read(stream), 'person') })));
  return joinsHolding(said);
};

/** Those by whose id nobody goes leave; who is erased, and can say nothing, stays where they are. */
const part = async (
  vault: Vault, joins: readonly JoinHolding[], person: string, other: string,
): Promise<void> => {
  const survivor = await vault.canonicalPerson(person);
  if (await vault.canonicalPerson(other) !== survivor) return;
  const together = async (ids: readonly string[]): Promise<string[]> => {
    const going = await Promise.all(ids.map((id) => vault.canonicalPerson(id)));
    return ids.filter((_, index) => going[index] === survivor);
  };
  const theirs = await together(oneWith(other, joins));
  if (!theirs.includes(survivor)) return vault.part(theirs);
  const all = (await vault.streamsOf(survivor)).map(({ madeFor }) => madeFor);
  const rest = new Set([...await together(oneWith(person, joins)), ...all]);
  return vault.part([...rest].filter((id) => !theirs.includes(id)));
};
