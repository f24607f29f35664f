/** So many answers about one source are kept: codes come from outside, and there may be any number. */
const MOST = 20_000;

/**
 * What was worked out about something that never changes: thousands of pupils ask the same of one price
 * list. Answers go with their source. The question must say everything that an answer depends on.
 *
 * @example answers.of(prices, `2026|${studyPath}`, () => workedOut(prices, 2026, studyPath))
 */
export class Remembered<S extends object, A> {
  private readonly bySource = new WeakMap<S, Map<string, A>>();

  /** `most` answers about one source are kept. */
  constructor(private readonly most = MOST) {}

  of(source: S, question: string, workOut: () => A): A {
    let answers = this.bySource.get(source);
    if (!answers) this.bySource.set(source, answers = new Map());
    let answer = answers.get(question);
    if (answer === undefined) {
      if (answers.size >= this.most) answers.clear();
      answers.set(question, answer = workOut());
    }
    return answer;
  }
}
