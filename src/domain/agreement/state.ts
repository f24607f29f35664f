import { canonicalJson, compareTimes, type FactTimes } from '../shared/fact-order.js';
import type { AgreementEvent, AgreementVersion, CostPolicyVersion } from './events.js';

/** What was set, by the id of the event that set it. */
export interface Dated<V> {
  readonly id: string;
  readonly version: V;
}

/** All policies and agreements that hold, by name, in order of time. Plain JSON, kept beside read models. */
export interface Agreements {
  readonly policies: Readonly<Record<string, readonly Dated<CostPolicyVersion>[]>>;
  readonly agreements: Readonly<Record<string, readonly Dated<AgreementVersion>[]>>;
  /** Ids withdrawn, whether or not what they withdraw has arrived yet. */
  readonly withdrawn: readonly string[];
}

export const noAgreements: Agreements = { policies: {}, agreements: {}, withdrawn: [] };

/** Whether everybody goes by what is built in. */
export const isNothingSet = ({ policies, agreements }: Agreements): boolean =>
  Object.keys(policies).length === 0 && Object.keys(agreements).length === 0;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By the day they hold from, then by when they were decided; arrival plays no part. */
const inOrder = <V extends FactTimes>(a: Dated<V>, b: Dated<V>): number =>
  compareTimes(a.version, b.version) || compare(canonicalJson(a.version), canonicalJson(b.version))
  || compare(a.id, b.id);

export const evolveAgreements = (known: Agreements, id: string, event: AgreementEvent): Agreements => {
  switch (event.type) {
    case 'CostPolicySet':
      return { ...known, policies: withVersion(known, known.policies, { id, version: event.data }) };
    case 'AgreementSet':
      return { ...known, agreements: withVersion(known, known.agreements, { id, version: event.data }) };
    case 'AgreementFactWithdrawn': return without(known, event.data.withdraws);
    default: return known;
  }
};

type ByName<V> = Readonly<Record<string, readonly Dated<V>[]>>;

const versionsOf = <V>(byName: ByName<V>, name: string): readonly Dated<V>[] =>
  (Object.hasOwn(byName, name) ? byName[name]! : []);

const nameOf = (version: CostPolicyVersion | AgreementVersion): string =>
  ('agreement' in version ? version.agreement : version.policy);

const withVersion = <V extends CostPolicyVersion | AgreementVersion>(
  { withdrawn }: Agreements, byName: ByName<V>, dated: Dated<V>,
): ByName<V> => {
  const name = nameOf(dated.version);
  const versions = versionsOf(byName, name);
  if (withdrawn.includes(dated.id) || versions.some(({ id }) => id === dated.id)) return byName;
  return { ...byName, [name]: [...versions, dated].sort(inOrder) };
};

const without = ({ policies, agreements, withdrawn }: Agreements, id: string): Agreements => ({
  policies: leaving(policies, id), agreements: leaving(agreements, id),
  withdrawn: withdrawn.includes(id) ? withdrawn : [...withdrawn, id],
});

const leaving = <V>(byName: ByName<V>, gone: string): ByName<V> => Object.fromEntries(
  Object.entries(byName).map(([name, versions]): [string, readonly Dated<V>[]] =>
    [name, versions.filter(({ id }) => id !== gone)])
    .filter(([, versions]) => versions.length > 0),
);

/** The version that holds on a day: the last that began by then; of those of one day, the last decided. */
export const versionOn = <V extends FactTimes>(
  byName: ByName<V>, name: string, day: string,
): Dated<V> | undefined => versionsOf(byName, name).findLast(({ version }) => version.validOn <= day);
