import { HttpException } from '@nestjs/common';
import {
  EventTooLarge, StoreUnavailable, WrongExpectedRevision,
} from '../../application/ports/event-store.js';
import { RebuildUnderWay } from '../../application/ports/projection-control.js';
import { InvalidCursor } from '../../application/ports/read-store.js';
import { UnknownPerson } from '../../application/ports/vault.js';
import { Refusal } from '../../domain/shared/refusal.js';
import { ReadModelNotReady } from '../../projections/engine/live-generations.js';
import { TokenRefused } from '../authentication/token-refused.js';
import { TokenKeysUnavailable } from '../authentication/token-verifier.js';
import { isProblemCode, type ProblemCode, problemTypes, problemUri } from './problem-types.js';

/** A field of the request, and the rule it breaks. Never what was sent. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
}

/** What a problem says beyond its type. */
export interface ProblemDetails {
  readonly detail?: string;
  readonly field?: string;
  readonly errors?: readonly FieldError[];
  readonly lagEvents?: number;
  /** Seconds after which it may be worth asking again. */
  readonly retryAfterSeconds?: number;
  /** The methods that an address takes. */
  readonly allow?: string;
}

/** Of those that are ours to answer for: nothing is at fault, the caller is to ask again a little later. */
const onlyNotYet: ReadonlySet<ProblemCode> = new Set(['read-model-behind', 'server-stopping']);

/** Thrown within the API where no rule of the domain is broken; becomes the answer. */
export class Problem extends Error {
  constructor(readonly code: ProblemCode, readonly details: ProblemDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Problem';
  }

  get status(): number {
    return problemTypes[this.code].status;
  }

  /** Something that an operator should look into. */
  get isFault(): boolean {
    return this.status >= 500 && !onlyNotYet.has(this.code);
  }

  /** The answer as RFC 9457 has it. */
  body(correlationId: string): Record<string, unknown> {
    const { detail, field, errors, lagEvents } = this.details;
    const { status, title } = problemTypes[this.code];
    return { type: problemUri(this.code), title, status, detail, field, errors, lagEvents, correlationId };
  }
}

const SOON_SECONDS = 1;

const problemsByStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'request-malformed', 404: 'route-unknown', 413: 'body-too-large', 414: 'request-malformed',
  415: 'media-type-unsupported',
};

/** What any error means to the caller. What nobody foresaw is a fault of ours and tells nothing of itself. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal && isProblemCode(error.code)) {
    return new Problem(error.code, { detail: error.rule, field: error.field, ...waitAfter(error.code) });
  }
  if (error instanceof TokenRefused) return new Problem('token-refused', { detail: error.message });
  if (error instanceof TokenKeysUnavailable) return soon('token-keys-unavailable', error);
  if (error instanceof UnknownPerson) return new Problem('person-unknown');
  if (error instanceof InvalidCursor) return new Problem('cursor-invalid');
  if (error instanceof EventTooLarge) return new Problem('append-too-large');
  if (error instanceof WrongExpectedRevision) return soon('too-much-contention', error);
  if (error instanceof RebuildUnderWay) return new Problem('rebuild-under-way');
  if (error instanceof ReadModelNotReady) return soon('read-model-behind', error);
  if (error instanceof StoreUnavailable) return soon('store-unavailable', error, error.message);
  const code = error instanceof HttpException ? problemsByStatus[error.getStatus()] : undefined;
  return new Problem(code ?? 'internal-error', {}, { cause: error });
};

const soon = (code: ProblemCode, cause: unknown, detail?: string): Problem =>
  new Problem(code, { retryAfterSeconds: SOON_SECONDS, detail }, { cause });

const waitAfter = (code: ProblemCode): ProblemDetails =>
  (code === 'too-much-contention' ? { retryAfterSeconds: SOON_SECONDS } : {});
