import { kindOf } from '../../../domain/catalogue.js';
import type { Category } from '../../../domain/shared/event.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { LineFacts, PersonLine, PlainLine } from '../statement.js';
import { type KnownStream, KnownStreams, type WantedStream } from './known-streams.js';
import { type DeliveryMeta, LineInHand, type Outcome } from './line-in-hand.js';
import { type FoundLine, PersonFinder } from './person-finder.js';
import { StreamBatch } from './stream-batch.js';
import type { Turns } from './turns.js';

/** A line that could be read, and what it says. */
export interface LineToWrite<F extends LineFacts = LineFacts> {
  readonly line: number;
  readonly facts: F;
}

/** Writes what many lines say, in few appends and few reads. Reports are facts: nothing is decided upon. */
export class FactWriter {
  private readonly streams: KnownStreams;
  private readonly persons: PersonFinder;

  /** @param turns shared by all deliveries of a process, so that each can tell what was new with it */
  constructor(
    private readonly ledger: Ledger, private readonly turns: Turns, private readonly meta: DeliveryMeta,
  ) {
    this.streams = new KnownStreams(ledger);
    this.persons = new PersonFinder(ledger.vault);
  }

  /** What became of each line, in order; what was taken is durable. Rejects when the stores fail. */
  write(lines: readonly LineToWrite[]): Promise<Outcome[]> {
    return this.turns.take(() => this.writeInTurn(lines));
  }

  private async writeInTurn(lines: readonly LineToWrite[]): Promise<Outcome[]> {
    const about = lines.filter(isAboutPerson);
    const found = await this.persons.find(about.map(({ facts }) => facts));
    const inHand = [...await this.placeAbout(about, found), ...await this.placePlain(lines.filter(isPlain))];
    await this.append(inHand);
    for (const { join } of found) if (join) await this.ledger.vault.join(join.survivor, join.other);
    const outcomes = new Map(inHand.map((line) => [line.line, line.outcome]));
    return lines.map(({ line }) => outcomes.get(line)!);
  }

  /** Lines that bind a number come first, since they say by which number a new person is known. */
  private async placeAbout(
    lines: readonly LineToWrite<PersonLine>[], found: readonly FoundLine[],
  ): Promise<LineInHand[]> {
    const wanted = new Map<string, WantedStream>();
    lines.forEach(({ facts }, index) => categoriesOf(facts).forEach((category) => {
      const { person } = found[index]!;
      wanted.set(`${person}|${category}`, { person, category });
    }));
    const opened = await this.streams.ofPersons([...wanted.values()]);
    const streams = new Map([...wanted.keys()].map((key, index) => [key, opened[index]!]));
    const place = ({ line, facts }: LineToWrite<PersonLine>, index: number): LineInHand => {
      const whom = found[index]!;
      const streamOf = (category: Category): KnownStream => streams.get(`${whom.person}|${category}`)!;
      return LineInHand.aboutPerson({ line, meta: this.meta, ledger: this.ledger, streamOf }, facts, whom);
    };
    const placed = lines.map(place);
    const binds = (_: LineInHand, index: number): boolean => lines[index]!.facts.replaces !== undefined;
    return [...placed.filter(binds), ...placed.filter((line, index) => !binds(line, index))];
  }

  private async placePlain(lines: readonly LineToWrite<PlainLine>[]): Promise<LineInHand[]> {
    const placed: LineInHand[] = [];
    for (const { line, facts } of lines) {
      const stream = await this.streams.plain(facts.category, facts.list);
      const place = { line, meta: this.meta, ledger: this.ledger, streamOf: () => stream };
      placed.push(LineInHand.plain(place, facts));
    }
    return placed;
  }

  private async append(lines: readonly LineInHand[]): Promise<void> {
    const batches = new Map<KnownStream, StreamBatch>();
    const batchOf = (stream: KnownStream): StreamBatch => {
      const batch = batches.get(stream) ?? new StreamBatch(stream, this.ledger);
      batches.set(stream, batch);
      return batch;
    };
    for (const line of lines) line.joinBatches(batchOf);
    await allSettled([...batches.values()].map((batch) => batch.append(this.streams)));
  }
}

const isAboutPerson = (line: LineToWrite): line is LineToWrite<PersonLine> => 'about' in line.facts;
const isPlain = (line: LineToWrite): line is LineToWrite<PlainLine> => !isAboutPerson(line);

/** Of its facts, and of the record that makes a person known. */
const categoriesOf = ({ statements }: PersonLine): Set<Category> =>
  new Set(['person', ...statements.map(({ event }) => kindOf(event.type).category as Category)]);

/** Waits for all, so that nothing is under way when it rejects. */
const allSettled = async (works: readonly Promise<void>[]): Promise<void> => {
  const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
};
