import { Type } from '@sinclair/typebox';
import { InstantField } from '../../domain/shared/fields.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { PageQuery } from '../requests/page-query.js';

const optional = { optional: true };

export class TrailPageQuery extends PageQuery {
  @Field(Type.Union([Type.Literal('newest'), Type.Literal('oldest')], {
    description: 'Which end comes first',
  }), optional)
  order: 'newest' | 'oldest' = 'newest';
}

/** Exactly one of stream, delivery, actor and period. */
export class TrailQuery extends TrailPageQuery {
  @Field(Type.String({
    pattern: '^[a-z]+-[0-9A-Za-z-]{1,80}$', description: 'Name of a stream',
    examples: [`schooling-${EXAMPLE_ID}`],
  }), optional)
  stream?: string;

  @Field(Type.String({ format: 'uuid', description: 'Id of a delivery' }), optional) delivery?: string;

  @Field(Type.String({
    pattern: '^[0-9A-Za-z._:|-]{1,120}$', description: 'Whoever recorded it',
    examples: ['local:registrar:1480'],
  }), optional)
  actor?: string;

  @Field(InstantField('Recorded at or after'), optional) from?: string;
  @Field(InstantField('Recorded before; all there is where nothing is said'), optional) to?: string;
}

/** An answer as the documentation shows it. */
export const trailExample = {
  items: [{
    position: '0000000000000042', id: EXAMPLE_ID, stream: `schooling-${EXAMPLE_ID}`, revision: 0,
    category: 'schooling', type: 'Enrolled',
    summary: 'Taken in at a school unit on a study path from a day on.',
    recordedAt: '2025-08-19T07:12:45.120Z', validOn: '2025-08-18', person: EXAMPLE_ID,
    actor: 'local:registrar:1480', organisation: '1480', commandId: EXAMPLE_ID, erased: false,
    data: { validOn: '2025-08-18', source: 'school-system', unit: '94353434', studyPath: 'NANAT000N' },
  }],
  next: 'q4Zr0Jt5mYbW2cXk',
};
