import { type CostPolicy, DEFAULT_POLICY, defaultCostPolicy, policyFrom } from '../cost/policy.js';
import type { PriceRule } from '../price-list/price-rules.js';
import type { Principal } from '../school-register/state.js';
import { type CivilDate, FOREVER } from '../shared/civil-date.js';
import { type Dated, versionOn } from '../shared/dated-versions.js';
import { type Ordered, type Period, within } from '../shared/period.js';
import { Remembered } from '../shared/remembered.js';
import type { AgreementVersion } from './events.js';
import { type Agreements, isNothingSet } from './state.js';

/** On what terms one pays another. */
export interface Terms {
  /** The agreement they rest on, by name and by the event that set it. Absent: there is none. */
  readonly agreement?: { readonly name: string; readonly id: string };
  /** Absent where the agreement names one that nobody has set: days are then told, and not reckoned. */
  readonly policy?: CostPolicy;
  /** The price rule that the agreement names; absent means the one that the law gives. */
  readonly priceRule?: PriceRule;
}

export interface TermsPeriod extends Period, Terms {}

const DAWN: CivilDate = '0001-01-01';
const asked = new Remembered<Agreements, Ordered<TermsPeriod>>();

/** The terms on which a municipality (or nobody that is known) pays a principal, in each part of a period. */
export const termsDuring = (
  agreements: Agreements, payer: string | undefined, payee: Principal, period: Period,
): TermsPeriod[] => {
  if (isNothingSet(agreements)) return [{ from: period.from, to: period.to, policy: defaultCostPolicy }];
  const question = JSON.stringify([payer, payee.id, payee.kind]);
  return within(asked.of(agreements, question, () => allTerms(agreements, payer, payee)), period);
};

const allTerms = (
  agreements: Agreements, payer: string | undefined, payee: Principal,
): Ordered<TermsPeriod> => {
  const days = daysOfChange(agreements);
  return days.map((from, index) => (
    { from, to: days[index + 1] ?? FOREVER, ...termsOn(agreements, payer, payee, from) }))
    .reduce<TermsPeriod[]>((parts, next) => {
      const last = parts.at(-1);
      if (last && isSame(last, next)) parts[parts.length - 1] = { ...last, to: next.to };
      else parts.push(next);
      return parts;
    }, []);
};

const isSame = (one: Terms, other: Terms): boolean => one.agreement?.id === other.agreement?.id
  && one.policy?.id === other.policy?.id
  && one.policy?.name === other.policy?.name && one.priceRule === other.priceRule;

/** Every day on which terms may change for anybody. */
export const daysOfChange = ({ policies, agreements }: Agreements): CivilDate[] => [...new Set([
  DAWN, ...Object.values(policies).flat().map(({ version }) => version.validOn),
  ...Object.values(agreements).flat()
    .flatMap(({ version: { validOn, endsOn = DAWN } }) => [validOn, endsOn]),
])].sort();

const termsOn = (
  all: Agreements, payer: string | undefined, payee: Principal, day: CivilDate,
): Terms => {
  const found = Object.keys(all.agreements).flatMap((name) => {
    const dated = versionOn(all.agreements, name, day);
    const terms = dated && dated.version.terms.find((each) => fits(dated.version, each, payer, payee));
    return terms && day < (dated.version.endsOn ?? FOREVER) ? [{ ...dated, terms }] : [];
  }).sort(bySpecificity);
  const [first] = found;
  if (!first) return { policy: policyOn(all, DEFAULT_POLICY, day) };
  const { id, version, terms: { policy, priceRule } } = first;
  return { agreement: { name: version.agreement, id }, policy: policyOn(all, policy, day), priceRule };
};

/** Between two agreements that both fit: the one of fewer parties, then the later one, then by name. */
export const bySpecificity = (a: Dated<AgreementVersion>, b: Dated<AgreementVersion>): number =>
  a.version.parties.length - b.version.parties.length
  || (a.version.validOn === b.version.validOn ? 0 : a.version.validOn < b.version.validOn ? 1 : -1)
  || (a.version.agreement < b.version.agreement ? -1 : 1);

/**
 * Whoever pays must be a party. So must whoever is paid, save for independent principals: what they get is
 * for the municipality to decide, and the terms may name them.
 */
export const fits = (
  { parties }: AgreementVersion,
  { payee: kind, payees }: Pick<AgreementVersion['terms'][number], 'payee' | 'payees'>,
  payer: string | undefined, payee: Principal,
): boolean => payer !== undefined && kind === payee.kind && parties.includes(payer)
  && (payees ? payees.includes(payee.id) : kind === 'independent' || parties.includes(payee.id));

/** A policy on a day. Until somebody sets the default one, it is the one that is built in. */
export const policyOn = ({ policies }: Agreements, name: string, day: CivilDate): CostPolicy | undefined => {
  const dated = versionOn(policies, name, day);
  if (dated) return policyFrom(dated.version, dated.id);
  return name === DEFAULT_POLICY ? defaultCostPolicy : undefined;
};
