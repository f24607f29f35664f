import type { DeliveryKind } from '../../domain/delivery/events.js';
import { EXAMPLE_ID } from '../requests/fields.js';

const number = '201001012382';
const unit = '94353434';
const lines = (...all: object[]): string => `${all.map((each) => JSON.stringify(each)).join('\n')}\n`;
const rows = (...all: string[]): string => `${all.join('\n')}\n`;

/** What can be sent, with a small file of each kind. */
export const deliveryBodies: Record<DeliveryKind, { readonly type: string; readonly example: string }> = {
  attendance: {
    type: 'application/x-ndjson',
    example: lines({
      kind: 'absence', identityNumber: number, unit, validOn: '2026-02-10',
      reportedAt: '2026-02-12T12:00:00Z',
    }),
  },
  elin: {
    type: 'application/json',
    example: JSON.stringify({
      Fildatum: '2025-12-18 05:00:00',
      Handelses: [{
        Handelsedatum: '2025-08-18 00:00:00', Regdatum: '2025-07-30 08:48:36',
        AndratDatum: '2025-07-30 08:48:36', Typid: '8', Handelsenamn: 'Antagen',
        Elev: {
          Person: { Personnummer: number, Fornamn: 'Alva', Efternamn: 'Provsson', Kommunkod: '1480' },
          Skola: { Skolenhetkod: unit }, Studievagkod: 'NANAT000N', Arskurs: '1',
        },
      }],
    }),
  },
  population: {
    type: 'application/x-ndjson',
    example: lines({
      kind: 'home-municipality', identityNumber: number, validOn: '2026-02-10',
      reportedAt: '2026-02-12T06:00:00Z', municipality: '1481', movedFrom: '1480',
    }),
  },
  'price-list': {
    type: 'text/csv',
    example: rows(
      'valid_from,year,principal,study_path,variant,unit,begun,amount_sek,standing,origin',
      '2026-01-01,2026,independent,NA,,,,111300,decided,an example'),
  },
  'school-roll': {
    type: 'text/csv',
    example: rows('unit;on;identity_number', `${unit};2026-10-15;${number}`, `${unit};2026-10-15;`),
  },
  'school-units': {
    type: 'text/csv',
    example: rows(
      'unit,name,principal_id,principal_name,principal_kind,municipality,valid_from',
      `${unit},Exempelgymnasiet,1480,Göteborgs kommun,municipal,1480,2020-01-01`),
  },
};

export const deliveryKinds = Object.keys(deliveryBodies) as DeliveryKind[];

export const reportExample = {
  delivery: EXAMPLE_ID, kind: 'elin', state: 'completed', lines: 262, taken: 258, known: 2, refused: 2,
  refusals: [{
    line: 17, field: 'Elev.Person.Personnummer', code: 'identity-number-invalid',
    rule: 'The check digit is wrong.',
  }],
  bytes: 310_112, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  position: '0000000000000300',
};
