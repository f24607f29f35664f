import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { KnownAtField } from '../requests/known-at.js';
import { FreshQuery } from '../requests/page-query.js';
import { TrailPageQuery } from '../trail/trail-requests.js';

export class PersonQuery extends FreshQuery {
  @Field(KnownAtField, { optional: true }) knownAt?: string;
}

export class PersonTrailQuery extends TrailPageQuery {
  @Field(KnownAtField, { optional: true, description: 'Only what was known then' }) knownAt?: string;
}

const view = {
  numbers: [{ value: '201001012382', kind: 'personal', replaced: false }],
  name: { givenName: 'Maja', familyName: 'Ek' }, protection: 'none',
  address: { street: 'Exempelgatan 1', postalCode: '00000', city: 'Exempelstad' },
  municipalities: [{ municipality: '1480', from: '2010-01-01', to: '9999-12-31', basis: 'registered' }],
  stays: [{
    unit: '94353434', from: '2025-08-18', to: '9999-12-31', began: 'enrolment', breaks: [],
    spans: [{ studyPath: 'NANAT000N', schoolYear: '1', from: '2025-08-18', to: '9999-12-31' }],
    provisional: [], starts: ['2025-08-18'],
  }],
  beside: [], lapsed: [], noShows: [], anomalies: [], decisions: [], claimedTwice: [], waiting: [],
  documents: [],
  contacts: [], erased: [],
  withheld: ['kaa'],
};

/** Answers as the documentation shows them. */
export const personExample = {
  person: EXAMPLE_ID, today: { lookedAt: '2026-06-15', ...view },
  asKnownAt: {
    knownAt: '2026-06-01T00:00:00Z', position: '0000000000000042', lookedAt: '2026-06-01', ...view },
};
