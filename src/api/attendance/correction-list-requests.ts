import { Type } from '@sinclair/typebox';
import { type CorrectionRequest, REQUEST_STATES } from '../../domain/attendance/correction-requests.js';
import { CodeField, MunicipalityField, UnitField } from '../../domain/shared/fields.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { PageQuery } from '../requests/page-query.js';

const optional = { optional: true };

export class CorrectionRequestsQuery extends PageQuery {
  @Field(MunicipalityField, optional) municipality?: string;
  @Field(UnitField, optional) unit?: string;
  @Field(Type.String({ format: 'uuid', description: 'One person' }), optional) person?: string;
  @Field(
    CodeField(REQUEST_STATES, 'Those that wait for the school, or those that are answered'), optional,
  )
  state: CorrectionRequest['state'] = 'open';
}

export const correctionRequestsExample = {
  items: [{
    person: EXAMPLE_ID, name: 'Ek, Maja', protected: false, since: '0001-01-01', until: '9999-12-31',
    request: '9b1c6a0e-3a39-4f0e-8f5f-6d6d1c7f1a11', unit: '94353434', municipality: '1480',
    asks: 'is-a-pupil-there', on: '2026-02-09', askedOn: '2026-03-02', state: 'answered',
    answer: 'not-a-pupil-here', answeredOn: '2026-03-04', reportedOn: null,
  }],
  next: 'q4Zr0Jt5mYbW2cXk',
};
