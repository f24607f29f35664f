import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse, type ApiResponseNoStatusOptions } from '@nestjs/swagger';
import type { TSchema } from '@sinclair/typebox';
import { Problem } from '../problems/problem.js';
import { type ProblemCode, problemTypes } from '../problems/problem-types.js';

/** A good answer as the document has it: its form, and an example. */
export const shown = (schema: TSchema, example: unknown): ApiResponseNoStatusOptions['content'] =>
  ({ 'application/json': { schema, example } });

const EXAMPLE_CORRELATION_ID = '7d1c2f5e-0a43-4b8e-9c55-6a1f0e2d3b4c';

const examplesOfDetails: Partial<Record<ProblemCode, Problem['details']>> = {
  'internal-error': {},
  'request-invalid': { errors: [{ field: 'validOn', rule: 'Write a day that exists, as yyyy-mm-dd.' }] },
  'identity-number-invalid': { field: 'identityNumber', detail: 'The check digit is wrong.' },
  'read-model-behind': { lagEvents: 1_250 },
};

/** How a problem looks, for the documentation. */
const problemExample = (code: ProblemCode): Record<string, unknown> => {
  const details = examplesOfDetails[code] ?? { detail: problemTypes[code].advice };
  return new Problem(code, details).body(EXAMPLE_CORRELATION_ID);
};

/** One response per status, with an example for each problem that has it. */
const problemResponses = (codes: readonly ProblemCode[]): MethodDecorator[] => {
  const statuses = new Set(codes.map((code) => problemTypes[code].status));
  return [...statuses].map((status) => problemResponse(status, codes.filter((code) =>
    problemTypes[code].status === status)));
};

const problemResponse = (status: number, codes: readonly ProblemCode[]): MethodDecorator => ApiResponse({
  status, description: [...new Set(codes.map((code) => problemTypes[code].title))].join('; '),
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: Object.fromEntries(codes.map((code) => [code, { value: problemExample(code) }])),
    },
  },
});

/** Problems that any route with a token can answer with. */
const everywhere: readonly ProblemCode[] = [
  'request-invalid', 'token-missing', 'token-refused', 'role-not-permitted', 'internal-error',
  'store-unavailable',
];

interface Documentation {
  readonly summary: string;
  readonly description?: string;
  readonly status?: number;
  /** What a good answer consists of, and looks like. */
  readonly shape: TSchema;
  readonly answer: unknown;
  /** Other forms of the answer, by media type, and how they look. */
  readonly files?: Readonly<Record<string, string>>;
  readonly problems?: readonly ProblemCode[];
}

interface FileDocumentation extends Pick<Documentation, 'summary' | 'description' | 'problems'> {
  /** By media type, how it looks. */
  readonly files: Readonly<Record<string, string>>;
}

const textsOf = (files: FileDocumentation['files']): ApiResponseNoStatusOptions['content'] =>
  Object.fromEntries(Object.entries(files).map(([type, example]) =>
    [type, { schema: { type: 'string' }, example }]));

/** Documents a route that answers with a file. */
export const DocumentedFile = (
  { summary, description, files, problems = [] }: FileDocumentation,
): MethodDecorator => applyDecorators(
  ApiOperation({ summary, description }),
  ApiResponse({
    status: 200, description: 'The file',
    content: textsOf(files),
  }),
  ...problemResponses([...everywhere, ...problems]),
);

/** Documents a route: what it is for, an example of its answer, and every problem it can answer with. */
export const Documented = (
  { summary, description, status = 200, shape, answer, files = {}, problems = [] }: Documentation,
): MethodDecorator => applyDecorators(
  ApiOperation({ summary, description }),
  ApiResponse({
    status, description: 'Done', content: { ...shown(shape, answer), ...textsOf(files) },
  }),
  ...problemResponses([...everywhere, ...problems]),
);
