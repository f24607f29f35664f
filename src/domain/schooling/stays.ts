import { type CivilDate, earlier, FOREVER, later } from '../shared/civil-date.js';
import { isEmpty, type Period } from '../shared/period.js';
import { programmeOf } from '../shared/study-path.js';
import type { SchoolingEvent } from './events.js';
import type { DocumentFact, SchoolingFact } from './standing.js';

/** An unbroken time at one school unit. The place may be on a planned break for parts of it. */
export interface Stay extends Period {
  readonly unit: string;
  /** What began it. A summer placement is provisional until a start confirms it. */
  readonly began: 'summer-placement' | 'enrolment' | 'transfer';
  readonly ended?: 'dropout' | 'transfer' | 'document' | 'not-confirmed' | 'started-elsewhere';
  readonly spans: readonly Span[];
  readonly breaks: readonly Period[];
  /** Real starts at the unit within the stay. */
  readonly starts: readonly CivilDate[];
  /** When this education began, if a report said so. */
  readonly educationBegan?: CivilDate;
  /** The start here is what became of a summer placement at another school. */
  readonly tookOverFromSummerPlacement?: boolean;
}

/** What is studied for a part of a stay. */
export interface Span extends Period {
  readonly studyPath: string;
  readonly schoolYear?: string;
  readonly priceVariant?: string;
}

/** A report that does not fit what is known otherwise; kept, shown, and of no effect on stays. */
export interface Anomaly {
  readonly factId: string;
  readonly unit?: string;
  readonly on: CivilDate;
  readonly kind:
    | 'change-without-placement' | 'break-without-placement' | 'dropout-without-placement'
    | 'transfer-from-unclear';
}

/** A summer placement that no start confirmed by its deadline. */
export interface LapsedPlacement {
  readonly unit: string;
  readonly on: CivilDate;
}

export interface Schooling {
  readonly stays: readonly Stay[];
  readonly lapsed: readonly LapsedPlacement[];
  readonly anomalies: readonly Anomaly[];
}

/** What became of summer placements, decided beforehand (timelines.ts). */
export interface SummerOutcome {
  /** What a placement came to; one that does not stand opens nothing, and ends what was open at its unit. */
  readonly of: (placement: SchoolingFact) => 'stands' | 'started-elsewhere' | 'not-confirmed';
  /** Ids of the starts that took over from a placement at another school. */
  readonly takingOver: ReadonlySet<string>;
}

type Draft = {
  unit: string; from: CivilDate; to: CivilDate; began: Stay['began']; ended?: Stay['ended'];
  spans: Span[]; breaks: Period[]; starts: CivilDate[]; educationBegan?: CivilDate;
  tookOverFromSummerPlacement?: boolean; awaitsReturn?: boolean;
};
type OnPath = Extract<SchoolingEvent, {
  type: 'SummerPlaced' | 'Enrolled' | 'Transferred' | 'StudyPathChanged';
}>['data'];
type Start = OnPath & { educationBegan?: CivilDate };
type Reported = { factId: string; event: SchoolingEvent };

/** Documents that end an education (compensation.md 8.1b); a gymnasieintyg is of unclear kind. */
const FINAL = new Set(['examensbevis', 'studiebevis', 'gymnasiebevis']);

/** Reads the facts of one person in order and keeps one open stay per unit. */
class StayBook {
  readonly stays: Draft[] = [];
  readonly lapsed: LapsedPlacement[] = [];
  readonly anomalies: Anomaly[] = [];
  private readonly open = new Map<string, Draft>();
  /** Where a place is over: the day it ended, or `never` where a summer placement came to nothing. */
  private readonly over = new Map<string, CivilDate | 'never'>();

  constructor(private readonly summer: SummerOutcome) {}

  read(fact: SchoolingFact): void {
    const { event } = fact;
    const report = { factId: fact.id, event };
    switch (event.type) {
      case 'SummerPlaced': return this.place(fact, event.data);
      case 'Enrolled': return this.start(report, event.data, 'enrolment');
      case 'Transferred': return this.transfer(report, event.data);
      case 'StudyPathChanged': return this.changePath(report, event.data);
      case 'BreakPlanned': return this.beginBreak(report, event.data.unit, event.data.expectedEnd ?? FOREVER);
      case 'BreakEnded': return this.endBreak(report, event.data.unit);
      case 'DroppedOut': return this.end(report, event.data.unit);
      default: return undefined;
    }
  }

  /** A final document closes the stay at its unit, or all of them if it names none. */
  readDocument({ event }: DocumentFact): void {
    if (event.type !== 'DocumentIssued' || !FINAL.has(event.data.document)) return;
    const { unit, validOn } = event.data;
    for (const draft of [...this.open.values()]) {
      if (unit === undefined || draft.unit === unit) this.close(draft, validOn, 'document');
    }
  }

  private place(fact: SchoolingFact, data: OnPath): void {
    const draft = this.open.get(data.unit);
    const outcome = this.summer.of(fact);
    if (outcome === 'stands') {
      this.studies(draft ?? this.begin(data.unit, data.validOn, 'summer-placement'), data);
      return;
    }
    if (outcome === 'not-confirmed') this.lapsed.push({ unit: data.unit, on: data.validOn });
    if (draft) this.close(draft, data.validOn, outcome);
    this.over.set(data.unit, 'never');
  }

  private start({ factId }: Reported, data: Start, began: Stay['began']): void {
    const draft = this.open.get(data.unit) ?? this.begin(data.unit, data.validOn, began);
    draft.starts.push(data.validOn);
    draft.educationBegan ??= data.educationBegan;
    const isItsBeginning = draft.from === data.validOn;
    if (isItsBeginning && this.summer.takingOver.has(factId)) draft.tookOverFromSummerPlacement = true;
    this.back(draft, data.validOn);
    this.studies(draft, data);
  }

  private transfer(report: Reported, data: OnPath & { fromUnit?: string }): void {
    const others = [...this.open.values()].filter((draft) => draft.unit !== data.unit);
    const left = others.filter((draft) => data.fromUnit === undefined || draft.unit === data.fromUnit);
    const [only] = left.length === 1 ? left : [];
    if (only) this.close(only, data.validOn, 'transfer');
    else if (left.length > 1) this.note(report, 'transfer-from-unclear', data.unit);
    this.start(report, { ...data, educationBegan: only && sameEducation(only, data) }, 'transfer');
  }

  private changePath(report: Reported, data: OnPath): void {
    const draft = this.open.get(data.unit);
    if (draft) this.studies(draft, data);
    else this.note(report, 'change-without-placement', data.unit);
  }

  private beginBreak(report: Reported, unit: string, to: CivilDate): void {
    const draft = this.open.get(unit);
    if (!draft) return this.note(report, 'break-without-placement', unit);
    draft.breaks.push({ from: report.event.data.validOn, to });
    draft.awaitsReturn = true;
  }

  /** Back on the day it says, be that before or after the day that was expected. */
  private endBreak(report: Reported, unit: string): void {
    const draft = this.open.get(unit);
    const pause = draft?.awaitsReturn ? draft.breaks.pop() : undefined;
    if (!draft || !pause) return this.note(report, 'break-without-placement', unit);
    const { validOn } = report.event.data;
    draft.breaks.push({ from: pause.from, to: validOn });
    this.back(draft, validOn);
  }

  private back(draft: Draft, on: CivilDate): void {
    draft.breaks = draft.breaks.map(({ from, to }) => ({ from, to: earlier(to, on) }));
    draft.awaitsReturn = false;
  }

  /** A school that reports the end of a place that is over, or never came to be, says nothing new. */
  private end(report: Reported, unit: string): void {
    const draft = this.open.get(unit);
    const { validOn } = report.event.data;
    if (draft) this.close(draft, validOn, 'dropout');
    else if (![validOn, 'never'].includes(this.over.get(unit) ?? '')) {
      this.note(report, 'dropout-without-placement', unit);
    }
  }

  private begin(unit: string, from: CivilDate, began: Stay['began']): Draft {
    const draft: Draft = { unit, from, to: FOREVER, began, spans: [], breaks: [], starts: [] };
    this.open.set(unit, draft);
    this.stays.push(draft);
    return draft;
  }

  private close(draft: Draft, on: CivilDate, ended: Stay['ended']): void {
    draft.to = later(on, draft.from);
    draft.ended = ended;
    this.open.delete(draft.unit);
    this.over.set(draft.unit, draft.to);
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
const sameEducation = (left: Draft, { studyPath }: OnPath): CivilDate | undefined => {
  const programme = programmeOf(left.spans.at(-1)?.studyPath ?? '');
  return programme === programmeOf(studyPath) ? left.educationBegan ?? left.from : undefined;
};

const sameStudies = (a: Span, b: Span): boolean =>
  a.studyPath === b.studyPath && a.schoolYear === b.schoolYear && a.priceVariant === b.priceVariant;

/** Cuts spans to the stay and joins neighbours that say the same. */
const tidySpans = (spans: readonly Span[], stay: Period): Span[] => spans
  .map((span) => ({ ...span, to: earlier(span.to, stay.to) }))
  .filter((span) => !isEmpty(span))
  .reduce<Span[]>((tidy, span) => {
    const last = tidy.at(-1);
    if (last && last.to === span.from && sameStudies(last, span)) {
      tidy[tidy.length - 1] = { ...last, to: span.to };
    }
    else tidy.push(span);
    return tidy;
  }, []);

const tidyBreaks = (breaks: readonly Period[], stay: Period): Period[] => breaks
  .map((pause) => ({ from: pause.from, to: earlier(pause.to, stay.to) }))
  .filter((pause) => !isEmpty(pause));

const finished = ({ awaitsReturn, ...draft }: Draft): Stay =>
  ({ ...draft, spans: tidySpans(draft.spans, draft), breaks: tidyBreaks(draft.breaks, draft) });

/**
 * The stays that standing facts add up to (they must be in fact order). Stays at one unit never overlap;
 * stays at different units may, and then both schools claim the pupil.
 */
export const staysOf = (
  facts: readonly SchoolingFact[], documents: readonly DocumentFact[], summer: SummerOutcome,
): Schooling => {
  const book = new StayBook(summer);
  const waiting = [...documents];
  for (const fact of facts) {
    while (waiting[0] && waiting[0].event.data.validOn <= fact.event.data.validOn) {
      book.readDocument(waiting.shift()!);
    }
    book.read(fact);
  }
  waiting.forEach((fact) => book.readDocument(fact));
  return {
    stays: book.stays.map(finished).filter((stay) => !isEmpty(stay)),
    lapsed: book.lapsed, anomalies: book.anomalies,
  };
};
