import {
  abandonSettlement, approveSettlement, issueSettlement, type MonthsAsked, mustBeSettleable,
  prepareSettlement,
} from '../../domain/settlement/decide.js';
import { ChargesRecorded, type SettlementEvent } from '../../domain/settlement/events.js';
import {
  type Preparation, type Settlement, settledThrough, settlementNamed, settlementsIn, type Step,
} from '../../domain/settlement/state.js';
import { type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import { event } from '../../domain/shared/event.js';
import { refuse, refuseIf } from '../../domain/shared/refusal.js';
import type { CommandContext, Ledger, Receipt, Target } from '../ledger/ledger.js';
import type { Legible, OpenedEvent } from '../ledger/opened-event.js';
import type { AccountsView, ChargeSource, ChargeSum, LineFilter } from '../ports/charge-source.js';
import type { Position } from '../ports/event-store.js';
import type { Clock } from '../ports/clock.js';
import type { NewDigest } from '../ports/content-digest.js';
import type { IdSource } from '../ports/id-source.js';
import { BegunReconciliations } from './begun-reconciliations.js';
import { Adding, type DraftAsked, draftLines, type PersonLines, type Totals } from './draft.js';
import { type DraftPage, draftPage, type PageAsked, type PartAsked } from './draft-page.js';
import { draftSums } from './draft-sums.js';
import { reconcile, type Reconciliation } from './reconciliation.js';

export interface SettlementServices {
  readonly ledger: Ledger;
  readonly source: ChargeSource;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly newDigest: NewDigest;
}

export interface PreparationReceipt extends Receipt {
  /** The settlement that was prepared. */
  readonly settlement: string;
}

/**
 * Settles months: works out what is due and was not issued, has it approved by a second person, and records
 * every line in its person's own record of charges. All settlements stand in one stream, so that no two are
 * issued at once. A settlement counts from `SettlementIssued` on; killed before that, it is completed by
 * approving it again, or given up.
 */
export class Settlements {
  private readonly target: Target;
  private readonly reconciliations = new BegunReconciliations();

  constructor(private readonly services: SettlementServices) {
    this.target = services.ledger.plainStream('settlement', 'region');
  }

  /** All there were, the newest last. */
  async all(): Promise<Settlement[]> {
    return settlementsIn(stepsIn(await this.services.ledger.read(this.target.stream)));
  }

  /** Throws a refusal (`settlement-unknown`). */
  async one(id: string): Promise<Settlement> {
    return settlementNamed(id, await this.all());
  }

  /**
   * Works out what settling through a month would charge, and notes what it comes to, for approval; and what
   * it leaves out, being of months too long ago.
   */
  async prepare(months: MonthsAsked, context: CommandContext): Promise<PreparationReceipt> {
    const today = this.today();
    mustBeSettleable(months, today);
    const settlement = this.services.ids.next();
    const settlements = await this.all();
    const receipt = await this.services.source.asOfNow(async (view) => {
      const adding = await this.added(view, draftAsked(settlements, months, today));
      const { position, rules } = view;
      const preparation = {
        settlement, validOn: today, position, rules, ...months, ...adding.totals(),
        outside: adding.outside(),
      };
      return this.record({ command: 'PrepareSettlement', ...months }, context, (steps) =>
        prepareSettlement(preparation, steps, today));
    });
    return { ...receipt, settlement: await this.preparedBy(receipt) };
  }

  /** A page of the lines that settling through a month would add now, or of those it would leave out. */
  async draftPage(
    months: Omit<MonthsAsked, 'reason'>, part: PartAsked, page: PageAsked,
  ): Promise<DraftPage> {
    const asked = draftAsked(await this.all(), months, this.today());
    return this.services.source.asOfNow((view) => draftPage(view, asked, part, page));
  }

  /** What settling through a month would come to now, per payer, payee, study path and month. */
  async draftSums(months: Omit<MonthsAsked, 'reason'>, filter: LineFilter): Promise<ChargeSum[]> {
    const asked = draftAsked(await this.all(), months, this.today());
    return this.services.source.asOfNow((view) => draftSums(view, asked, filter));
  }

  /** Every settled month: what was issued, what is right now, and what explains the difference. */
  async reconcile(filter: LineFilter): Promise<Reconciliation> {
    const all = await this.all();
    const one = await this.services.source.asOfNow((view) => reconcile(view, all, filter, this.today()));
    this.reconciliations.begin(filter, one);
    return one;
  }

  /** The same that was begun last, for its next page; a new one if there is none that knows as much. */
  async reconcileOn(filter: LineFilter, atLeast?: Position): Promise<Reconciliation> {
    return this.reconciliations.begun(filter, atLeast) ?? this.reconcile(filter);
  }

  /** Throws a refusal: lines of a settlement that is not issued count for nothing. */
  async mustBeIssued(id: string): Promise<void> {
    const { stage } = await this.one(id);
    refuseIf(
      stage !== 'issued', 'settlement-not-issued', undefined,
      'It has lines once it is issued; the draft shows those it would have.',
    );
  }

  /** Where in the ledger the last one was issued, if any was. */
  async lastIssuedAt(): Promise<Position | undefined> {
    const recorded = await this.services.ledger.read(this.target.stream);
    return recorded.findLast(({ type }) => type === 'SettlementIssued')?.position;
  }

  /**
   * Approves what was prepared, if it would still come to the same, and issues it. Approved before and cut
   * off while it was issued, it is issued to the end. If facts have come in between, it is given up: what is
   * not as it was approved must not be issued.
   */
  async approve(id: string, context: CommandContext): Promise<Receipt> {
    const settlements = await this.all();
    const { stage, validOn, digest, ...prepared } = settlementNamed(id, settlements);
    const asked = draftAsked(settlements, prepared, validOn);
    return this.services.source.asOfNow(async (view) => {
      if (stage === 'issued') return this.approval(id, digest, context);
      const totals = (await this.added(view, asked)).totals();
      if (stage === 'approved' && totals.digest !== digest) return this.giveUpOutrun(id, context);
      const approved = await this.approval(id, totals.digest, context);
      await this.recordCharges(view, asked, { id, context });
      const issued = await this.issue(id, totals, context);
      return { ...issued, eventIds: [...approved.eventIds, ...issued.eventIds] };
    });
  }

  /** What was recorded for it counts for nothing; refuses what is issued. */
  async abandon(id: string, reason: string, context: CommandContext): Promise<Receipt> {
    const abandonment = { settlement: id, validOn: this.today(), reason };
    return this.record({ command: 'AbandonSettlement', id, reason }, context, (steps) =>
      abandonSettlement(abandonment, steps));
  }

  /** The settlement that a command prepared: of one sent again, the one it prepared at first. */
  private async preparedBy({ stream, eventIds: [id] }: Receipt): Promise<string> {
    const event = (await this.services.ledger.read(stream)).find((one) => one.id === id) as Legible;
    return (event.data as Preparation).settlement;
  }

  private approval(id: string, digest: string, context: CommandContext): Promise<Receipt> {
    const approval = { settlement: id, validOn: this.today(), digest };
    return this.record({ command: 'ApproveSettlement', id }, context, (steps) =>
      approveSettlement(approval, steps, context.actor));
  }

  private issue(id: string, totals: Totals, context: CommandContext): Promise<Receipt> {
    const issue = { settlement: id, validOn: this.today(), ...totals };
    const own = { ...context, commandKey: `issue|${id}` };
    return this.record(
      { command: 'IssueSettlement', id }, own, (steps) => issueSettlement(issue, steps));
  }

  private async giveUpOutrun(id: string, context: CommandContext): Promise<never> {
    const reason = 'outrun-while-issued';
    await this.abandon(id, reason, { ...context, commandKey: `${reason}|${id}` });
    return refuse(
      'preparation-outrun', undefined,
      'Facts came before all of it was issued, so none is; prepare it again.',
    );
  }

  /** Recorded before, a line is found and left as it is. */
  private async recordCharges(
    view: AccountsView, asked: DraftAsked,
    { id, context }: { readonly id: string; readonly context: CommandContext },
  ): Promise<void> {
    const { ledger } = this.services;
    const recordOne = async ({ person, drafted: { lines, outside, basis } }: PersonLines): Promise<void> => {
      const said = {
        settlement: id, validOn: asked.lookedAt, position: view.position, lines: [...lines],
        basis: { ...basis, from: outside.settledFrom },
      };
      const target = await ledger.personStream(person, 'charge');
      await ledger.execute(target, said.lines, { ...context, commandKey: `charge|${id}` }, () =>
        [event(ChargesRecorded, said)]);
    };
    // Those that come together share a commit.
    for await (const some of draftLines(view, asked)) {
      await Promise.all(some.filter(({ drafted }) => drafted.lines.length > 0).map(recordOne));
    }
  }

  private async added(view: AccountsView, asked: DraftAsked): Promise<Adding> {
    const adding = new Adding(this.services.newDigest);
    for await (const some of draftLines(view, asked)) for (const one of some) adding.add(one);
    return adding;
  }

  private record(
    content: unknown, context: CommandContext, decide: (steps: readonly Step[]) => readonly SettlementEvent[],
  ): Promise<Receipt> {
    return this.services.ledger.execute(
      this.target, content, context, (recorded) => decide(stepsIn(recorded)));
  }

  private today(): CivilDate {
    return civilDateAt(this.services.clock.now());
  }
}

const draftAsked = (
  settlements: readonly Settlement[], { through, reachesBackTo }: MonthsAsked, lookedAt: CivilDate,
): DraftAsked => {
  const issued = settlements.filter(({ stage }) => stage === 'issued').map(({ settlement }) => settlement);
  return { through, reachesBackTo, lookedAt, issued, settledThrough: settledThrough(settlements) };
};

const stepsIn = (recorded: readonly OpenedEvent[]): Step[] => recorded.flatMap((one) => (one.erased ? [] : [{
  event: { type: one.type, data: one.data } as SettlementEvent, actor: one.meta.actor,
}]));
