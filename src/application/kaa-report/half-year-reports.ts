import {
  makeReport, mustBeOver, type Override, publishLayout,
} from '../../domain/kaa-report/decide.js';
import {
  type ReportEvent, type ReportMade, type YouthReport, YouthReported,
} from '../../domain/kaa-report/events.js';
import { type RowDifference, rowDifferences } from '../../domain/kaa-report/differences.js';
import { daysOfHalfYear } from '../../domain/shared/half-year.js';
import type { Layout } from '../../domain/kaa-report/layout.js';
import { readLayout } from '../../domain/kaa-report/read-layout.js';
import {
  layoutFor, layoutsIn, type MadeReport, reportNamed, reportsIn, type ReportStep,
} from '../../domain/kaa-report/state.js';
import { reportFileName } from '../../domain/kaa-report/write-file.js';
import { policyIn } from '../../domain/kaa/policy.js';
import { rulesWithin } from '../../domain/kaa/rules.js';
import { type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import type { IsMunicipality } from '../../domain/shared/known-municipality.js';
import { refuseIf } from '../../domain/shared/refusal.js';
import { reported } from '../../domain/shared/reported.js';
import { readRoutines } from '../kaa/routines.js';
import type { CommandContext, Ledger, Receipt, Target } from '../ledger/ledger.js';
import type { Legible, OpenedEvent } from '../ledger/opened-event.js';
import type { Clock } from '../ports/clock.js';
import type { NewDigest } from '../ports/content-digest.js';
import type { IdSource } from '../ports/id-source.js';
import type { ReportSource } from '../ports/report-source.js';
import type { PersonEvents } from '../queries/person-events.js';
import {
  type Draft, draftOf, type FailingYouth, failingYouths, fileOf, type FiledYouth, totalsOf,
} from './draft.js';
import { type FrozenYouth, frozenYouths } from './frozen-youths.js';
import { inPieces, readYouths } from './read-youths.js';

export interface ReportServices {
  readonly ledger: Ledger;
  readonly source: ReportSource;
  readonly persons: Pick<PersonEvents, 'ofMany'>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly newDigest: NewDigest;
  /** The layout that ships with the product; it is assumed. */
  readonly shippedLayout: Layout;
  readonly isMunicipality: IsMunicipality;
}

/** Which report. */
export interface ReportAsked {
  readonly municipality: string;
  readonly half: string;
}

export interface MakingReceipt extends Receipt {
  /** The report that was made. */
  readonly report: string;
}

/** A report as it was made. */
export interface FrozenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Rows that are missing from it, since the records of those they are about were erased. */
  readonly erasedRows: number;
}

/** What would stand otherwise in a report if it were made now. */
export interface YouthDifference extends RowDifference {
  readonly person: string;
  readonly isProtected: boolean;
}

/**
 * Half-year reports of the activity responsibility. A report is worked out from the ledger as of one
 * position, held against the checks of its layout, and frozen: the rows of each youth in the municipality's
 * own file for them, and last of all what the report comes to, which makes it count. It is never changed; a
 * new one takes its place. Cut off before, it leaves rows that count for nothing.
 */
export class HalfYearReports {
  private readonly target: Target;

  constructor(private readonly services: ReportServices) {
    this.target = services.ledger.plainStream('kaareport', 'region');
  }

  /** The layout that ships, and those that were published, the newest last. */
  async layouts(): Promise<Layout[]> {
    return [this.services.shippedLayout, ...layoutsIn(await this.steps())];
  }

  /** Publishes a layout as it is written; refuses one that is none, with line and column. */
  async publishLayout(text: string, context: CommandContext): Promise<Receipt> {
    const layout = readLayout(text);
    return this.record({ command: 'PublishLayout', layout }, context, (steps) =>
      publishLayout(layout, steps));
  }

  /** All that were made, the newest last. */
  async all(): Promise<MadeReport[]> {
    return reportsIn(await this.steps());
  }

  /** Throws a refusal (`report-unknown`). */
  async one(id: string): Promise<MadeReport> {
    return reportNamed(id, await this.all());
  }

  /** What a report would say now; nothing is recorded. */
  async draft(asked: ReportAsked): Promise<Draft> {
    const published = layoutsIn(await this.steps());
    return this.draftIn(layoutFor(asked.half, published, this.services.shippedLayout), asked);
  }

  /** Makes a report, if its checks hold or those that fail are accepted by name. */
  async make(
    asked: ReportAsked, override: Override | undefined, context: CommandContext,
  ): Promise<MakingReceipt> {
    const content = { command: 'MakeHalfYearReport', ...asked, override };
    if (await this.isKnown(context)) return this.made(await this.record(content, context, () => []));
    const today = this.today();
    mustBeOver(asked.half, today);
    const draft = await this.draft(asked);
    const made: ReportMade = {
      report: this.services.ids.next(), validOn: today, ...asked, position: draft.position,
      layout: draft.layout, ...totalsOf(draft), rules: draft.rules,
      digest: fileOf(draft.youths, draft.layout, this.services.newDigest).digest,
    };
    const events = makeReport(made, override); // refuses before anything is recorded
    await this.recordRows(made, draft, context);
    return this.made(await this.record(content, context, () => events));
  }

  /**
   * The file of a report, the same bytes whenever it is asked for. Rows of whoever was erased are gone from
   * it, and it says how many. Refuses (`protected-in-report`) a file with somebody in it who is protected by
   * now, unless the caller may see such persons.
   */
  async file(id: string, maySeeProtected: boolean): Promise<FrozenFile> {
    const made = await this.one(id);
    const youths = await this.frozen(made);
    refuseIf(
      !maySeeProtected && youths.some(({ isProtected }) => isProtected), 'protected-in-report', undefined,
      'Somebody in it is protected; let somebody fetch it who may see protected persons.',
    );
    const { bytes, digest } = fileOf(youths, made.layout, this.services.newDigest);
    const rows = youths.reduce((sum, youth) => sum + youth.rows.length, 0);
    if (rows === made.rows && digest !== made.digest) {
      throw new Error('The rows of a half-year report are not those that were recorded');
    }
    return { name: reportFileName(made.layout, made), bytes, erasedRows: made.rows - rows };
  }

  /** How what would be reported now differs from what was; who was erased since is in neither. */
  async differences(id: string): Promise<YouthDifference[]> {
    const made = await this.one(id);
    const draft = await this.draftIn(made.layout, { municipality: made.municipality, half: made.half });
    const frozen = new Map((await this.frozen(made)).map((youth) => [youth.person, youth]));
    const now = new Map(draft.youths.map((youth) => [youth.person, youth]));
    return [...new Set([...frozen.keys(), ...now.keys()])].sort().flatMap((person) => {
      const [was, is] = [frozen.get(person), now.get(person)];
      const isProtected = was?.isProtected ?? is!.isProtected;
      return rowDifferences(was?.rows ?? [], is?.rows ?? [])
        .map((difference) => ({ person, isProtected, ...difference }));
    });
  }

  /** The checks that youths in a report fail, as it was made. */
  async failures(id: string): Promise<FailingYouth[]> {
    return failingYouths({ youths: await this.frozen(await this.one(id)) });
  }

  private async draftIn(layout: Layout, asked: ReportAsked): Promise<Draft> {
    const { source, persons, ledger, isMunicipality } = this.services;
    const days = daysOfHalfYear(asked.half);
    const found = await source.candidates(asked.municipality, days);
    const routines = await readRoutines(ledger);
    const policy = policyIn(routines, isMunicipality);
    const reporting = { ...asked, today: this.today(), policy };
    const youths = await readYouths(persons, { reporting, layout, ...found });
    return draftOf({ position: found.position, layout, rules: rulesWithin(routines, days) }, youths);
  }

  /** What was recorded of everybody in a report, in its order. */
  private async frozen({ report }: MadeReport): Promise<FrozenYouth[]> {
    const { source, persons } = this.services;
    return frozenYouths(persons, await source.personsIn(report), { report, today: this.today() });
  }

  private async recordRows(
    { report, validOn, municipality, half }: ReportMade, { youths }: Draft, context: CommandContext,
  ): Promise<void> {
    const { ledger } = this.services;
    const recordOne = async ({ person, place, rows, failures }: FiledYouth): Promise<void> => {
      const said = { report, validOn, municipality, half, place, rows, failures };
      const target = await ledger.personStream(person, 'kaa', municipality);
      await ledger.execute(target, said, { ...context, commandKey: `report|${report}` }, () =>
        [reported(YouthReported, said as YouthReport)]);
    };
    // Those that come together share a commit.
    for await (const some of inPieces(youths, RECORDED_AT_ONCE)) await Promise.all(some.map(recordOne));
  }

  private async made(receipt: Receipt): Promise<MakingReceipt> {
    const { stream, eventIds: [id] } = receipt;
    const event = (await this.services.ledger.read(stream)).find((one) => one.id === id) as Legible;
    return { ...receipt, report: (event.data as ReportMade).report };
  }

  private async isKnown({ commandKey }: CommandContext): Promise<boolean> {
    const { ledger } = this.services;
    const id = ledger.commandIdOf(this.target, commandKey);
    return (await ledger.read(this.target.stream)).some(({ meta }) => meta.commandId === id);
  }

  private async steps(): Promise<ReportStep[]> {
    return stepsIn(await this.services.ledger.read(this.target.stream));
  }

  private record(
    content: unknown, context: CommandContext,
    decide: (steps: readonly ReportStep[]) => readonly ReportEvent[],
  ): Promise<Receipt> {
    return this.services.ledger.execute(
      this.target, content, context, (recorded) => decide(stepsIn(recorded)));
  }

  private today(): CivilDate {
    return civilDateAt(this.services.clock.now());
  }
}

const RECORDED_AT_ONCE = 250;

const stepsIn = (recorded: readonly OpenedEvent[]): ReportStep[] => recorded.flatMap((one) =>
  (one.erased ? [] : [{
    event: { type: one.type, data: one.data } as ReportEvent, actor: one.meta.actor,
    recordedAt: one.recordedAt,
  }]));
