import { canonicalJson, compareTimes, type Fact, type FactTimes } from './fact-order.js';
import type { Event } from './event.js';
import { refuse } from './refusal.js';

/**
 * What is set under a name, as a whole, from a day on, until a later version of the same name: agreements,
 * policies, routines. Plain JSON, so that it can be kept beside read models.
 */
export interface Dated<V> {
  /** Of the event that set it. */
  readonly id: string;
  readonly version: V;
}

export type ByName<V> = Readonly<Record<string, readonly Dated<V>[]>>;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By the day they hold from, then by when they were decided; arrival plays no part. */
const inOrder = <V extends FactTimes>(a: Dated<V>, b: Dated<V>): number =>
  compareTimes(a.version, b.version) || compare(canonicalJson(a.version), canonicalJson(b.version))
  || compare(a.id, b.id);

/** All versions of a name, in order of time. */
export const versionsOf = <V>(byName: ByName<V>, name: string): readonly Dated<V>[] =>
  (Object.hasOwn(byName, name) ? byName[name]! : []);

export const withVersion = <V extends FactTimes>(
  byName: ByName<V>, name: string, dated: Dated<V>,
): ByName<V> => {
  const versions = versionsOf(byName, name);
  if (versions.some(({ id }) => id === dated.id)) return byName;
  return { ...byName, [name]: [...versions, dated].sort(inOrder) };
};

export const withoutVersion = <V>(byName: ByName<V>, gone: string): ByName<V> => Object.fromEntries(
  Object.entries(byName).map(([name, versions]): [string, readonly Dated<V>[]] =>
    [name, versions.filter(({ id }) => id !== gone)])
    .filter(([, versions]) => versions.length > 0),
);

/** The version that holds on a day: the last that began by then; of those of one day, the last decided. */
export const versionOn = <V extends FactTimes>(
  byName: ByName<V>, name: string, day: string,
): Dated<V> | undefined => versionsOf(byName, name).findLast(({ version }) => version.validOn <= day);

type Setting = Event<string, FactTimes>;
type Withdrawal = Setting & { readonly data: { readonly withdraws: string } };

const isWithdrawal = (event: Setting): event is Withdrawal => 'withdraws' in event.data;

const withdrawnIn = (recorded: readonly Fact<Setting>[]): Set<string> =>
  new Set(recorded.flatMap(({ event }) => (isWithdrawal(event) ? [event.data.withdraws] : [])));

/** What was said, whenever that was; where it was read is no part of it. */
const contentOf = ({ reportedAt, ...data }: FactTimes, isDated: boolean): string =>
  canonicalJson({ ...data, ...(isDated && { reportedAt }), origin: undefined });

/**
 * Nothing new if it holds already. What does not say when it was decided was decided now, where another holds
 * from the same day: else the letters of the two would decide, and the new one might not hold.
 */
export const unlessSet = <E extends Setting>(
  said: E, recorded: readonly Fact<Setting>[], now?: string,
): E[] => {
  const withdrawn = withdrawnIn(recorded);
  const standing = recorded.filter(({ id, event }) => !withdrawn.has(id) && event.type === said.type);
  const isDated = said.data.reportedAt !== undefined || now === undefined;
  const isSame = ({ event }: Fact<Setting>): boolean =>
    contentOf(event.data, isDated) === contentOf(said.data, isDated);
  if (isDated) return standing.some(isSame) ? [] : [said];
  const ofThatDay = standing.filter(({ event }) => event.data.validOn === said.data.validOn)
    .sort((a, b) => inOrder(datedOf(a), datedOf(b)));
  const holding = ofThatDay.at(-1);
  if (!holding) return [said];
  return isSame(holding) ? [] : [{ ...said, data: { ...said.data, reportedAt: now } }];
};

const datedOf = ({ id, event }: Fact<Setting>): Dated<FactTimes> => ({ id, version: event.data });

/** What is to be withdrawn; refuses (`nothing-to-withdraw`) what is nothing that this stream has set. */
export const settingToWithdraw = <E extends Setting>(
  withdraws: string, recorded: readonly Fact<E>[],
): { readonly target: Fact<E>; readonly isWithdrawn: boolean } => {
  const target = recorded.find(({ id, event }) => id === withdraws && !isWithdrawal(event))
    ?? refuse('nothing-to-withdraw', 'withdraws', 'Name what was set under this name.');
  return { target, isWithdrawn: withdrawnIn(recorded).has(target.id) };
};
