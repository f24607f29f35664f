import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { FactDocument } from '../person-facts.js';

/** The facts of a person, and of those that say where somebody belongs the day they were learnt. */
export type CaseloadDocument = FactDocument & { readonly known: Record<string, CivilDate> };
