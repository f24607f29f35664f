import { Type } from '@sinclair/typebox';
import { CORRECTORS } from '../../domain/kaa/case-events.js';
import { assumedRules } from '../../domain/kaa/rules.js';
import { CivilDateField, CodeField, MunicipalityField } from '../../domain/shared/fields.js';
import { type Worklist, WORKLISTS } from '../../projections/kaa/queries.js';
import { type ExportFormat, FormatField } from '../requests/exported-file.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { FreshQuery, PageQuery } from '../requests/page-query.js';

const OnDate = CivilDateField('The day it is about; today where nothing is said');
const LookedAt = CivilDateField('The day one looks, which decides whether the register still waits for a '
  + 'start; today where nothing is said');
const optional = { optional: true };

export class YouthQuery {
  @Field(OnDate, optional) date?: string;
}

export class YouthsQuery extends PageQuery {
  @Field(OnDate, optional) date?: string;
  @Field(LookedAt, optional) lookedAt?: string;
  @Field(MunicipalityField, optional) municipality?: string;
  @Field(Type.String({ format: 'uuid', description: 'One person' }), optional) person?: string;

  @Field(Type.String({
    pattern: '^[0-9A-Za-z._:|-]{1,100}$',
    description: 'Youths of one officer, by actor id; `me` is the caller',
  }), optional)
  officer?: string;

  @Field(
    CodeField(['registered', 'awaiting-start'], 'Who is in the register, or for whom it waits'), optional,
  )
  standing: 'registered' | 'awaiting-start' = 'registered';

  @Field(CodeField(WORKLISTS, 'Which worklist'), optional)
  list: Worklist = 'all';

  @Field(CivilDateField('Of `new`: came into the group on this day or later; the day it is about where '
    + 'nothing is said'), optional)
  cameFrom?: string;

  @Field(CodeField(CORRECTORS, 'Those who should not be listed, as was said last, and whom this source has '
    + 'to correct'), optional)
  corrects?: (typeof CORRECTORS)[number];

  @Field(CodeField(['name', 'from', 'dueOn'], 'What to sort by'), optional)
  sort: 'name' | 'from' | 'dueOn' = 'name';

  @Field(CodeField(['ascending', 'descending'], 'Which way to sort'), optional)
  order?: 'ascending' | 'descending';
}

export class KaaCountsQuery extends FreshQuery {
  @Field(OnDate, optional) date?: string;
  @Field(LookedAt, optional) lookedAt?: string;
  @Field(MunicipalityField, optional) municipality?: string;
}

export class DriftQuery extends PageQuery {
  @Field(LookedAt, optional) lookedAt?: string;
  @Field(MunicipalityField, optional) municipality?: string;
}

export class SpellsQuery extends FreshQuery {
  @Field(MunicipalityField, optional) municipality?: string;
  @FormatField() format: ExportFormat = 'ndjson';
}

const [born, other] = [EXAMPLE_ID, '9b1c6a0e-3a39-4f0e-8f5f-6d6d1c7f1a11'];
const spell = {
  from: '2026-02-09', to: '2030-01-01', municipality: '1480', standing: 'registered', began: 'interrupted',
  ended: 'turned-20',
};

/** Answers as the documentation shows them. */
export const kaaExamples = {
  youths: {
    items: [{
      person: EXAMPLE_ID, name: 'Ek, Maja', protected: false, since: '1900-01-01', until: '9999-12-31',
      ...spell, status: 'follow-up', officer: 'officer-7', dueOn: '2026-05-14',
      nextStep: 'phone', contacted: 1,
      lastContactOn: '2026-02-13', attempts: 2, occupation: 'none', measuresUnderWay: 0, leftOpen: 0,
      disputed: true, corrects: 'school', asked: 'answered', askedOn: '2026-03-02',
      answer: 'not-a-pupil-here', openedAt: '0000000000000038',
    }],
    next: 'q4Zr0Jt5mYbW2cXk', through: '0000000000000042',
  },
  counts: {
    items: [{
      municipality: '1480', registered: 412, awaitingStart: 0, contacted: 198, neverContacted: 214,
      inMeasure: 61,
    }],
  },
  drift: {
    items: [{ person: EXAMPLE_ID, municipality: '1480', since: '2026-02-09', until: '9999-12-31' }],
  },
  youth: {
    person: EXAMPLE_ID, on: '2026-03-16', rules: { ...assumedRules, assumed: true }, responsible: '1480',
    conditions: [{ condition: 'under-20', holds: true, since: '1900-01-01', decidedBy: [born] }],
    spells: [{ ...spell, openedBy: [other], closedBy: [born], startedInTime: false }],
    register: [{
      municipality: '1480', spell: '0c7f3c52-6a8e-5d7c-9c0f-3d1f4f0e7a11', standing: 'open',
      entries: [{
        id: '5b1e1c0e-52b5-4a43-9b2e-3f0f6f3c9a51', type: 'SpellOpened',
        recordedAt: '2026-02-10T07:30:01.000Z', from: '2026-02-09', began: 'interrupted',
        decidedBy: [other], causedBy: other,
      }],
    }],
    files: [{
      municipality: '1480', status: 'unknown', contacts: [], occupations: [], measures: [], plans: [],
      attempts: [{ id: other, on: '2026-02-13', source: 'case-worker', channel: 'letter' }],
      reminders: [], disputes: [], disclosures: [], outsideSpells: [],
      asked: [{
        request: born, unit: '94353434', municipality: '1480', asks: 'is-a-pupil-there', on: '2026-02-09',
        askedOn: '2026-03-02', state: 'answered', answer: 'not-a-pupil-here', answeredOn: '2026-03-04',
      }],
    }],
  },
};

/** The export of spells as the documentation shows it. */
export const spellExamples = {
  'application/x-ndjson': `{"person":"${EXAMPLE_ID}","municipality":"1480","from":"2026-02-09",`
    + `"to":"2030-01-01","began":"interrupted","openedBy":["${other}"],"ended":"turned-20",`
    + `"closedBy":["${born}"],"waitsUntil":null,"startedInTime":false}\n`,
  'text/csv': 'person,municipality,from,to,began,openedBy,ended,closedBy,waitsUntil,startedInTime\n'
    + `${EXAMPLE_ID},1480,2026-02-09,2030-01-01,interrupted,${other},turned-20,${born},,false\n`,
};
