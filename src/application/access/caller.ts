/** What somebody may be to the ledger; one caller can be several. */
export const roles = [
  'registrar', 'follow-up-officer', 'economist', 'viewer', 'analyst', 'auditor', 'administrator',
] as const;

export type Role = (typeof roles)[number];

/** Whoever asks, as a verified token tells. Ids only: never a name or a personal number. */
export interface Caller {
  /** Opaque; stands in the ledger as the actor of every fact the caller records. */
  readonly actor: string;
  readonly roles: readonly Role[];
  /** A municipality's code, a principal's id, or `WHOLE_REGION`. */
  readonly organisation: string;
  /** School units that a registrar may write for. */
  readonly units: readonly string[];
}

/** The organisation of those who work for all municipalities of the region at once. */
export const WHOLE_REGION = 'region';
