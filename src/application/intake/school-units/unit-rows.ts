import { registerUnits } from '../../../domain/school-register/decide.js';
import type { UnitFacts } from '../../../domain/school-register/state.js';
import { canonicalJson } from '../../../domain/shared/fact-order.js';
import { Fields, oneOf, textUpTo } from '../reading/fields.js';
import { inColumns } from '../reading/in-columns.js';
import { shapes } from '../reading/shapes.js';
import type { Interpret } from '../statement.js';

const name = textUpTo(200);
const kind = oneOf('municipal', 'region', 'independent');
const yes = oneOf('true');

const COLUMNS = {
  validOn: 'valid_from', unit: 'unit', name: 'name', 'principal.id': 'principal_id',
  'principal.name': 'principal_name', 'principal.kind': 'principal_kind', municipality: 'municipality',
  closed: 'closed',
};

/** See docs/reference/school-units-file.md. A CSN code may be there, and is not kept: units share them. */
export const unitColumns = {
  needed: ['unit', 'name', 'valid_from', 'principal_id', 'principal_name', 'principal_kind'],
  known: [...Object.values(COLUMNS), 'csn_code'],
};

/** A row of a file of school units. */
export const unitRow: Interpret = (value) => {
  const row = Fields.of(value);
  const unit = {
    validOn: row.mustDay('valid_from'), unit: row.mustText('unit', shapes.unit),
    name: row.mustText('name', name),
    principal: {
      id: row.mustText('principal_id'), name: row.mustText('principal_name', name),
      kind: row.mustText('principal_kind', kind),
    },
    municipality: row.text('municipality', shapes.municipality),
    ...(row.text('closed', yes) !== undefined && { closed: true }),
  } as UnitFacts;
  const identity = `unit|${canonicalJson(unit)}`;
  const events = inColumns(COLUMNS, 'units.0.', () => registerUnits([unit], []));
  const statements = events.map((event) => ({ event, identity }));
  return { category: 'schoolregister', list: 'school-register', statements };
};
