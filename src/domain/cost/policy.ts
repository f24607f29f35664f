/**
 * How days are counted and paid [P]. One policy for all until agreements are facts of their own; every line
 * that is shown says which it was reckoned under.
 */
export interface CostPolicy {
  readonly name: string;
  /** An August start is paid for from 1 July (Upper Secondary Ordinance 13:1; for IKE a proposal). */
  readonly augustStartPaysFromJuly: boolean;
  /** What a final document in May or June ends: payment through 30 June, or on its own date [P]. */
  readonly documentPays: 'through-june' | 'to-document-date';
}

export const defaultCostPolicy: CostPolicy = {
  name: 'DAILY_CALENDAR/1', augustStartPaysFromJuly: true, documentPays: 'through-june',
};
