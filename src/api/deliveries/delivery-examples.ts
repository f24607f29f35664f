import type { DeliveryKind } from '../../domain/delivery/events.js';
import { EXAMPLE_ID } from '../requests/fields.js';

/** What can be sent, with the beginning of a file of each kind. */
export const deliveryBodies: Record<DeliveryKind, { readonly type: string; readonly example: string }> = {
  attendance: {
    type: 'application/x-ndjson',
    example: '{"kind":"absence","identityNumber":"201001012382","unit":"94353434", …}',
  },
  elin: {
    type: 'application/json',
    example: '{"Fildatum":"2025-12-18 05:00:00","Handelser":[{"Typid":"8","Handelsenamn":"Antagen", …}]}',
  },
  population: {
    type: 'application/x-ndjson',
    example: '{"kind":"home-municipality","identityNumber":"201001012382","validOn":"2026-02-10", …}',
  },
  'price-list': {
    type: 'text/csv',
    example: 'valid_from,year,principal,study_path,variant,unit,begun,amount_sek,standing,origin\n…',
  },
  'school-roll': {
    type: 'text/csv',
    example: 'unit;on;identity_number\n94353434;2026-10-15;201001012382\n…\n94353434;2026-10-15;',
  },
  'school-units': {
    type: 'text/csv',
    example: 'unit,name,principal_id,principal_name,principal_kind,municipality,valid_from\n…',
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
