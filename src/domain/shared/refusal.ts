/**
 * A broken rule, said once in the domain and mapped once to a problem detail. `code` is stable and
 * documented; `field` names the offending part of the command; `rule` tells what to do. None of them ever
 * holds a value that somebody sent, since values may be personal.
 */
export class Refusal extends Error {
  constructor(readonly code: string, readonly field: string | undefined, readonly rule: string) {
    super(`${code}${field ? ` (${field})` : ''}: ${rule}`);
    this.name = 'Refusal';
  }
}

export const refuse = (code: string, field: string | undefined, rule: string): never => {
  throw new Refusal(code, field, rule);
};

export const refuseIf = (broken: boolean, code: string, field: string | undefined, rule: string): void => {
  if (broken) refuse(code, field, rule);
};

/** For switches over closed unions: reaching it means the code forgot a case. */
export const assertNever = (value: never): never => {
  throw new Error(`Unhandled case of kind ${typeof value}`);
};
