import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { EXAMPLE_ID } from '../requests/fields.js';
import type { ProblemCode } from '../problems/problem-types.js';
import { receiptShape } from './answers.js';
import { Documented, shown } from './documented.js';

const receipt = { position: '0000000000000042', eventIds: [EXAMPLE_ID], repeated: false };
const answer = { ...receipt, person: EXAMPLE_ID };

const problems: readonly ProblemCode[] = [
  'request-malformed', 'idempotency-key-invalid', 'media-type-unsupported', 'body-too-large',
  'idempotency-key-reused', 'too-much-contention', 'field-malformed', 'date-impossible', 'date-out-of-range',
];

const knownAlready = ApiResponse({
  status: 200, description: 'The ledger knew this already; nothing new was recorded',
  content: shown(receiptShape, { ...answer, eventIds: [], repeated: true }),
});

/** Documents the key under which a command can be sent again. */
export const WithIdempotencyKey = (): MethodDecorator => ApiHeader({
  name: 'Idempotency-Key', required: false, example: '5b1e1c0e-52b5-4a43-9b2e-3f0f6f3c9a51',
  description: 'Your id of this command. Sent again under it, the command is recorded once.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
});

interface CommandDocumentation {
  readonly summary: string;
  readonly description?: string;
  readonly problems?: readonly ProblemCode[];
  /** Whether the command is about a person, whose id is then in the answer. */
  readonly aboutPerson?: boolean;
}

/** Documents a route that records facts. */
export const CommandDocumented = (
  { summary, description, problems: own = [], aboutPerson = true }: CommandDocumentation,
): MethodDecorator => applyDecorators(
  WithIdempotencyKey(), knownAlready,
  Documented({
    summary, description, status: 201, shape: receiptShape, answer: aboutPerson ? answer : receipt,
    problems: [...problems, ...(aboutPerson ? ['person-unknown', 'record-erased'] as const : []), ...own],
  }),
);
