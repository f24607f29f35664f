import { setImmediate as endOfTurn } from 'node:timers/promises';

/** What is asked in one turn of the event loop, answered together: so many writers share one commit. */
export class Together<Question, Answer> {
  private questions: Question[] = [];
  private answers: Promise<readonly Answer[]> | undefined;

  /** `answerAll` gives an answer to each question, in their order, or throws for all of them. */
  constructor(private readonly answerAll: (
    questions: readonly Question[],
  ) => readonly Answer[] | Promise<readonly Answer[]>) {}

  async ask(question: Question): Promise<Answer> {
    const index = this.questions.push(question) - 1;
    this.answers ??= this.answerLater();
    return (await this.answers)[index]!;
  }

  private async answerLater(): Promise<readonly Answer[]> {
    await endOfTurn();
    const { questions } = this;
    this.questions = [];
    this.answers = undefined;
    return this.answerAll(questions);
  }
}
