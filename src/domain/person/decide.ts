import { type IdentityNumber, identityNumber } from '../shared/identity-number.js';
import { recordOf } from '../shared/recording.js';
import { refuseIf } from '../shared/refusal.js';
import { reported, type Said } from '../shared/reported.js';
import { standing } from '../shared/standing.js';
import {
  AddressRecorded, AddressWithdrawn, CompulsorySchoolingCompleted, type ContactEvent,
  CoordinationNumberDescribed, Died, Emigrated, HomeMunicipalityRegistered, IdentityNumberAdded,
  NameRecorded, type PersonEvent, PersonFactWithdrawn, PersonRegistered, PersonsToldApart,
  type ProtectionEvent, ProtectionSet, ProtectionWithdrawn, StayMunicipalityReported,
} from './events.js';
import { joinedBy } from './joins.js';
import type { PersonFact } from './municipality.js';

const person = recordOf<PersonEvent>({
  withdrawn: (withdrawal, { event: { data } }) =>
    reported(PersonFactWithdrawn, { ...withdrawal, joined: joinedBy(data) }),
  // the vault goes by them, and cannot forget one alone
  stays: ['PersonRegistered', 'IdentityNumberAdded'],
  // of two who were joined, the other one has the number
  goes: (data) => joinedBy(data) !== undefined,
  insteadOfWithdrawing: 'That somebody was registered, or a number recorded, stays: add the right '
    + 'number, and say which one it replaces.',
});

export const registerHomeMunicipality = person.recording(HomeMunicipalityRegistered);
export const reportStayMunicipality = person.recording(StayMunicipalityReported);
export const recordName = person.recording(NameRecorded);
export const completeCompulsorySchooling = person.recording(CompulsorySchoolingCompleted);
export const recordDeath = person.recording(Died);
export const recordEmigration = person.recording(Emigrated);
export const tellApart = person.recording(PersonsToldApart);
/** Only a coordination number has a level of identity, and can be dormant. */
export const describeCoordinationNumber = person.recording(
  CoordinationNumberDescribed, ({ number, identityLevel, dormant }) => {
    refuseIf(
      identityNumber(number).kind !== 'coordination', 'number-not-coordination', 'identityNumber',
      'Name a coordination number: other numbers have no level and are never dormant.',
    );
    refuseIf(
      identityLevel === undefined && dormant === undefined, 'nothing-described', 'identityLevel',
      'Say how sure the identity is, or whether the number is dormant.',
    );
  },
);
export const withdrawPersonFact = person.withdraw;

/** From when something about a person holds, and who says so. */
export type PersonReport = Said<typeof PersonRegistered>;

export interface Registration extends PersonReport {
  readonly number: IdentityNumber;
  readonly name?: { readonly givenName: string; readonly familyName: string };
  readonly homeMunicipality?: string;
}

/** Makes someone known: once, however often it is said. All that is said of them holds from one day. */
export const registerPerson = (
  { number, name, homeMunicipality: municipality, ...report }: Registration, recorded: readonly PersonFact[],
): PersonEvent[] => {
  const isKnown = recorded.some(({ event }) => event.type === 'PersonRegistered');
  return [
    ...(isKnown ? [] : [reported(PersonRegistered, report)]),
    ...addIdentityNumber({ ...report, number }, recorded),
    ...(name ? recordName({ ...report, ...name }, recorded) : []),
    ...(municipality === undefined ? [] : registerHomeMunicipality({ ...report, municipality }, recorded)),
  ];
};

export interface NumberAddition extends PersonReport {
  readonly number: IdentityNumber;
  /** A number of the person's that this one takes the place of. */
  readonly replaces?: string;
  /** Another known person to whom the number led: both are one. */
  readonly joins?: string;
}

type NumberAdded = Said<typeof IdentityNumberAdded>;

const sayNumber = person.recording(IdentityNumberAdded);

/** One more number; nothing new if the person is known by it, and what else is said of it is known too. */
export const addIdentityNumber = (
  { number: { value, kind }, replaces, joins, ...report }: NumberAddition, recorded: readonly PersonFact[],
): PersonEvent[] => {
  const known = standing(recorded).map(({ event }) => event.data)
    .filter((data): data is NumberAdded => 'number' in data && data.number === value);
  const isSaid = (what: string | undefined, key: 'replaces' | 'joins'): boolean =>
    what === undefined || known.some((data) => data[key] === what);
  if (known.length > 0 && isSaid(replaces, 'replaces') && isSaid(joins, 'joins')) return [];
  return sayNumber({ ...report, number: value, kind, replaces, joins }, recorded);
};

const contact = recordOf<ContactEvent>({
  withdrawn: (withdrawal) => reported(AddressWithdrawn, withdrawal),
});

export const recordAddress = contact.recording(AddressRecorded);
export const withdrawAddress = contact.withdraw;

const protection = recordOf<ProtectionEvent>({
  withdrawn: (withdrawal) => reported(ProtectionWithdrawn, withdrawal),
});

export const setProtection = protection.recording(ProtectionSet);
export const withdrawProtection = protection.withdraw;

