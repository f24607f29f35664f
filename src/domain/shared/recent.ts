/**
 * What was worked out lately, by the question it answers: what many have alike is then worked out once. The
 * question must say everything that an answer depends on. What was not asked for the longest time goes first.
 *
 * @example answers.of(text, () => workedOut(JSON.parse(text)))
 */
export class Recent<A> {
  /** Least recently asked for first. */
  private readonly answers = new Map<string, A>();
  private weight = 0;

  /** Answers are kept that weigh so much together: each one, or as it is said. */
  constructor(private readonly most: number, private readonly weightOf: (answer: A) => number = () => 1) {}

  of(question: string, workOut: () => A): A {
    let answer = this.answers.get(question);
    if (answer === undefined) {
      answer = workOut();
      this.weight += this.weightOf(answer);
    } else {
      this.answers.delete(question);
    }
    this.answers.set(question, answer);
    while (this.weight > this.most && this.answers.size > 1) this.forgetOldest();
    return answer;
  }

  clear(): void {
    this.answers.clear();
    this.weight = 0;
  }

  private forgetOldest(): void {
    const [question, answer] = this.answers.entries().next().value!;
    this.answers.delete(question);
    this.weight -= this.weightOf(answer);
  }
}
