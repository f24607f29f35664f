/** Builds ELIN exports for tests, in the form of the real ones. */

export interface ElinEventSaid {
  readonly type: string;
  readonly name: string;
  readonly on: string;
  readonly registered?: string;
  readonly number: string;
  readonly municipality?: string;
  readonly movedFrom?: string;
  readonly unit?: string;
  readonly studyPath?: string;
  readonly year?: string;
  readonly givenName?: string;
  readonly familyName?: string;
}

export const elinEvent = (said: ElinEventSaid): object => ({
  Handelsedatum: `${said.on} 00:00:00`,
  Regdatum: said.registered ?? `${said.on} 08:00:00`,
  AndratDatum: said.registered ?? `${said.on} 08:00:00`,
  Typid: said.type,
  Handelsenamn: said.name,
  ...(said.movedFrom ? { Avflyttningskommum: said.movedFrom } : {}),
  Elev: {
    Person: {
      Personnummer: said.number, Fornamn: said.givenName ?? 'Alva', Efternamn: said.familyName ?? 'Provsson',
      Kontaktuppgift: {}, Kommunkod: said.municipality ?? '1407',
    },
    Skola: { Namn: 'Skolan', Skolenhetkod: said.unit ?? '10000001', CSNkod: '9001', Skolformer: ['GY'] },
    Meritvarde: 200, Vardnadshavares: [], Godmans: [],
    Studievagkod: said.studyPath ?? 'NA', Arskurs: said.year ?? '1',
  },
});

export const elinExport = (events: readonly object[]): string =>
  JSON.stringify({ Fildatum: '2026-06-01 04:00:00', Handelses: events });
