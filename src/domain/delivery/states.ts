/** `receiving` while it comes, or if the process ended in the middle; `broken` if it got to no end. */
export const DELIVERY_STATES = ['receiving', 'completed', 'broken'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How many lines were read, and what became of them. */
export interface DeliveryCounts {
  readonly lines: number;
  readonly taken: number;
  readonly known: number;
  readonly refused: number;
}
