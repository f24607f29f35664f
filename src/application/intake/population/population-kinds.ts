import { describeCoordinationNumber } from '../../../domain/person/decide.js';
import {
  AddressRecorded, CompulsorySchoolingCompleted, Died, Emigrated, HomeMunicipalityRegistered, IDENTITY_LEVELS,
  NameRecorded, ProtectionSet, StayMunicipalityReported,
} from '../../../domain/person/events.js';
import { type Event, event } from '../../../domain/shared/event.js';
import { identityNumber } from '../../../domain/shared/identity-number.js';
import { type Fields, oneOf, textUpTo } from '../reading/fields.js';
import { shapes } from '../reading/shapes.js';

/** From when a line's facts hold, and when the register said so. */
export interface PopulationTimes {
  readonly validOn: string;
  readonly reportedAt: string;
}

/** What a kind of line may hold besides kind, number and times, and what it says. */
export interface PopulationKind {
  readonly fields: readonly string[];
  readonly facts: (said: Fields, times: PopulationTimes) => Event[];
}

const source = 'population-register';
const name = textUpTo(200);
const street = textUpTo(200);
const postalCode = textUpTo(10);
const city = textUpTo(100);
const PROTECTIONS = ['none', 'secrecy-marking', 'protected-registration'] as const;
const protection = oneOf(...PROTECTIONS);
const level = oneOf(...IDENTITY_LEVELS);

const isThere = (said: Fields, ...keys: readonly string[]): boolean =>
  keys.some((key) => said.has(key));

const named = (said: Fields, times: PopulationTimes): Event[] => [event(NameRecorded, {
  ...times, source,
  givenName: said.mustText('givenName', name), familyName: said.mustText('familyName', name),
})];

const registeredIn = (said: Fields, times: PopulationTimes): Event[] => [event(HomeMunicipalityRegistered, {
  ...times, source, municipality: said.mustText('municipality', shapes.municipality),
  movedFrom: said.text('movedFrom', shapes.municipality), outOfRegion: said.flag('outOfRegion'),
})];

const stays = (said: Fields, times: PopulationTimes): Event[] => [event(StayMunicipalityReported, {
  ...times, source, municipality: said.mustText('municipality', shapes.municipality),
})];

const protectedAs = (said: Fields, times: PopulationTimes): Event[] => [event(ProtectionSet, {
  ...times, source, protection: said.mustText('protection', protection) as (typeof PROTECTIONS)[number],
})];

const livesAt = (said: Fields, times: PopulationTimes): Event[] => {
  const written = said.within('address') ?? said.missing('address');
  const address = {
    street: written.text('street', street), postalCode: written.text('postalCode', postalCode),
    city: written.text('city', city),
  };
  if (Object.values(address).every((part) => part === undefined)) said.missing('address');
  return [event(AddressRecorded, { ...times, source, ...address })];
};

const NAME = ['givenName', 'familyName'];
const MUNICIPALITY = ['municipality', 'movedFrom', 'outOfRegion'];

/** Everything known of a person from a day on, in one line; each part may be left out. */
const registered = (said: Fields, times: PopulationTimes): Event[] => [
  ...(isThere(said, ...NAME) ? named(said, times) : []),
  ...(isThere(said, ...MUNICIPALITY) ? registeredIn(said, times) : []),
  ...(isThere(said, 'address') ? livesAt(said, times) : []),
  ...(isThere(said, 'protection') ? protectedAs(said, times) : []),
];

const describedAs = (said: Fields, times: PopulationTimes): Event[] => {
  const { value: number } = identityNumber(said.mustText('identityNumber'), 'identityNumber');
  return describeCoordinationNumber({
    ...times, source, number, dormant: said.flag('dormant'),
    identityLevel: said.text('identityLevel', level) as (typeof IDENTITY_LEVELS)[number] | undefined,
  }, []);
};

const simple = (kind: typeof Died | typeof Emigrated | typeof CompulsorySchoolingCompleted): PopulationKind =>
  ({ fields: [], facts: (_, times) => [event(kind, { ...times, source })] });

/** The kinds of line in the population feed that say facts (docs/reference/population-feed.md). */
export const populationKinds: Readonly<Record<string, PopulationKind>> = {
  registered: { fields: [...NAME, ...MUNICIPALITY, 'address', 'protection'], facts: registered },
  'home-municipality': { fields: MUNICIPALITY, facts: registeredIn },
  'stay-municipality': { fields: ['municipality'], facts: stays },
  protection: { fields: ['protection'], facts: protectedAs },
  name: { fields: NAME, facts: named },
  address: { fields: ['address'], facts: livesAt },
  'coordination-number': { fields: ['identityLevel', 'dormant'], facts: describedAs },
  died: simple(Died),
  emigrated: simple(Emigrated),
  'compulsory-schooling-completed': simple(CompulsorySchoolingCompleted),
};
