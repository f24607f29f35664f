import { kindOf } from '../../src/domain/catalogue.js';
import { type Membership, membershipOf, type YouthFacts } from '../../src/domain/kaa/membership.js';
import { defaultKaaPolicy, type KaaPolicy } from '../../src/domain/kaa/policy.js';
import { assumedRules, type KaaRules } from '../../src/domain/kaa/rules.js';
import type { Event } from '../../src/domain/shared/event.js';
import type { Fact, FactTimes } from '../../src/domain/shared/fact-order.js';
import { asFacts } from './given-when-then.js';

type FactEvent = Event<string, FactTimes>;

/** The facts of one life by the kind of record they are in. */
export const youthFacts = (facts: readonly Fact[]): YouthFacts => {
  const of = (category: string) => facts.filter(({ event }) => kindOf(event.type).category === category);
  return {
    person: of('person'), protection: of('protection'), schooling: of('schooling'), documents: of('document'),
    kaa: of('kaa'),
  } as unknown as YouthFacts;
};

/** Membership of somebody of whom this was said, under settings that differ from the usual. */
export const membershipUnder = (policy: Partial<KaaPolicy>, ...events: readonly FactEvent[]): Membership =>
  membershipOf(youthFacts(asFacts(events)), { ...defaultKaaPolicy, ...policy });

/** The same under rules that hold on every day. */
export const membershipByRules = (rules: Partial<KaaRules>, ...events: readonly FactEvent[]): Membership =>
  membershipUnder({ rulesOn: () => ({ ...assumedRules, ...rules }) }, ...events);

export const membershipIn = (...events: readonly FactEvent[]): Membership => membershipUnder({}, ...events);

/** Spells as `from to municipality: how it began → how it ended`. */
export const spellsWritten = ({ spells }: Membership): string[] => spells
  .map(({ from, to, municipality, began, ended = 'open' }) =>
    `${from} ${to} ${municipality}: ${began} → ${ended}`);
