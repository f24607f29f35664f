import { kindOf } from '../../../domain/catalogue.js';
import type { Category } from '../../../domain/shared/event.js';
import { heedJoins } from '../../ledger/heed-joins.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Position } from '../../ports/event-store.js';
import type { LineFacts, PersonLine, PlainLine, Statement } from '../statement.js';
import { type KnownStream, KnownStreams, type Need, StreamMemory } from './known-streams.js';
import { type DeliveryMeta, LineInHand, type LineSetting, type Outcome } from './line-in-hand.js';
import { type FoundLine, PersonFinder } from './person-finder.js';
import { StreamBatch } from './stream-batch.js';
import { Turns } from '../../ledger/turns.js';

/** A line that could be read, and what it says. */
export interface LineToWrite<F extends LineFacts = LineFacts> {
  readonly line: number;
  readonly facts: F;
}

/** What the deliveries of a process share: they write in turns, so that each can tell what was new. */
export class SharedByDeliveries {
  readonly turns = new Turns();
  readonly memory = new StreamMemory();
}

/** Writes what many lines say, in few appends and few reads. Reports are facts: nothing is decided upon. */
export class FactWriter {
  private readonly streams: KnownStreams;
  private readonly persons: PersonFinder;
  private readonly setting: LineSetting;

  constructor(
    private readonly ledger: Ledger, private readonly shared: SharedByDeliveries, meta: DeliveryMeta,
  ) {
    this.setting = { ledger, meta };
    this.streams = new KnownStreams(ledger, shared.memory);
    this.persons = new PersonFinder(ledger.vault);
  }

  /** What became of each line, in order; what was taken is durable. Rejects when the stores fail. */
  write(lines: readonly LineToWrite[]): Promise<Outcome[]> {
    return this.shared.turns.take(() => this.writeInTurn(lines));
  }

  private async writeInTurn(lines: readonly LineToWrite[]): Promise<Outcome[]> {
    const before = await this.ledger.store.head();
    const about = lines.filter(isAboutPerson);
    const found = await this.persons.find(about.map(({ facts }) => facts));
    const inHand = [...await this.takeAbout(about, found), ...await this.takePlain(lines.filter(isPlain))];
    await this.append(inHand, before);
    for (const { join } of found) if (join) await heedJoins(this.ledger, join.survivor, join.other);
    const outcomes = new Map(inHand.map((line) => [line.line, line.outcome]));
    return lines.map(({ line }) => outcomes.get(line)!);
  }

  /** Lines that bind a number come first, since they say by which number a new person is known. */
  private async takeAbout(
    lines: readonly LineToWrite<PersonLine>[], found: readonly FoundLine[],
  ): Promise<LineInHand[]> {
    const needs = lines.map(({ facts }, index) => needOf(facts, found[index]!.person));
    const records = await this.streams.ofPersons(needs);
    const taken = lines.map(({ line, facts }, index) => {
      const [whom, streams] = [found[index]!, records[index]!];
      const inHand = new LineInHand(line, this.setting);
      inHand.meet(streams.person!, whom.knownBy, facts.source);
      for (const one of facts.statements) inHand.state(streams[categoryOf(one)]!, one, whom.join?.other);
      return inHand;
    });
    const binds = (_: LineInHand, index: number): boolean => bindsNumber(lines[index]!.facts);
    if (!taken.some(binds)) return taken;
    return [...taken.filter(binds), ...taken.filter((line, index) => !binds(line, index))];
  }

  private async takePlain(lines: readonly LineToWrite<PlainLine>[]): Promise<LineInHand[]> {
    const taken: LineInHand[] = [];
    for (const { line, facts } of lines) {
      const inHand = new LineInHand(line, this.setting);
      const stream = await this.streams.plain(facts.category, facts.list);
      for (const statement of facts.statements) inHand.state(stream, statement);
      taken.push(inHand);
    }
    return taken;
  }

  private async append(lines: readonly LineInHand[], before: Position): Promise<void> {
    const batches = new Map<KnownStream, StreamBatch>();
    const batchOf = (stream: KnownStream): StreamBatch => {
      const batch = batches.get(stream) ?? new StreamBatch(stream, this.streams, this.ledger, before);
      batches.set(stream, batch);
      return batch;
    };
    for (const line of lines) line.joinBatches(batchOf);
    await allSettled([...batches.values()].map((batch) => batch.append()));
  }
}

const isAboutPerson = (line: LineToWrite): line is LineToWrite<PersonLine> => 'about' in line.facts;
const isPlain = (line: LineToWrite): line is LineToWrite<PlainLine> => !isAboutPerson(line);

const bindsNumber = ({ replaces, alsoKnownBy }: PersonLine): boolean =>
  replaces !== undefined || alsoKnownBy !== undefined;

/** The record that a fact belongs in. */
const categoryOf = ({ event }: Statement): Category => kindOf(event.type).category as Category;

/** The records of its facts, and the one that makes a person known. */
const needOf = ({ statements }: PersonLine, person: string): Need =>
  ({ person, categories: ['person', ...statements.map(categoryOf)] });

/** Waits for all, so that nothing is under way when it rejects. */
const allSettled = async (works: readonly Promise<void>[]): Promise<void> => {
  const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
};
