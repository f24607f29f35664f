import { Type } from '@sinclair/typebox';
import { InstantField } from '../../domain/shared/fields.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { FreshQuery } from '../requests/page-query.js';
import { TrailPageQuery } from '../trail/trail-requests.js';

const INSTANT = InstantField('').pattern!.slice(1, -1);

const KnownAtField = Type.String({
  pattern: `^(${INSTANT}|[0-9A-Za-z._:-]{1,80})$`, examples: ['2026-06-01T00:00:00Z'],
  description: 'An instant or a position: what was known then stands beside what is known now',
});

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
  lapsed: [], anomalies: [], waiting: [], documents: [], contacts: [], erased: [], withheld: ['kaa'],
};

/** Answers as the documentation shows them. */
export const personExample = {
  person: EXAMPLE_ID, today: { lookedAt: '2026-06-15', ...view },
  asKnownAt: { position: '0000000000000042', lookedAt: '2026-06-01', ...view },
};
