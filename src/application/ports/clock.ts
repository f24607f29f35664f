/** The only source of time in the product. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}
