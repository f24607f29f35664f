import {
  type AgreementEvent, AgreementSet, type AgreementVersion, CostPolicySet, type CostPolicyVersion,
} from '../../src/domain/agreement/events.js';
import { type Agreements, evolveAgreements, noAgreements } from '../../src/domain/agreement/state.js';
import { event } from '../../src/domain/shared/event.js';

/** A policy under a name, like the default one unless something else is said. */
export const policySet = (policy: string, more: Partial<CostPolicyVersion> = {}): AgreementEvent =>
  event(CostPolicySet, {
    validOn: '2020-01-01', policy, counting: { rule: 'DAILY_CALENDAR', version: 1 },
    augustStartPaysFromJuly: true, dropoutDay: 'first-unpaid', documentPays: 'through-june',
    confirmBy: '09-15', correctsYearsBack: 1, ...more,
  });

/** An agreement under a name, between three municipalities unless something else is said. */
export const agreementSet = (agreement: string, more: Partial<AgreementVersion> = {}): AgreementEvent =>
  event(AgreementSet, {
    validOn: '2025-01-01', agreement, parties: ['1407', '1481', '1482'],
    terms: [{ payee: 'municipal', policy: 'default' }], ...more,
  });

/** Policies and agreements as they were set, the nth by the event `e<n>`, counted from 0. */
export const agreementsOf = (...said: readonly AgreementEvent[]): Agreements =>
  said.reduce((known, one, nth) => evolveAgreements(known, `e${nth}`, one), noAgreements);
