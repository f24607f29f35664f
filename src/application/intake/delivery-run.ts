import {
  DeliveryBroken, DeliveryCompleted, type DeliveryKind, LinesRefused, MOST_UNITS,
} from '../../domain/delivery/events.js';
import type { DeliveryCounts } from '../../domain/delivery/outcome.js';
import { event } from '../../domain/shared/event.js';
import { BEGINNING, type Position, StoreUnavailable } from '../ports/event-store.js';
import type { DeliveryFormat } from './delivery-formats.js';
import type { DeliveryLog } from './delivery-log.js';
import type { ProgressTeller } from './delivery-progress.js';
import { type DeliveryReport, REFUSALS_REPORTED } from './delivery-report.js';
import { type Interpreted, interpreted, isLegible } from './interpreted.js';
import type { Meter } from './meter.js';
import { type LineRefusal, Unreadable } from './reading/read-line.js';
import { readLines } from './reading/read-lines.js';
import type { FactWriter, LineToWrite } from './writing/fact-writer.js';
import type { Outcome } from './writing/line-in-hand.js';

/** So many lines are interpreted and written together. */
export const LINES_PER_BATCH = 500;
/** So many refused lines are noted with one event. */
const REFUSALS_PER_EVENT = 1_000;
/** So many refused lines are noted in all; further ones are counted. */
const MOST_REFUSALS_NOTED = 100_000;
const LONGEST_RULE = 300;
/** So many lines a delivery may have that is taken as a whole. */
const MOST_LINES_HELD = 20_000;

/** What it takes to receive one delivery. */
export interface RunSetting {
  readonly delivery: string;
  readonly kind: DeliveryKind;
  readonly format: DeliveryFormat;
  readonly meter: Meter;
  readonly totalBytes?: number;
  readonly log: DeliveryLog;
  readonly writer: FactWriter;
  readonly progress: ProgressTeller;
  /** Which lines of a delivery that is taken as a whole break a rule together with what is recorded. */
  readonly judge?: (lines: readonly LineToWrite[], areAll: boolean) => Promise<readonly LineRefusal[]>;
}

/** One attempt at receiving a delivery: lines are read and interpreted while those before are written. */
export class DeliveryRun {
  private readonly counts = { lines: 0, taken: 0, known: 0, refused: 0 };
  /** Lines of which nobody knows whether they are in the ledger. */
  private uncertain = 0;
  private readonly firstRefusals: LineRefusal[] = [];
  private unnoted: LineRefusal[] = [];
  private noted = 0;
  private readonly units = new Set<string>();

  constructor(private readonly setting: RunSetting) {}

  async toEnd(): Promise<DeliveryReport> {
    try {
      await this.readAndWrite();
      return await this.complete();
    } catch (error) {
      return await this.brokenOff(error);
    }
  }

  private async complete(): Promise<DeliveryReport> {
    await this.noteRefusals();
    const content = { sha256: this.setting.meter.sha256(), bytes: this.setting.meter.bytes };
    const units = [...this.units].sort();
    const position = await this.setting.log.append(event(DeliveryCompleted, {
      ...this.counts, ...content, ...(units.length > 0 && { units }),
    }));
    return { ...this.report(position), ...content, state: 'completed' };
  }

  private async readAndWrite(): Promise<void> {
    const { meter, format } = this.setting;
    const held: Interpreted[] = [];
    let writing: Promise<void> = Promise.resolve();
    try {
      for await (const lines of readLines(meter, format.reader, LINES_PER_BATCH)) {
        const read = lines.map((line) => interpreted(line, format));
        if (format.isWhole()) holdBack(held, read);
        else {
          await writing;
          writing = this.write(read);
          writing.catch(noticedLater);
        }
      }
    } finally {
      await writing;
    }
    await this.writeWhole(held);
  }

  /** All lines of a delivery that is taken as a whole, or none: those that break rules first. */
  private async writeWhole(held: readonly Interpreted[]): Promise<void> {
    const legible = held.filter(isLegible);
    const judged = await this.setting.judge?.(legible, legible.length === held.length) ?? [];
    const refused = [...held.filter((line): line is LineRefusal => !isLegible(line)), ...judged];
    const broken = new Set(refused.map(({ line }) => line));
    const lines = refused.length === 0 ? held : [
      ...refused.sort((a, b) => a.line - b.line),
      ...legible.filter(({ line }) => !broken.has(line)).map(({ line }) => ({ line, ...NOT_TAKEN })),
    ];
    for (let from = 0; from < lines.length; from += LINES_PER_BATCH) {
      await this.write(lines.slice(from, from + LINES_PER_BATCH));
    }
  }

  private async write(lines: readonly Interpreted[]): Promise<void> {
    const outcomes = (await this.written(lines)).values();
    for (const line of lines) {
      const outcome = isLegible(line) ? outcomes.next().value! : line;
      this.count(outcome);
      if (isLegible(line) && typeof outcome === 'string') this.noteUnits(line);
    }
    while (this.unnoted.length >= REFUSALS_PER_EVENT) await this.noteRefusals();
    const { progress, meter: { bytes }, totalBytes } = this.setting;
    await progress.tell({ ...this.counts, bytes, totalBytes });
  }

  /** Some of the lines may be durable where writing fails, and an append may be that was not answered. */
  private async written(lines: readonly Interpreted[]): Promise<Outcome[]> {
    const legible = lines.filter(isLegible);
    try {
      return await this.setting.writer.write(legible);
    } catch (error) {
      for (const line of lines) if (!isLegible(line)) this.count(line);
      this.counts.lines += legible.length;
      this.uncertain = legible.length;
      throw error;
    }
  }

  private count(outcome: Outcome): void {
    this.counts.lines += 1;
    this.counts[typeof outcome === 'string' ? outcome : 'refused'] += 1;
    if (typeof outcome === 'string') return;
    if (this.firstRefusals.length < REFUSALS_REPORTED) this.firstRefusals.push(outcome);
    if (this.noted + this.unnoted.length < MOST_REFUSALS_NOTED) this.unnoted.push(outcome);
  }

  /** Of whom a school system speaks: so it is known which schools have delivered. */
  private noteUnits({ facts }: LineToWrite): void {
    if (!('source' in facts) || facts.source !== 'school-system') return;
    for (const { event: { data } } of facts.statements) {
      const { unit } = data as { readonly unit?: string };
      if (unit !== undefined && this.units.size < MOST_UNITS) this.units.add(unit);
    }
  }

  private async noteRefusals(): Promise<void> {
    const lines = this.unnoted.slice(0, REFUSALS_PER_EVENT);
    if (lines.length === 0) return;
    await this.setting.log.append(event(LinesRefused, { lines }));
    this.unnoted = this.unnoted.slice(REFUSALS_PER_EVENT);
    this.noted += lines.length;
  }

  private async brokenOff(error: unknown): Promise<DeliveryReport> {
    const problem = problemIn(error);
    const position = await this.noteBroken(problem);
    if (problem === FAULT) throw error;
    return { ...this.report(position), state: 'broken', problem };
  }

  /** If not even this can be written, the delivery stays as one that is being received. */
  private async noteBroken(problem: Problem): Promise<Position> {
    try {
      await this.noteRefusals();
      return await this.setting.log.append(event(DeliveryBroken, { ...this.told(), ...problem }));
    } catch (error) {
      if (error instanceof StoreUnavailable) return BEGINNING;
      throw error;
    }
  }

  private report(position: Position): Omit<DeliveryReport, 'state'> {
    const { delivery, kind } = this.setting;
    return { delivery, kind, ...this.told(), refusals: this.firstRefusals, position };
  }

  private told(): DeliveryCounts & { readonly uncertain?: number } {
    return { ...this.counts, ...(this.uncertain > 0 && { uncertain: this.uncertain }) };
  }
}

const NOT_TAKEN = {
  code: 'list-not-taken', rule: 'Another row of the list is refused; mend that and send the list again.',
};

/** Keeps lines until all of them are known; so many that they do not fill the memory. */
export const holdBack = (held: Interpreted[], lines: readonly Interpreted[]): void => {
  if (held.length + lines.length > MOST_LINES_HELD) {
    throw new Unreadable('list-too-long', `Send at most ${MOST_LINES_HELD} rows in one list.`);
  }
  held.push(...lines);
};

interface Problem {
  readonly code: string;
  readonly rule: string;
}

const FAULT: Problem = {
  code: 'fault', rule: 'Liggare failed; what was taken stays. Send the delivery again.',
};

const problemIn = (error: unknown): Problem => {
  if (error instanceof Unreadable) return { code: error.code, rule: error.rule.slice(0, LONGEST_RULE) };
  if (!(error instanceof StoreUnavailable)) return FAULT;
  const rule = `${error.message}. What was taken stays; send the delivery again.`;
  return { code: 'store-unavailable', rule: rule.slice(0, LONGEST_RULE) };
};

/** A batch that fails to be written is noticed when the next one is due. */
const noticedLater = (): void => {};
