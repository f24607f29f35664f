import { type TProperties, type TSchema, Type } from '@sinclair/typebox';

/** Building blocks of what is answered; those of what is asked are in requests/fields.ts. */

const DAY = '^\\d{4}-\\d{2}-\\d{2}$';
const INSTANT = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$';

export const text = (description?: string): TSchema => Type.String({ description });
export const id = (description?: string): TSchema => Type.String({ format: 'uuid', description });
export const day = (description?: string): TSchema => Type.String({ pattern: DAY, description });
export const instant = (description?: string): TSchema => Type.String({ pattern: INSTANT, description });
export const count = (description?: string): TSchema => Type.Integer({ minimum: 0, description });
export const quantity = (description?: string): TSchema => Type.Number({ minimum: 0, description });
export const flag = (description?: string): TSchema => Type.Boolean({ description });
export const ore = (description?: string): TSchema =>
  Type.Integer({ description: description ?? 'Whole öre' });
export const position = (description?: string): TSchema =>
  Type.String({ description: description ?? 'Place in the ledger, to compare and to send as `atLeast`' });

export const oneOf = (values: readonly string[], description?: string): TSchema =>
  Type.Unsafe({ type: 'string', enum: values, description });
export const orNull = (schema: TSchema): TSchema => Type.Unsafe({
  ...schema, type: [schema.type, 'null'], ...(schema.enum && { enum: [...schema.enum as unknown[], null] }),
});
export const optional = (schema: TSchema): TSchema => Type.Optional(schema);
export const list = (items: TSchema, description?: string): TSchema => Type.Array(items, { description });
export const shape = (properties: TProperties, description?: string): TSchema =>
  Type.Object(properties, { description });
/** An object of which the fields depend on something else. */
export const anything = (description: string): TSchema =>
  Type.Object({}, { description, additionalProperties: true });

/** Of whatever comes in pages. */
export const next = optional(text('Token of the next page, to send back as `after`; missing on the last'));

export const pageOf = (row: TProperties, more: TProperties = {}): TSchema =>
  shape({ items: list(shape(row)), next, ...more });
