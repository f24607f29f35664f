import { type Static, type TObject, type TProperties, Type } from '@sinclair/typebox';

/** A fact as the domain sees it: what kind, and what it says. */
export interface Event<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
}

/** What retention is decided on; docs/reference/events.md lists them with what they hold. */
export type RecordClass =
  | 'population-record' | 'contact-data' | 'protected-identity' | 'enrolment-history' | 'final-documents'
  | 'attendance' | 'kaa-contact-log' | 'kaa-access-log' | 'kaa-routine' | 'price-list' | 'agreement'
  | 'school-register' | 'delivery-log' | 'settlement' | 'charges' | 'kaa-report' | 'looks'
  | 'place-funding';

/** The kinds of stream, each holding facts of one record class. */
export const CATEGORIES = [
  'person', 'contact', 'protection', 'schooling', 'document', 'attendance', 'kaa', 'kaaread', 'kaaroutine',
  'funding', 'charge', 'pricelist', 'agreement', 'schoolregister', 'delivery', 'settlement', 'kaareport',
  'look',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** An event kind belongs to one category of stream; an erasure mark may end any sealed stream. */
export type KindCategory = Category | 'erasure';

/** What the catalogue knows of a kind of event. Nothing can be recorded that has no entry. */
export interface EventKind<T extends string = string, P extends TProperties = TProperties> {
  readonly type: T;
  readonly version: number;
  readonly category: KindCategory;
  readonly summary: string;
  readonly schema: TObject<P>;
}

export type EventOf<K extends EventKind> =
  K extends EventKind<infer T, infer P> ? Event<T, Static<TObject<P>>> : never;

export const eventKind = <T extends string, P extends TProperties>(
  type: T, kind: { version: number; category: KindCategory; summary: string; data: P },
): EventKind<T, P> => ({
  type, version: kind.version, category: kind.category, summary: kind.summary,
  schema: Type.Object(kind.data, { additionalProperties: false }),
});

/** Makes an event of a kind; the types see to it that the data fit. */
export const event = <K extends EventKind>(kind: K, data: EventOf<K>['data']): EventOf<K> =>
  ({ type: kind.type, data } as EventOf<K>);
