import { addMonths, type CivilDate, earlier, FOREVER, later } from '../shared/civil-date.js';
import { isEmpty } from '../shared/period.js';
import { programmeOf } from '../shared/study-path.js';
import { decidingNothing, type Decision, decisionsIn } from './disputes.js';
import { factsBefore } from './document-order.js';
import { educationsBegan } from './education.js';
import type { EndedByLaw } from './ended-by-law.js';
import type { SchoolingEvent } from './events.js';
import { endBeside, startAgain, staysBeside } from './paths-at-once.js';
import { type DocumentFact, lastVersions, type SchoolingFact } from './standing.js';
import type { Stay } from './stay.js';
import { brief, type Draft, finished } from './stay-draft.js';

export const ANOMALIES = [
  'change-without-placement', 'break-without-placement', 'dropout-without-placement', 'transfer-from-unclear',
  'document-at-another-school', 'decision-without-dispute', 'no-show-without-placement',
  'absent-under-a-month',
] as const;

/** A report that does not fit what is known otherwise; kept, shown, and of no effect on stays. */
export interface Anomaly {
  readonly factId: string;
  readonly unit?: string;
  readonly on: CivilDate;
  readonly kind: (typeof ANOMALIES)[number];
}

/** A summer placement that no start confirmed by its deadline. */
export interface LapsedPlacement {
  readonly unit: string;
  readonly on: CivilDate;
}

/** A place that never began, and the first day of the term to which the pupil did not come. */
export type NoShow = LapsedPlacement;

/** The end of a place, even of one that ended on its first day: a pupil who was taken in and never came. */
export interface Ending {
  readonly unit: string;
  readonly on: CivilDate;
  readonly how: NonNullable<Stay['ended']>;
}

export interface Schooling {
  /** In order of their beginning. */
  readonly stays: readonly Stay[];
  /** Places that a dropout ended on the day they began: no stays, and yet that day may be paid for. */
  readonly brief: readonly Stay[];
  /** Study paths that go on beside a stay at the same unit, as two enrolments have it; in no order. */
  readonly beside: readonly Stay[];
  readonly endings: readonly Ending[];
  readonly lapsed: readonly LapsedPlacement[];
  readonly noShows: readonly NoShow[];
  readonly anomalies: readonly Anomaly[];
  /** What was decided of days that two claim. */
  readonly decisions: readonly Decision[];
}

/** What became of summer placements and of those who were not there, decided beforehand (timelines.ts). */
export interface SummerOutcome extends EndedByLaw {
  /** What a placement came to; one that does not stand opens nothing, and ends what was open at its unit. */
  readonly of: (placement: SchoolingFact) => 'stands' | 'started-elsewhere' | 'not-confirmed';
  /** Ids of the starts that took over from a placement at another school. */
  readonly takingOver: ReadonlySet<string>;
}

type OnPath = Extract<SchoolingEvent, {
  type: 'SummerPlaced' | 'Enrolled' | 'Transferred' | 'StudyPathChanged';
}>['data'];
type OnAbsence = Extract<SchoolingEvent, { type: 'AbsenceDecided' }>['data'];
type Start = OnPath & { educationBegan?: CivilDate };
type Reported = { factId: string; event: SchoolingEvent };

/** Documents that end an education (schooling-and-cost.md 2.4); a gymnasieintyg is of unclear kind. */
const FINAL = new Set(['examensbevis', 'studiebevis', 'gymnasiebevis']);

/** Reads the facts of one person in order and keeps one open stay per unit. */
class StayBook {
  readonly stays: Draft[] = [];
  readonly endings: Ending[] = [];
  readonly lapsed: LapsedPlacement[] = [];
  readonly noShows: NoShow[] = [];
  readonly anomalies: Anomaly[] = [];
  private readonly open = new Map<string, Draft>();
  /** Where a place is over: the day it ended, or `never` where a summer placement came to nothing. */
  private readonly over = new Map<string, CivilDate | 'never'>();

  constructor(private readonly summer: SummerOutcome) {}

  read(fact: SchoolingFact): void {
    const { event } = fact;
    const report = { factId: fact.id, event };
    if (this.summer.neverBegun.has(fact.id)) return this.neverBegin(report);
    switch (event.type) {
      case 'SummerPlaced': return this.place(fact, event.data);
      case 'Enrolled': return this.start(report, event.data, 'enrolment');
      case 'Transferred': return this.transfer(report, event.data);
      case 'StudyPathChanged': return this.changePath(report, event.data);
      case 'BreakPlanned': return this.beginBreak(report, event.data.unit, event.data.expectedEnd ?? FOREVER);
      case 'BreakEnded': return this.endBreak(report, event.data.unit);
      case 'DroppedOut': return this.end(report, event.data.unit, 'dropout');
      case 'PlaceForfeited': return this.forfeit(report, event.data.unit);
      case 'AbsenceDecided': return this.decideAbsence(report, event.data);
      default: return undefined;
    }
  }

  /** A final document closes the stay at its unit, or all of them if it names none. */
  readDocument({ id: factId, event }: DocumentFact): void {
    if (event.type !== 'DocumentIssued' || !FINAL.has(event.data.document)) return;
    const { unit, validOn } = event.data;
    const ended = unit === undefined ? [...this.open.values()] : [this.open.get(unit)];
    for (const draft of ended) if (draft) this.close(draft, validOn, 'document');
    const isElsewhere = unit !== undefined && ended[0] === undefined && this.open.size > 0;
    if (isElsewhere) this.anomalies.push({ factId, kind: 'document-at-another-school', unit, on: validOn });
  }

  private place(fact: SchoolingFact, data: OnPath): void {
    const draft = this.open.get(data.unit);
    const outcome = this.summer.of(fact);
    if (outcome === 'stands') {
      const held = draft ?? this.begin(data.unit, data.validOn, 'summer-placement');
      if (!held.starts.includes(data.validOn)) held.provisionalFrom ??= data.validOn;
      this.studiesOnly(held, data);
      return;
    }
    if (outcome === 'not-confirmed') this.lapsed.push({ unit: data.unit, on: data.validOn });
    if (draft) this.close(draft, data.validOn, outcome);
    this.over.set(data.unit, 'never');
  }

  private start({ factId }: Reported, data: Start, began: Stay['began']): void {
    const draft = this.open.get(data.unit) ?? this.begin(data.unit, data.validOn, began);
    draft.starts.push(data.validOn);
    if (data.educationBegan !== undefined) {
      const said = { [programmeOf(data.studyPath)]: data.educationBegan };
      draft.educationBegan = { ...said, ...draft.educationBegan };
    }
    const isItsBeginning = draft.from === data.validOn;
    if (isItsBeginning && this.summer.takingOver.has(factId)) draft.tookOverFromSummerPlacement = true;
    this.confirm(draft, data.validOn);
    this.back(draft, data.validOn);
    startAgain(draft, data);
    this.studies(draft, data);
  }

  private confirm(draft: Draft, on: CivilDate): void {
    if (draft.provisionalFrom !== undefined) draft.provisional.push({ from: draft.provisionalFrom, to: on });
    draft.provisionalFrom = undefined;
  }

  private transfer(report: Reported, data: OnPath & { fromUnit?: string }): void {
    const left = this.leftBehind(report, data);
    if (left) this.close(left, data.validOn, 'transfer');
    const there = this.open.get(data.unit)?.spans ?? [];
    const isStudiedThere = there.some((span) => programmeOf(span.studyPath) === programmeOf(data.studyPath));
    const educationBegan = left && !isStudiedThere ? sameEducation(left, data) : undefined;
    this.start(report, { ...data, educationBegan }, 'transfer');
  }

  /** The place that a transfer leaves: at the unit it names, else the only other one there is. */
  private leftBehind(
    report: Reported, { unit, fromUnit }: { unit: string; fromUnit?: string },
  ): Draft | undefined {
    if (fromUnit !== undefined) return fromUnit === unit ? undefined : this.open.get(fromUnit);
    const others = this.open.size - Number(this.open.has(unit));
    if (others > 1) this.note(report, 'transfer-from-unclear', unit);
    return others === 1 ? [...this.open.values()].find((draft) => draft.unit !== unit) : undefined;
  }

  private changePath(report: Reported, data: OnPath): void {
    const draft = this.open.get(data.unit);
    if (draft) this.studiesOnly(draft, data);
    else this.note(report, 'change-without-placement', data.unit);
  }

  private beginBreak(report: Reported, unit: string, to: CivilDate): void {
    const draft = this.open.get(unit);
    if (!draft) return this.note(report, 'break-without-placement', unit);
    draft.breaks.push({ from: report.event.data.validOn, to });
  }

  /** Back on the day it says, be that before or after the day that was expected. */
  private endBreak(report: Reported, unit: string): void {
    const draft = this.open.get(unit);
    const pause = draft?.breaks.at(-1);
    if (!draft || !pause || draft.breaksOver === draft.breaks.length) {
      return this.note(report, 'break-without-placement', unit);
    }
    const { validOn } = report.event.data;
    draft.breaks[draft.breaks.length - 1] = { from: pause.from, to: validOn };
    this.back(draft, validOn);
  }

  /** Whoever is back is on none of the breaks begun before. */
  private back(draft: Draft, on: CivilDate): void {
    for (let index = draft.breaksOver; index < draft.breaks.length; index += 1) {
      const { from, to } = draft.breaks[index]!;
      draft.breaks[index] = { from, to: earlier(to, on) };
    }
    draft.breaksOver = draft.breaks.length;
  }

  /** What was open at its unit ends all the same, and so does the place that a transfer leaves. */
  private neverBegin(report: Reported): void {
    const data = report.event.data as OnPath & { fromUnit?: string };
    const left = report.event.type === 'Transferred' ? this.leftBehind(report, data) : undefined;
    if (left) this.close(left, data.validOn, 'transfer');
    const draft = this.open.get(data.unit);
    if (draft) this.close(draft, data.validOn, 'no-show');
    this.over.set(data.unit, 'never');
  }

  private forfeit(report: Reported, unit: string): void {
    if (this.summer.ofNobody.has(report.factId)) this.note(report, 'no-show-without-placement', unit);
    else this.noShows.push({ unit, on: report.event.data.validOn });
  }

  private decideAbsence(report: Reported, { unit, decidedOn, awaySince }: OnAbsence): void {
    if (!this.summer.endedByAbsence.has(report.factId)) return;
    if (decidedOn < addMonths(awaySince, 1)) this.note(report, 'absent-under-a-month', unit);
    this.end(report, unit, 'absence');
  }

  /** A school that reports the end of a place that is over, or never came to be, says nothing new. */
  private end(report: Reported, unit: string, how: 'dropout' | 'absence'): void {
    const draft = this.open.get(unit);
    const { validOn } = report.event.data;
    if (draft) this.close(draft, validOn, how);
    else if (![validOn, 'never'].includes(this.over.get(unit) ?? '')) {
      this.note(report, 'dropout-without-placement', unit);
    }
  }

  private begin(unit: string, from: CivilDate, began: Stay['began']): Draft {
    const draft: Draft =
      { unit, from, to: FOREVER, began, spans: [], breaks: [], provisional: [], starts: [], breaksOver: 0 };
    this.open.set(unit, draft);
    this.stays.push(draft);
    return draft;
  }

  private close(draft: Draft, on: CivilDate, ended: Ending['how']): void {
    draft.to = later(on, draft.from);
    draft.ended = ended;
    this.endings.push({ unit: draft.unit, on: draft.to, how: ended });
    this.open.delete(draft.unit);
    this.over.set(draft.unit, draft.to);
  }

  /** Whatever was studied beside. */
  private studiesOnly(draft: Draft, data: OnPath): void {
    endBeside(draft, data.validOn);
    this.studies(draft, data);
  }

  private studies(draft: Draft, data: OnPath): void {
    const last = draft.spans.at(-1);
    if (last) draft.spans[draft.spans.length - 1] = { ...last, to: data.validOn };
    draft.spans.push({
      from: data.validOn, to: FOREVER,
      studyPath: data.studyPath, schoolYear: data.schoolYear, priceVariant: data.priceVariant,
    });
  }

  private note({ factId, event }: Reported, kind: Anomaly['kind'], unit: string): void {
    this.anomalies.push({ factId, kind, unit, on: event.data.validOn });
  }
}

/** When the education began that goes on at another school: it is the same one on the same programme. */
const sameEducation = (left: Draft, { studyPath }: OnPath): CivilDate | undefined =>
  (programmeOf(left.spans.at(-1)?.studyPath ?? '') === programmeOf(studyPath)
    ? educationsBegan(left.spans, left.educationBegan).at(-1) : undefined);

/**
 * The stays that standing facts add up to (they must be in fact order). Stays at one unit never overlap;
 * stays at different units may, and then both schools claim the pupil.
 */
export const staysOf = (
  facts: readonly SchoolingFact[], documents: readonly DocumentFact[], summer: SummerOutcome,
): Schooling => {
  const book = new StayBook(summer);
  const reports = lastVersions(facts);
  let read = 0;
  for (const document of documents) {
    const before = factsBefore(document, reports);
    for (; read < before; read += 1) book.read(reports[read]!);
    book.readDocument(document);
  }
  reports.slice(read).forEach((fact) => book.read(fact));
  const { endings, lapsed, noShows, anomalies } = book;
  const stays = book.stays.map(finished).filter((stay) => !isEmpty(stay));
  const beside = book.stays.flatMap(staysBeside);
  const decisions = decisionsIn(facts);
  for (const { id: factId, unit, from: on } of decidingNothing(decisions, [...stays, ...beside])) {
    anomalies.push({ factId, kind: 'decision-without-dispute', unit, on });
  }
  return { stays, brief: book.stays.flatMap(brief), beside, endings, lapsed, noShows, anomalies, decisions };
};
