import { categoryOf } from '../../domain/catalogue.js';
import { StreamErased } from '../../domain/shared/erasure.js';
import { event } from '../../domain/shared/event.js';
import type { Ledger } from '../ledger/ledger.js';
import { upcast } from '../ledger/upcast.js';
import { BEGINNING, type EventStore, type Position, type StoredEvent } from '../ports/event-store.js';
import type { Fence, KeptFence, LedgerPoint } from '../ports/fence-journal.js';
import { UnknownPerson, type Vault } from '../ports/vault.js';
import { eraseFenced, leaveMark } from './erase-stream.js';

/** What was made good. All are nothing where ledger, vault and journal were left as they are. */
export interface Replayed {
  /** Erasures that the ledger or the vault had forgotten, or that were never finished. */
  readonly erasedAgain: number;
  /** Erasures that only the ledger knew of. */
  readonly toldByLedger: number;
}

/** The vault destroyed keys, and nothing says on which decision: something here is an older copy. */
export class ErasuresUnknown extends Error {
  constructor(readonly streams: number) {
    super(`The vault destroyed the keys of ${streams} records, and neither the ledger nor the fence journal `
      + 'tells why: both are older copies. Put back the newest fence journal.');
    this.name = 'ErasuresUnknown';
  }
}

/**
 * Makes ledger, vault and fence journal agree on what was erased, before anything is served: any of them may
 * have been put back from a copy that is older than an erasure. What one of them knows is done in the others.
 * Throws `ErasuresUnknown` where that is not enough. Broken off, it is done again from the start.
 */
export const replayFences = async (ledger: Ledger): Promise<Replayed> => {
  const { store, vault, fences } = ledger;
  const erased = await vault.erasedStreams(); // first: what is destroyed by now has its mark by now
  const agreed = await heldBy(store, await fences.agreedUpTo());
  const toldByLedger = await tellJournal(ledger, agreed?.position ?? BEGINNING);
  const kept = await fences.all();
  const destroyed = new Set(erased.filter(({ state }) => state === 'destroyed').map(({ stream }) => stream));
  mustBeExplained(destroyed, kept);
  let erasedAgain = 0;
  for (const fence of kept) {
    if (agreed && fence.isDone && destroyed.has(fence.stream)) continue;
    if (await eraseAgain(ledger, fence)) erasedAgain += 1;
  }
  await agreeOnNewest(ledger);
  return { erasedAgain, toldByLedger };
};

/** Notes that ledger and journal agree now, so that less is read at the next start. */
export const agreeOnNewest = async ({ store, fences }: Ledger): Promise<void> => {
  const [newest] = await store.readAll(BEGINNING, { limit: 1, direction: 'backwards' });
  if (newest) await fences.agreeUpTo({ position: newest.position, event: newest.id });
};

/**
 * The point, if it is one in the history of this ledger. One that was put back from an older copy has nothing
 * there, or something of others that begins elsewhere: that is not asked for.
 */
const heldBy = async (store: EventStore, point?: LedgerPoint): Promise<LedgerPoint | undefined> => {
  if (!point || point.position > await store.head()) return undefined;
  const [there] = await store.readAt([point.position]);
  return there?.id === point.event ? point : undefined;
};

const BATCH = 2_000;

/** Tells the journal of the marks after a position; answers how many were news. */
const tellJournal = async ({ store, vault, fences }: Ledger, from: Position): Promise<number> => {
  const known = new Set((await fences.all()).map(({ stream }) => stream));
  let told = 0;
  for (let after = from; ;) {
    const batch = await store.readAll(after, { limit: BATCH });
    const news = batch.filter(({ type, stream }) => type === StreamErased.type && !known.has(stream));
    if (news.length > 0) {
      const records = await vault.streams(news.map(({ stream }) => stream));
      await fences.add(news.map((mark) => fenceOf(mark, records.get(mark.stream))));
      for (const { stream } of news) known.add(stream);
      told += news.length;
    }
    if (batch.length < BATCH) return told;
    after = batch.at(-1)!.position;
  }
};

const fenceOf = (mark: StoredEvent, record?: { readonly person: string; readonly case: string }): Fence => {
  const data: unknown = JSON.parse(new TextDecoder().decode(mark.payload));
  const { decision } = upcast(mark.type, mark.version, data) as StreamErased['data'];
  return {
    stream: mark.stream, category: categoryOf(mark.stream), case: record?.case ?? '', person: record?.person,
    decision, meta: mark.meta,
  };
};

const mustBeExplained = (destroyed: ReadonlySet<string>, kept: readonly KeptFence[]): void => {
  const known = new Set(kept.map(({ stream }) => stream));
  const unknown = [...destroyed].filter((stream) => !known.has(stream)).length;
  if (unknown > 0) throw new ErasuresUnknown(unknown);
};

/** Does what is missing of an erasure; answers whether anything was. */
const eraseAgain = async (ledger: Ledger, fence: KeptFence): Promise<boolean> => {
  const { stream, decision, meta } = fence;
  const mark = event(StreamErased, { decision });
  const known = (await ledger.vault.streams([stream])).get(stream);
  if (known) {
    const { repeated } = await eraseFenced(ledger, known, mark, meta);
    return !repeated || known.state !== 'destroyed';
  }
  const isBarred = await barSubject(ledger, fence);
  if ((await ledger.store.readStream(stream)).length === 0) return isBarred;
  const { repeated } = await leaveMark(ledger, stream, mark, meta);
  return !repeated || isBarred;
};

/**
 * A vault that is older than the stream would give its subject a new one, as if nothing had been erased: it
 * gets one that is erased at once. Where the subject has one already, with facts of its own, no decision says
 * that they are to go.
 */
const barSubject = async (ledger: Ledger, { stream: _, ...fence }: Fence): Promise<boolean> => {
  const { person, category, case: caseKey, decision, meta } = fence;
  if (person === undefined || !await isKnown(ledger.vault, person)) return false;
  const streams = await ledger.vault.streamsOf(person);
  if (streams.some((one) => one.category === category && one.case === caseKey)) return false;
  const bar = await ledger.vault.openStream(person, category, caseKey);
  const own = { ...meta, commandId: ledger.commandIdOf(bar, meta.commandId) };
  await ledger.fences.add([{ ...fence, stream: bar.stream, meta: own }]);
  await eraseFenced(ledger, bar, event(StreamErased, { decision }), own);
  return true;
};

const isKnown = async (vault: Vault, person: string): Promise<boolean> => {
  try {
    await vault.canonicalPerson(person);
    return true;
  } catch (error) {
    if (error instanceof UnknownPerson) return false;
    throw error;
  }
};
