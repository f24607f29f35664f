import { Type } from '@sinclair/typebox';
import type { NoticePage } from '../../application/notices/notice-feed.js';
import { LookedThrough } from '../../domain/notices/events.js';
import { InstantField, MunicipalityField } from '../../domain/shared/fields.js';
import { EXAMPLE_ID, Field, FieldOf } from '../requests/fields.js';
import { AfterField, FEW_ROWS, LimitField } from '../requests/page-query.js';

const optional = { optional: true };

export class NoticesQuery {
  @Field(MunicipalityField, optional) municipality?: string;
  @Field(Type.String({ format: 'uuid', description: 'About one person' }), optional) person?: string;
  @Field(InstantField('Instead of since the last look: what came in after an instant'), optional)
  since?: string;

  @LimitField() limit = FEW_ROWS;
  @AfterField() after?: string;
}

export class LookBody {
  @FieldOf(LookedThrough, 'municipality') municipality?: string;
  @FieldOf(LookedThrough, 'through', { example: '0000000000000042' }) through!: string;
}

const page: NoticePage = {
  items: [{
    event: EXAMPLE_ID, kind: 'DroppedOut', position: '0000000000000042',
    recordedAt: '2026-03-16T08:00:00.000Z', person: '9b1c6a0e-3a39-4f0e-8f5f-6d6d1c7f1a11',
    municipality: '1480', halfYears: ['2025H2'], settledThrough: null,
  }],
  through: '0000000000000042', complete: true,
};

export const noticesExample = { ...page, lookedThrough: '0000000000000017' };
