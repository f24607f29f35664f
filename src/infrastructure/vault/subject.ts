import type { Category } from '../../domain/shared/event.js';

/** What a stream is about: a case of a category about a person, by the id asked with. */
export interface Subject {
  readonly person: string;
  readonly category: Category;
  readonly case: string;
}

/** Whose archive a record belongs to, where its case says so: a municipality's file of a youth. */
export const authorityOf = ({ category, case: of }: Pick<Subject, 'category' | 'case'>): string | undefined =>
  (category === 'kaa' ? of.split('/')[0] : undefined);
