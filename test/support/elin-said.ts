import { elinEventTypes } from '../../src/application/intake/elin/event-types.js';

/** What a test cares about in an event of the ELIN export; all else is something sensible, and invented. */
export interface ElinSaid {
  readonly type?: string | number;
  readonly name?: string;
  readonly on?: string;
  readonly registered?: string;
  readonly changed?: string;
  readonly movedFrom?: string;
  /** None (null) for somebody who has an LMA number alone. */
  readonly number?: string | null;
  readonly asylumNumber?: string;
  readonly municipality?: string;
  readonly unit?: string;
  readonly studyPath?: string;
  readonly year?: string;
  readonly familyName?: string;
}

type JsonObject = Record<string, unknown>;

/** What the export calls a type of event; the first of its names if it has two. */
const nameOf = ({ type = '8', name }: ElinSaid): string => name ??
  elinEventTypes.find(({ number }) => number === String(type))?.name ?? 'Okänd';

/** An event as the export has it: official test numbers and invented names only. */
export const elinEvent = (said: ElinSaid = {}): JsonObject => ({
  Handelsedatum: said.on ?? '2025-08-18 00:00:00',
  Regdatum: said.registered ?? '2025-08-20 10:11:12',
  AndratDatum: said.changed ?? said.registered ?? '2025-08-20 10:11:12',
  Typid: said.type ?? '8',
  Handelsenamn: nameOf(said),
  ...(said.movedFrom && { Avflyttningskommum: said.movedFrom }),
  Elev: {
    Person: {
      Personnummer: said.number === undefined ? '201001012382' : said.number,
      Fornamn: 'Alva', Efternamn: said.familyName ?? 'Ek',
      Folkbokforingsadress: { Utdelningsadress: 'Påhittade gatan 1', Postnummer: '40000', Ort: 'Orten' },
      Kontaktuppgift: { Telefon: '000' }, Kommunkod: said.municipality ?? '1480',
      LMA: said.asylumNumber ?? null,
    },
    Skola: {
      Namn: 'Norra gymnasiet', Skolenhetkod: said.unit ?? '10000001', CSNkod: '0001', Skolformer: ['GY'],
    },
    Meritvarde: 230, Vardnadshavares: [{ Namn: 'Bo Ek' }], Godmans: [],
    Studievagkod: said.studyPath ?? 'NANAT', Arskurs: said.year ?? '1', Prisvariant: null,
  },
});

/** The same event with one field changed, or taken away (undefined); `path` as refusals name it. */
export const withField = (event: JsonObject, path: string, value: unknown): JsonObject => {
  const [key, ...rest] = path.split('.');
  if (rest.length === 0) return { ...event, [key!]: value };
  return { ...event, [key!]: withField((event[key!] ?? {}) as JsonObject, rest.join('.'), value) };
};

/** The document as it comes from the export. */
export const elinDocument = (events: readonly unknown[]): string =>
  JSON.stringify({ Fildatum: '2025-12-18 10:00:00', Handelses: events });
