import type { InventedAddress, InventedName } from './invented-names.js';
import { elinKinds } from './elin-kinds.js';
import type { Region } from './region.js';
import type { SchoolReport } from './reporting.js';

/** What the export says of the pupil in each event, whatever the event is. */
export interface ElinPupil {
  readonly name: InventedName;
  readonly asylumNumber: string | undefined;
  readonly merits: number;
  /** Year of study when the export is made. */
  readonly year: number;
  readonly sports: boolean;
}

/** What goes with the time of the report. */
export interface ElinMoment {
  readonly number: string;
  readonly municipality: string;
  readonly address: InventedAddress | undefined;
}

const addressOf = (address: InventedAddress | undefined) => (address && {
  Utdelningsadress: address.street, Postnummer: address.postalCode, Ort: address.city,
});

/** One event of the export, with ELIN's own field names, misspellings included. */
export const elinEvent = (
  region: Region, report: SchoolReport, pupil: ElinPupil, moment: ElinMoment,
) => {
  const { place, validOn, registeredOn } = report;
  const unit = region.unit(place.unit);
  const { type, name } = elinKinds[report.kind];
  return {
    Handelsedatum: `${validOn} ${report.validAt}`,
    Regdatum: `${registeredOn} ${report.registeredAt}`,
    AndratDatum: `${registeredOn} ${report.amendedAt}`,
    Typid: type,
    Handelsenamn: name,
    Avflyttningskommum: report.movedFrom,
    Elev: {
      Person: {
        Personnummer: moment.number, Fornamn: pupil.name.givenName, Efternamn: pupil.name.familyName,
        Folkbokforingsadress: addressOf(moment.address), Kontaktuppgift: {},
        Kommunkod: report.municipality ?? moment.municipality, LMA: pupil.asylumNumber,
      },
      Skola: {
        Namn: unit.name, Skolenhetkod: unit.unit, CSNkod: unit.csnCode, Skolformer: [unit.schoolForm],
      },
      Meritvarde: pupil.merits,
      Vardnadshavares: [],
      Godmans: [],
      Studievagkod: place.studyPath,
      Arskurs: String(pupil.year),
      Prisvariant: place.priceVariant,
      Idrott: pupil.sports ? { Typ: 'RIG', Namn: 'Orientering', Individuell: true } : undefined,
    },
  };
};

export type ElinExportEvent = ReturnType<typeof elinEvent>;
