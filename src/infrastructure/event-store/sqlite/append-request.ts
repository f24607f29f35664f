/** One append as the writer gets it: encoded already. */
export interface AppendRequest {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly events: readonly EncodedEvent[];
}

export interface EncodedEvent {
  /** A UUID's sixteen bytes. */
  readonly id: Uint8Array;
  readonly type: string;
  readonly version: number;
  /** JSON in UTF-8. */
  readonly meta: Uint8Array;
  readonly payload: Uint8Array;
}

/** What became of one append in a transaction that was committed. */
export type Outcome = Appended | Refused;

export interface Appended {
  readonly appended: true;
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: number;
}

/** It expected another revision than the stream has. */
export interface Refused {
  readonly appended: false;
  readonly actual: number;
}
