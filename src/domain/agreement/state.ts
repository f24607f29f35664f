import { type ByName, type Dated, withoutVersion, withVersion } from '../shared/dated-versions.js';
import type { AgreementEvent, AgreementVersion, CostPolicyVersion } from './events.js';

/** All policies and agreements that hold, by name, in order of time. Plain JSON, kept beside read models. */
export interface Agreements {
  readonly policies: ByName<CostPolicyVersion>;
  readonly agreements: ByName<AgreementVersion>;
  /** Ids withdrawn, whether or not what they withdraw has arrived yet. */
  readonly withdrawn: readonly string[];
}

export const noAgreements: Agreements = { policies: {}, agreements: {}, withdrawn: [] };

/** Whether everybody goes by what is built in. */
export const isNothingSet = ({ policies, agreements }: Agreements): boolean =>
  Object.keys(policies).length === 0 && Object.keys(agreements).length === 0;

export const evolveAgreements = (known: Agreements, id: string, event: AgreementEvent): Agreements => {
  switch (event.type) {
    case 'CostPolicySet':
      return { ...known, policies: withNew(known, known.policies, { id, version: event.data }) };
    case 'AgreementSet':
      return { ...known, agreements: withNew(known, known.agreements, { id, version: event.data }) };
    case 'AgreementFactWithdrawn': return without(known, event.data.withdraws);
    default: return known;
  }
};

const nameOf = (version: CostPolicyVersion | AgreementVersion): string =>
  ('agreement' in version ? version.agreement : version.policy);

const withNew = <V extends CostPolicyVersion | AgreementVersion>(
  { withdrawn }: Agreements, byName: ByName<V>, dated: Dated<V>,
): ByName<V> => (withdrawn.includes(dated.id) ? byName : withVersion(byName, nameOf(dated.version), dated));

const without = ({ policies, agreements, withdrawn }: Agreements, id: string): Agreements => ({
  policies: withoutVersion(policies, id), agreements: withoutVersion(agreements, id),
  withdrawn: withdrawn.includes(id) ? withdrawn : [...withdrawn, id],
});
