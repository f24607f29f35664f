import { csvLine } from './csv.js';
import type { InventedUnit } from './region.js';

/** Long before any stay that is simulated. */
const VALID_ON = '2015-01-01';

const HEADER = [
  'unit', 'name', 'csn_code', 'valid_from', 'principal_id', 'principal_name', 'principal_kind',
  'municipality',
];

/** The lines of a register of school units. */
export const schoolUnitLines = (units: readonly InventedUnit[]): string[] => [
  csvLine(HEADER),
  ...units.map((unit) => csvLine([
    unit.unit, unit.name, unit.csnCode, VALID_ON, unit.principalId, unit.principalName, unit.principalKind,
    unit.municipality,
  ])),
];
