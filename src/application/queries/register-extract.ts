import { kindOf } from '../../domain/catalogue.js';
import { type ReportPart, type YouthReport, YouthReported } from '../../domain/kaa-report/events.js';
import type { ReadEvent } from '../../domain/kaa/read-events.js';
import { isOfRegister } from '../../domain/kaa/register.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import { withdrawalsIn } from '../../domain/shared/standing.js';
import type { DisclosedYouth } from '../access/disclose-youth.js';
import type { DisclosedPerson } from '../access/disclosure.js';
import { legibleIn } from '../ledger/facts-of.js';
import type { Legible, OpenedEvent } from '../ledger/opened-event.js';

/** A fact of a file, as it was said. */
export interface ExtractedFact {
  readonly id: string;
  readonly type: string;
  readonly summary: string;
  readonly recordedAt: string;
  /** It was withdrawn, and holds no more; it stands in the record all the same. */
  readonly withdrawn: boolean;
  readonly said: Readonly<Record<string, unknown>>;
}

export interface ExtractedRead {
  readonly readAt: string;
  readonly actor: string;
  readonly organisation: string;
  readonly how: ReadEvent['data']['how'] | ReportPart;
}

/** What the register has of who somebody is, from the population record: nothing where it is not shown. */
export type ExtractedIdentity = Pick<DisclosedPerson, 'name' | 'numbers' | 'address'>;

/** Everything that is held of one person for the activity responsibility (registerutdrag). */
export interface RegisterExtract extends Pick<DisclosedYouth, 'conditions' | 'spells' | 'register'> {
  readonly person: string;
  readonly madeOn: CivilDate;
  /** Who it is, as far as whoever makes it may see. */
  readonly identity: ExtractedIdentity;
  readonly files: readonly { readonly municipality: string; readonly facts: readonly ExtractedFact[] }[];
  readonly reads: readonly ExtractedRead[];
}

const instantOf = (ms: number): string => new Date(ms).toISOString();

interface Extracting {
  readonly person: string;
  readonly madeOn: CivilDate;
  readonly youth: DisclosedYouth;
  readonly identity: ExtractedIdentity;
  /** Who read half-year reports that the person is in. */
  readonly reportReads: readonly Legible[];
  /** Whether the caller keeps the file of a municipality; nobody hands out what another keeps. */
  readonly keeps: (municipality: string) => boolean;
}

export const registerExtract = (
  events: readonly OpenedEvent[], { person, madeOn, youth, identity, reportReads, keeps }: Extracting,
): RegisterExtract => {
  const { conditions, spells, register } = youth;
  const facts = legibleIn(events, 'kaa');
  const against = withdrawalsIn(facts.map(asFact));
  const byMunicipality = new Map<string, ExtractedFact[]>();
  for (const event of facts.filter((one) => !isOfRegister(asFact(one)))) {
    const said = event.data as { readonly municipality: string };
    const known = byMunicipality.get(said.municipality) ?? [];
    byMunicipality.set(said.municipality, [...known, {
      id: event.id, type: event.type, summary: kindOf(event.type).summary,
      recordedAt: instantOf(event.recordedAt), withdrawn: against(event.id).length > 0, said,
    }]);
  }
  return {
    person, madeOn, identity, conditions, spells, register,
    files: [...byMunicipality].filter(([municipality]) => keeps(municipality)).sort()
      .map(([municipality, said]) => ({ municipality, facts: said })),
    reads: [...legibleIn(events, 'kaaread'), ...reportReads]
      .sort((a, b) => (a.position < b.position ? -1 : 1))
      .map(({ recordedAt, meta, data }) => ({
        readAt: instantOf(recordedAt), actor: meta.actor, organisation: meta.organisation,
        how: (data as Pick<ExtractedRead, 'how'>).how,
      })),
  };
};

/** The half-year reports that a person is in, of municipalities whose files the caller keeps. */
export const reportsAbout = (events: readonly OpenedEvent[], keeps: Extracting['keeps']): string[] =>
  legibleIn(events, 'kaa').filter(({ type }) => type === YouthReported.type)
    .map(({ data }) => data as YouthReport).filter(({ municipality }) => keeps(municipality))
    .map(({ report }) => report);

const asFact = ({ id, type, data }: Legible): Fact => ({ id, event: { type, data } } as Fact);
