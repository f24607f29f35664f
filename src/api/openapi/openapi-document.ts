import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { FIRST_LINES } from './introduction.js';

type Schema = Record<string, unknown> & {
  properties?: Record<string, Schema>; example?: unknown; $ref?: string;
};
interface MediaType { schema?: Schema; example?: unknown; examples?: unknown }
interface Operation { requestBody?: { content: Record<string, MediaType> } }

const problemSchema: Schema = {
  type: 'object', required: ['type', 'title', 'status', 'correlationId'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'Stable name of the kind of problem' },
    title: { type: 'string', description: 'What kind of problem it is' },
    status: { type: 'integer', description: 'The HTTP status' },
    detail: { type: 'string', description: 'What to do about it' },
    field: { type: 'string', description: 'The offending field' },
    errors: {
      type: 'array', description: 'Every field that has not the form it must have',
      items: {
        type: 'object', required: ['field', 'rule'],
        properties: { field: { type: 'string' }, rule: { type: 'string' } },
      },
    },
    lagEvents: { type: 'integer', description: 'How many events the read models are behind' },
    correlationId: { type: 'string', format: 'uuid', description: 'Stands in the log too' },
  },
};

/** The whole API, described by itself in OpenAPI 3.1. */
export const openApiDocument = (app: NestFastifyApplication): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0').setTitle('Liggare').setVersion('1').setDescription(FIRST_LINES)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }).build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}.${method}`,
  });
  const schemas = { ...document.components?.schemas, Problem: problemSchema } as Record<string, Schema>;
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as Operation[]) showBody(operation, schemas);
  }
  return { ...document, components: { ...document.components, schemas } };
};

/** Puts together the example of a body from those of its fields. */
const showBody = ({ requestBody }: Operation, schemas: Record<string, Schema>): void => {
  for (const media of Object.values(requestBody?.content ?? {})) {
    const isShown = media.example !== undefined || media.examples !== undefined;
    if (media.schema && !isShown) media.example = exampleOf(media.schema, schemas);
  }
};

const exampleOf = (schema: Schema, schemas: Record<string, Schema>): unknown => {
  const whole = referredTo(schema, schemas);
  if (whole.example !== undefined) return whole.example;
  if (whole.type === 'array') return [exampleOf(whole.items as Schema, schemas)];
  if (!whole.properties) return undefined;
  return Object.fromEntries(Object.entries(whole.properties)
    .map(([name, property]) => [name, exampleOf(property, schemas)])
    .filter(([, example]) => example !== undefined && !isBlank(example)));
};

/** An object of which nothing is shown is not shown either. */
const isBlank = (example: unknown): boolean =>
  typeof example === 'object' && example !== null && Object.keys(example).length === 0;

const REFERENCE = '#/components/schemas/';

const referredTo = (schema: Schema, schemas: Record<string, Schema>): Schema => {
  const [only] = (schema.allOf ?? []) as Schema[];
  const reference = schema.$ref ?? only?.$ref;
  return reference === undefined ? schema : schemas[reference.slice(REFERENCE.length)]!;
};
