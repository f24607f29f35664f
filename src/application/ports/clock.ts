/** The only source of time in the product. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** The instant it shows, as facts have it. */
export const instantOn = (clock: Clock): string => new Date(clock.now()).toISOString();
