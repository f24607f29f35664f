import { Type } from '@sinclair/typebox';
import { EARLY_SIGNALS, type EarlySignal } from '../../domain/attendance/early-signals.js';
import { CivilDateField, CodeField, MunicipalityField, UnitField } from '../../domain/shared/fields.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { PageQuery } from '../requests/page-query.js';

const optional = { optional: true };

class AnyEarlySignalsQuery extends PageQuery {
  @Field(CivilDateField('The day it is about; today where nothing is said'), optional) date?: string;
  @Field(Type.String({ format: 'uuid', description: 'One person' }), optional) person?: string;
  @Field(CodeField(EARLY_SIGNALS, 'Which signal'), optional) signal?: EarlySignal['signal'];
}

export class EarlySignalsQuery extends AnyEarlySignalsQuery {
  @Field(UnitField, optional) unit?: string;
}

export class LeaverSignalsQuery extends AnyEarlySignalsQuery {
  @Field(MunicipalityField, optional) municipality?: string;
}

export const earlySignalsExample = {
  items: [{
    person: EXAMPLE_ID, name: 'Ek, Maja', protected: false, since: '0001-01-01', until: '9999-12-31',
    signal: 'absence-share', unit: '94353434', from: '2026-02-02', to: '9999-12-31', value: 31,
    threshold: 20, evidence: ['9b1c6a0e-3a39-4f0e-8f5f-6d6d1c7f1a11'], leftTo: '',
  }],
  next: 'q4Zr0Jt5mYbW2cXk',
};
