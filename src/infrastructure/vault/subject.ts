import type { Category } from '../../domain/shared/event.js';

/** What a stream is about: a case of a category about a person, by the id asked with. */
export interface Subject {
  readonly person: string;
  readonly category: Category;
  readonly case: string;
}
