import type { CivilDate } from '../shared/civil-date.js';
import type { Fact } from '../shared/fact-order.js';
import { MeasureDeclined, MeasureEnded, MeasureOffered, MeasureStarted } from './case-events.js';
import type { KaaEvent } from './events.js';
import type { EventOf } from '../shared/event.js';

type Offer = EventOf<typeof MeasureOffered>['data'];
type End = EventOf<typeof MeasureEnded>['data'];

/** A measure from its offer to its end. Several may overlap. */
export interface Measure {
  /** Id of the event that offered it. */
  readonly id: string;
  readonly measure: Offer['measure'];
  readonly provider?: Offer['provider'];
  readonly offeredOn: CivilDate;
  readonly declinedOn?: CivilDate;
  readonly startedOn?: CivilDate;
  readonly endedOn?: CivilDate;
  readonly why?: End['why'];
  readonly occupationAfter?: End['occupationAfter'];
}

/** The measures of a file, by the day they were offered; facts are those that hold, in order. */
export const measuresIn = (facts: readonly Fact<KaaEvent>[]): Measure[] => {
  const measures = new Map<string, Measure>();
  for (const { id, event: { type, data } } of facts) {
    if (type !== MeasureOffered.type) continue;
    const { measure, provider, validOn: offeredOn } = data;
    measures.set(id, { id, measure, provider, offeredOn });
  }
  for (const { event } of facts) {
    const known = 'offer' in event.data ? measures.get(event.data.offer) : undefined;
    if (known) measures.set(known.id, { ...known, ...saidOf(event) });
  }
  return [...measures.values()];
};

const saidOf = ({ type, data }: KaaEvent): Partial<Measure> => {
  switch (type) {
    case MeasureDeclined.type: return { declinedOn: data.validOn };
    case MeasureStarted.type: return { startedOn: data.validOn };
    case MeasureEnded.type:
      return { endedOn: data.validOn, why: data.why, occupationAfter: data.occupationAfter };
    default: return {};
  }
};

export const isUnderWay = ({ startedOn, endedOn }: Measure): boolean =>
  startedOn !== undefined && endedOn === undefined;
