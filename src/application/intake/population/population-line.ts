import { kindOf } from '../../../domain/catalogue.js';
import {
  AddressWithdrawn, IdentityNumberAdded, PersonFactWithdrawn, ProtectionWithdrawn,
} from '../../../domain/person/events.js';
import type { Event, KindCategory } from '../../../domain/shared/event.js';
import { canonicalJson } from '../../../domain/shared/fact-order.js';
import { identityNumber } from '../../../domain/shared/identity-number.js';
import { refuse, refuseIf } from '../../../domain/shared/refusal.js';
import { Fields } from '../reading/fields.js';
import type { Interpret, PersonLine, Statement } from '../statement.js';
import { type PopulationKind, populationKinds, type PopulationTimes } from './population-kinds.js';

const source = 'population-register';
const COMMON = ['kind', 'identityNumber', 'validOn', 'reportedAt'];
const WITHDRAWAL = ['withdraws', 'withdrawsReportedAt'];
const LINK = ['replaces'];

/** Every field that any line may have, which are the columns that a CSV file may have. */
export const populationFields: readonly string[] = [...new Set([
  ...COMMON, ...LINK, ...WITHDRAWAL, ...Object.values(populationKinds).flatMap(({ fields }) => fields),
])];

/** What a line of the population feed says. A fact is the same fact if everything about it is the same. */
export const populationLine: Interpret = (value) => {
  const said = Fields.of(value);
  const kind = said.mustText('kind');
  const times = { validOn: said.mustDay('validOn'), reportedAt: said.mustInstant('reportedAt') };
  if (kind === 'identity-number') return numberLine(said, times);
  const statements = kind === 'withdrawn' ? withdrawals(said, times) : statedBy(said, kind, times);
  return { about: numberIn(said, 'identityNumber'), source, statements };
};

const numberIn = (said: Fields, key: string) => identityNumber(said.mustText(key), key);

const kindNamed = (name: string, field: string, others: readonly string[] = []): PopulationKind => {
  if (Object.hasOwn(populationKinds, name)) return populationKinds[name]!;
  const known = [...Object.keys(populationKinds), ...others].join(', ');
  return refuse('kind-unknown', field, `The population feed has no such kind of line; it has ${known}.`);
};

const statedBy = (said: Fields, kindName: string, times: PopulationTimes): Statement[] => {
  const kind = kindNamed(kindName, 'kind', ['identity-number', 'withdrawn']);
  said.mustHaveOnly([...COMMON, ...kind.fields]);
  return kind.facts(said, times).map(stated);
};

const stated = (event: Event): Statement => ({ event, identity: identityOf(event) });
const identityOf = ({ type, data }: Event): string => `population|${type}|${canonicalJson(data)}`;

/** One number takes the place of another; both lead to one person from then on. */
const numberLine = (said: Fields, times: PopulationTimes): PersonLine => {
  said.mustHaveOnly([...COMMON, ...LINK]);
  const [about, replaces] = [numberIn(said, 'identityNumber'), numberIn(said, 'replaces')];
  refuseIf(about.value === replaces.value, 'field-malformed', 'replaces', 'A number cannot replace itself.');
  const data = { ...times, source, number: about.value, kind: about.kind, replaces: replaces.value };
  return { about, source, replaces, statements: [stated({ type: IdentityNumberAdded.type, data })] };
};

/** Repeats the line that is withdrawn, with its kind and its time of report in fields of their own. */
const withdrawals = (said: Fields, times: PopulationTimes): Statement[] => {
  const kind = kindNamed(said.mustText('withdraws'), 'withdraws');
  said.mustHaveOnly([...COMMON, ...WITHDRAWAL, ...kind.fields]);
  const then = { validOn: times.validOn, reportedAt: said.mustInstant('withdrawsReportedAt') };
  return kind.facts(said, then).map(identityOfWithdrawn).map(({ category, identity }) => ({
    event: { type: WITHDRAWN_BY[category]!.type, data: { ...times, source } }, withdraws: identity,
    identity: `population|withdrawn|${times.reportedAt}|${identity}`,
  }));
};

const identityOfWithdrawn = (event: Event) =>
  ({ category: kindOf(event.type).category, identity: identityOf(event) });

const WITHDRAWN_BY: Partial<Record<KindCategory, { readonly type: string }>> = {
  person: PersonFactWithdrawn, contact: AddressWithdrawn, protection: ProtectionWithdrawn,
};
