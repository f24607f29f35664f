/** Wrong usage: what was asked makes no sense, whatever the ledger holds. */
export const WRONG_USAGE = 2;

/** Something the user can mend: printed without a stack, with the exit code the program ends with. */
export class CliFailure extends Error {
  /** @param problem what the API answered, for programs that read it (`--json`). */
  constructor(message: string, readonly exitCode: number = 1, readonly problem?: object) {
    super(message);
    this.name = 'CliFailure';
  }
}
