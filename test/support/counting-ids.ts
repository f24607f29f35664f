import type { IdSource } from '../../src/application/ports/id-source.js';

/** Ids in a row, so that a failing run can be repeated; spread over all that ids can begin with. */
export class CountingIds implements IdSource {
  private count = 0;

  next(): string {
    this.count += 1;
    const first = (this.count % 16).toString(16);
    return `${first}0000000-0000-4000-8000-${this.count.toString(16).padStart(12, '0')}`;
  }
}
