/** A kind of problem: what it answers with, its title, and what the caller can do about it. */
export interface ProblemType {
  readonly status: number;
  readonly title: string;
  readonly advice: string;
}
