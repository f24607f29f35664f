/** Lets pieces of work wait for each other, first come, first served. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined); // whoever asked for the work hears of its error
    return turn;
  }
}
