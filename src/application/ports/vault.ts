import type { Category } from '../../domain/shared/event.js';

/**
 * The states of a stream's key. Fenced: erasure has begun, and nothing is appended or read any more;
 * destroyed: nothing can ever be read again.
 */
export type KeyState = 'active' | 'fenced' | 'destroyed';

/** What the vault knows of a stream about a person. */
export interface StreamRecord {
  readonly stream: string;
  /** Whom the stream is about, by the id that person goes by today (joins followed). */
  readonly person: string;
  /** The id that the stream was made for, whoever that turned out to be. */
  readonly madeFor: string;
  readonly category: Category;
  /** Tells apart streams of one category about one person: a municipality's code for a KAA file; else ''. */
  readonly case: string;
  /** Whose archive the stream belongs to (arkivbildare); nothing is deleted until that is decided. */
  readonly authority?: string;
  readonly state: KeyState;
}

/** A stream and its key. `key` is gone (undefined) once destroyed. */
export interface KeyedStream extends StreamRecord {
  readonly key?: Uint8Array;
}

/** A person was asked for that the vault does not know. */
export class UnknownPerson extends Error {
  constructor() {
    super('No such person');
    this.name = 'UnknownPerson';
  }
}

/**
 * Keys, and who they are about: its own database with its own backup horizon. Every key is wrapped under the
 * wrapping key; numbers are held as keyed hashes only.
 */
export interface Vault {
  /**
   * The person an identity number belongs to, made (with a random id) on first sight. Unique: two at once get
   * the same person. Durable before it resolves.
   */
  claim(number: string): Promise<string>;

  /** Many claims in one durable step; the answer has one person per number, in order. */
  claimMany(numbers: readonly string[]): Promise<string[]>;

  /** Binds one more number to a person; the answer is the person it is bound to, who may be another one. */
  bind(number: string, person: string): Promise<string>;

  /** Finds without making. */
  findPerson(number: string): Promise<string | undefined>;

  /** The id a person goes by after joins; `UnknownPerson` if there is none such. */
  canonicalPerson(person: string): Promise<string>;

  /** Records that two person ids are one person; from now on the second's canonical id is the first's. */
  join(survivor: string, other: string): Promise<void>;

  /**
   * Takes back joins: these ids are a person of their own from now on, who goes by the first of them. Nobody
   * else may go by one of theirs. Throws `UnknownPerson`, and then changes nothing.
   */
  part(persons: readonly string[]): Promise<void>;

  /** A person's stream of a category (and case), with its key; made, durably, on first use. */
  openStream(person: string, category: Category, caseKey?: string): Promise<KeyedStream>;
  openStreams(
    wanted: readonly { person: string; category: Category; case?: string }[],
  ): Promise<KeyedStream[]>;

  /** Keys and states of streams by name; a stream that the vault never made is not in the answer. */
  streams(names: readonly string[]): Promise<Map<string, KeyedStream>>;

  /** All streams about a person, those of joined ids included, in no particular order. */
  streamsOf(person: string): Promise<StreamRecord[]>;

  /** The same for many persons, with the keys; nothing for persons that the vault does not know. */
  keysOf(persons: readonly string[]): Promise<KeyedStream[]>;

  /** Persons in the order of their ids, those who turned out to be somebody else left out. */
  personsAfter(person: string, limit: number): Promise<string[]>;

  /** All streams that are fenced or destroyed, in no particular order. */
  erasedStreams(): Promise<StreamRecord[]>;

  /** First step of erasure: no append, no new key for this person, category and case. */
  fence(stream: string): Promise<void>;

  /** Last step: the key is overwritten. Numbers are forgotten once no stream of the person can be read. */
  destroy(stream: string): Promise<void>;

  close(): Promise<void>;
}
