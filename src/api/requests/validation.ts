import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, Problem } from '../problems/problem.js';

const FIELD_NAME = /^([A-Za-z][A-Za-z0-9-]{0,60}|\d{1,5})$/;
const UNKNOWN_FIELD = 'whitelistValidation';

/** A field that we do not know is named by whoever sent it; only what looks like a field is said back. */
const nameOf = (property: string): string => (FIELD_NAME.test(property) ? property : '(unreadable name)');

const rulesOf = ({ constraints = {} }: ValidationError): string[] => Object.entries(constraints)
  .map(([kind, rule]) => (kind === UNKNOWN_FIELD ? 'There is no such field.' : rule));

const fieldErrors = (errors: readonly ValidationError[], path = ''): FieldError[] =>
  errors.flatMap((error) => {
    const field = `${path}${nameOf(error.property)}`;
    const own = rulesOf(error).map((rule) => ({ field, rule }));
    return [...own, ...fieldErrors(error.children ?? [], `${field}.`)];
  });

const MOST_ERRORS = 100;

/** Checks every body and query against its class; what the class does not name is an error. */
export const requestValidation = (): ValidationPipe => new ValidationPipe({
  transform: true, whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true,
  stopAtFirstError: true, validationError: { target: false, value: false },
  exceptionFactory: (errors) =>
    new Problem('request-invalid', { errors: fieldErrors(errors).slice(0, MOST_ERRORS) }),
});
