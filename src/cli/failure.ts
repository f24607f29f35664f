/** Something the user can mend; printed without a stack. Exit code 1, or 2 for wrong usage. */
export class CliFailure extends Error {
  constructor(message: string, readonly exitCode = 1) {
    super(message);
    this.name = 'CliFailure';
  }
}
