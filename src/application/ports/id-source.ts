/** The only source of random ids. */
export interface IdSource {
  /** A random UUID (version 4). */
  next(): string;
}
