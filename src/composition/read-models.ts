import { municipalityTest } from '../infrastructure/reference-data.js';
import { auditTrail } from '../projections/audit-trail/audit-trail.js';
import { caseload } from '../projections/caseload/caseload.js';
import { charges } from '../projections/charges/charges.js';
import { costAllocation } from '../projections/cost-allocation/cost-allocation.js';
import { deliveries } from '../projections/deliveries/deliveries.js';
import { kaa } from '../projections/kaa/kaa.js';
import { kaaReports } from '../projections/kaa-reports/kaa-reports.js';
import type { Projection } from '../projections/engine/projection.js';

/** Every read model of the product. */
export const readModels = (): Projection[] => {
  const isMunicipality = municipalityTest();
  return [
    caseload, costAllocation(isMunicipality), charges, kaa(isMunicipality), kaaReports, deliveries,
    auditTrail,
  ];
};
