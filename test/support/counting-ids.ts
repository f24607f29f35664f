import type { IdSource } from '../../src/application/ports/id-source.js';

/** Ids in a row, so that a failing run can be repeated. */
export class CountingIds implements IdSource {
  private count = 0;

  next(): string {
    this.count += 1;
    return `00000000-0000-4000-8000-${this.count.toString(16).padStart(12, '0')}`;
  }
}
