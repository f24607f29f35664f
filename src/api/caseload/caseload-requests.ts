import { Type } from '@sinclair/typebox';
import {
  CivilDateField, CodeField, MunicipalityField, StudyPathField, UnitField,
} from '../../domain/shared/fields.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { FreshQuery, PageQuery } from '../requests/page-query.js';

const OnDate = CivilDateField('The day it is about; today where nothing is said');
const LookedAt = CivilDateField('The day one looks, which decides whether an unconfirmed summer placement '
  + 'still counts; today where nothing is said');
const optional = { optional: true };

type PlacementSort = 'name' | 'unit' | 'municipality' | 'studyPath' | 'from';
type LeftSort = 'leftOn' | 'name' | 'municipality';
type OverlapSort = 'from' | 'unit' | 'municipality';
type FlagSort = 'on' | 'unit';

const SortField = <Sort extends string>(...by: readonly Sort[]): PropertyDecorator =>
  Field(CodeField(by, 'What to sort by'), optional);

const OrderField = CodeField(['ascending', 'descending'], 'Which way to sort');

/** Which part of a list about persons is asked for, and in which order. */
class RowsQuery extends PageQuery {
  @Field(LookedAt, optional) lookedAt?: string;
  @Field(UnitField, optional) unit?: string;
  @Field(Type.String({ format: 'uuid', description: 'One person' }), optional) person?: string;
  @Field(OrderField, optional) order?: 'ascending' | 'descending';
}

class RowsOnDateQuery extends RowsQuery {
  @Field(OnDate, optional) date?: string;
  @Field(MunicipalityField, optional) municipality?: string;
}

export class PlacementsQuery extends RowsOnDateQuery {
  @Field(StudyPathField, optional) studyPath?: string;
  @SortField<PlacementSort>('name', 'unit', 'municipality', 'studyPath', 'from') sort: PlacementSort = 'name';
}

export class LeftQuery extends RowsOnDateQuery {
  @SortField<LeftSort>('leftOn', 'name', 'municipality') sort: LeftSort = 'leftOn';
}

export class OverlapsQuery extends RowsOnDateQuery {
  @SortField<OverlapSort>('from', 'unit', 'municipality') sort: OverlapSort = 'from';
}

export class FlagsQuery extends RowsQuery {
  @SortField<FlagSort>('on', 'unit') sort: FlagSort = 'on';
}

export class LateMovesQuery extends PageQuery {
  @Field(LookedAt, optional) lookedAt?: string;
  @Field(MunicipalityField, optional) municipality?: string;
  @Field(Type.String({ format: 'uuid', description: 'One person' }), optional) person?: string;
  @Field(CivilDateField('Only what was learnt on this day or later'), optional) knownFrom?: string;
  @Field(OrderField, optional) order?: 'ascending' | 'descending';
}

export class LookalikesQuery extends PageQuery {
  @Field(LookedAt, optional) lookedAt?: string;
  @Field(UnitField, optional) unit?: string;
  @Field(Type.String({ format: 'uuid', description: 'One person with passing numbers alone' }), optional)
  person?: string;
}

const DIMENSIONS = '(municipality|unit|studyPath)';

export class CountsQuery extends FreshQuery {
  @Field(OnDate, optional) date?: string;
  @Field(LookedAt, optional) lookedAt?: string;
  @Field(UnitField, optional) unit?: string;
  @Field(MunicipalityField, optional) municipality?: string;
  @Field(StudyPathField, optional) studyPath?: string;

  @Field(Type.String({
    pattern: `^${DIMENSIONS}(,${DIMENSIONS}){0,2}$`, examples: ['municipality,studyPath'],
    description: 'What to count by: any of municipality, unit and studyPath, with commas between',
  }), optional)
  by = 'municipality,unit,studyPath';
}

const seenAlways = { since: '1900-01-01', until: '9999-12-31' };
const about = { person: EXAMPLE_ID, name: 'Ek, Maja', protected: false, ...seenAlways };
const next = 'q4Zr0Jt5mYbW2cXk';

/** Answers as the documentation shows them. */
export const caseloadExamples = {
  placements: {
    items: [{
      ...about, from: '2025-08-18', to: '9999-12-31', unit: '94353434', studyPath: 'NANAT000N',
      schoolYear: '1', municipality: '1480', provisional: false, overlapping: false, onBreak: false,
    }],
    next,
  },
  left: {
    items: [{
      ...about, from: '2026-02-09', to: '2030-01-01', municipality: '1480', unit: '94353434',
      leftOn: '2026-02-09', how: 'dropout',
    }],
    next,
  },
  overlaps: {
    items: [{
      ...about, from: '2026-01-12', to: '2026-02-01', unit: '94353434', otherUnit: '49918856',
      municipality: '1480', studyPath: null, otherStudyPath: null, inFavourOf: '49918856',
      decision: EXAMPLE_ID,
    }],
    next,
  },
  flags: {
    items: [{
      ...about, kind: 'dropout-without-placement', unit: '94353434', on: '2026-02-09', factId: EXAMPLE_ID,
    }],
    next,
  },
  lateMoves: {
    items: [{
      ...about, from: '2025-11-10', to: '2026-02-10', municipality: '1480', change: 'went', other: '1481',
      knownOn: '2026-02-10', halfYears: ['2025-H2'], firstMonth: '2025-11', lastMonth: '2026-01',
    }],
    next,
  },
  lookalikes: {
    items: [{
      ...about, unit: '94353434', kinds: ['temporary'],
      others: [{ person: EXAMPLE_ID, name: 'Ek, Maja', kinds: ['personal'], birth: 'same' }],
    }],
    next,
  },
  counts: { items: [{ municipality: '1480', studyPath: 'NANAT000N', placements: 412 }] },
};
