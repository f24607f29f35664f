import { Type } from '@sinclair/typebox';
import { SIGNS, type Sign } from '../../domain/attendance/signs.js';
import { CivilDateField, CodeField, MunicipalityField, UnitField } from '../../domain/shared/fields.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { PageQuery } from '../requests/page-query.js';

const optional = { optional: true };

export class SignsQuery extends PageQuery {
  @Field(CivilDateField('The day it is about; today where nothing is said'), optional) date?: string;
  @Field(CivilDateField('The day one looks; today where nothing is said'), optional) lookedAt?: string;
  @Field(MunicipalityField, optional) municipality?: string;
  @Field(UnitField, optional) unit?: string;
  @Field(Type.String({ format: 'uuid', description: 'One person' }), optional) person?: string;
  @Field(CodeField(SIGNS, 'Which sign'), optional) sign?: Sign['sign'];
  @Field(CodeField(['no', 'yes'], 'Those that somebody looked into, or those to look into'), optional)
  explained?: 'no' | 'yes';

  @Field(CodeField(['from', 'name'], 'What to sort by'), optional) sort?: 'from' | 'name';
}

export const signsExample = {
  items: [{
    person: EXAMPLE_ID, name: 'Ek, Maja', protected: false, since: '0001-01-01', until: '9999-12-31',
    sign: 'away-a-month', unit: '94353434', municipality: '1480', from: '2026-02-12', to: '9999-12-31',
    evidence: ['9b1c6a0e-3a39-4f0e-8f5f-6d6d1c7f1a11'], explained: 0,
    why: null,
  }],
  next: 'q4Zr0Jt5mYbW2cXk',
};
