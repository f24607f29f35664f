import { CodeField } from '../../domain/shared/fields.js';
import { restsOn } from '../../domain/shared/rests-on.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { DaysQuery } from './cost-requests.js';

export class GrantQuery extends DaysQuery {
  @Field(CodeField(['json', 'csv'], 'How it is written'), { optional: true }) format: 'json' | 'csv' = 'json';
}

const price = {
  id: EXAMPLE_ID, validOn: '2026-01-01', perYearOre: 12_443_600, standing: 'decided',
  key: { year: 2026, principal: 'independent', studyPath: 'BF', basis: 'own', owner: '1407' },
  parts: { premisesOre: 2_000_000, administrationOre: 341_900, vatOre: 704_400 },
};
const decided = restsOn('S', 'decided with the price', 'beslutad tillsammans med priset');

/** What a school unit was granted, as the documentation shows it. */
export const grantExamples = {
  json: {
    unit: '94353434', from: '2026-01-01', to: '2027-01-01', lookedAt: '2027-02-01',
    grants: [{
      payer: '1407', principal: '556000-0001', studyPath: 'BF', days: 365, ore: 12_443_600, price,
      parts: [
        { part: 'administration', perYearOre: 341_900, ore: 341_900, restsOn: decided },
        { part: 'premises', perYearOre: 2_000_000, ore: 2_000_000, restsOn: decided },
        { part: 'vat', perYearOre: 704_400, ore: 704_400, restsOn: decided },
      ],
      undividedOre: 9_397_300, missing: [], notTold: ['teaching', 'learningTools', 'pupilHealth', 'meals'],
    }],
    total: { days: 365, ore: 12_443_600 },
  },
  csv: '\uFEFFBetalare;Mottagare;Skolenhet;Studieväg;…\r\n',
};
