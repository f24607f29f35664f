import { Type } from '@sinclair/typebox';
import { eventKind, type EventOf } from '../shared/event.js';
import {
  CodeField, MunicipalityField, ObservedField, ReasonField, SourceField, TargetField, times,
} from '../shared/fields.js';
import { TextLine } from '../shared/text-line.js';

/** Someone became known to the ledger. */
export const PersonRegistered = eventKind('PersonRegistered', {
  version: 1, category: 'person', summary: 'A person became known to the ledger, under a random person id.',
  data: { ...times, source: SourceField },
});

const NumberKindField = Type.Union([
  Type.Literal('personal'), Type.Literal('coordination'), Type.Literal('temporary'), Type.Literal('asylum'),
]);

/** One more number the person goes by (personnummer, samordningsnummer, TF-nummer). */
export const IdentityNumberAdded = eventKind('IdentityNumberAdded', {
  version: 1, category: 'person',
  summary: 'The person goes by one more identity number. If it replaces one, the old stays searchable; '
    + 'if it belonged to another known person, `joins` says that both are one.',
  data: {
    ...times, source: SourceField,
    number: Type.String({ minLength: 6, maxLength: 13 }), kind: NumberKindField,
    replaces: Type.Optional(Type.String({ minLength: 6, maxLength: 13 })),
    joins: Type.Optional(Type.String({
      format: 'uuid', description: 'Person id that turned out to be this person',
    })),
  },
});

export const IDENTITY_LEVELS = ['proven', 'probable', 'uncertain'] as const;

/** What the register says of a coordination number (Act 2022:1697); a dormant one (vilande) ends nothing. */
export const CoordinationNumberDescribed = eventKind('CoordinationNumberDescribed', {
  version: 1, category: 'person',
  summary: 'How sure the identity behind a coordination number is, and whether the number is dormant.',
  data: {
    ...times, source: SourceField,
    number: Type.String({ minLength: 12, maxLength: 12, description: 'The coordination number' }),
    identityLevel: Type.Optional(
      CodeField(IDENTITY_LEVELS, 'How sure the identity is (styrkt, sannolik, osäker)')),
    dormant: Type.Optional(
      Type.Boolean({ description: 'Whether the number was declared dormant (vilande)' })),
  },
});

/** Somebody looked into it: the person and another, who looks alike, are two. */
export const PersonsToldApart = eventKind('PersonsToldApart', {
  version: 1, category: 'person',
  summary: 'Somebody looked into whether the person and another are one, and found that they are two.',
  data: {
    ...times, source: SourceField,
    other: Type.String({ format: 'uuid', description: 'Person id of the other' }), reason: ReasonField,
  },
});

/** Registered as resident (folkbokförd) in a municipality from a day on. */
export const HomeMunicipalityRegistered = eventKind('HomeMunicipalityRegistered', {
  version: 1, category: 'person',
  summary: 'Registered as resident in a municipality from a day on, reported late or back-dated as may be.',
  data: {
    ...times, source: SourceField, municipality: MunicipalityField,
    movedFrom: Type.Optional(MunicipalityField), outOfRegion: Type.Optional(Type.Boolean()),
    observed: ObservedField,
  },
});

/** Stays in a municipality (vistelsekommun) without being registered there. */
export const StayMunicipalityReported = eventKind('StayMunicipalityReported', {
  version: 1, category: 'person',
  summary: 'Stays in a municipality without being registered as resident there.',
  data: { ...times, source: SourceField, municipality: MunicipalityField, observed: ObservedField },
});

export const NameRecorded = eventKind('NameRecorded', {
  version: 1, category: 'person', summary: 'The person goes by this name from a day on.',
  data: {
    ...times, source: SourceField,
    givenName: TextLine(200, { minLength: 1 }),
    familyName: TextLine(200, { minLength: 1 }),
  },
});

export const CompulsorySchoolingCompleted = eventKind('CompulsorySchoolingCompleted', {
  version: 1, category: 'person', summary: 'Compulsory schooling (skolplikt) ended for the person.',
  data: { ...times, source: SourceField },
});

export const Died = eventKind('Died', {
  version: 1, category: 'person', summary: 'The person died.', data: { ...times, source: SourceField },
});

export const Emigrated = eventKind('Emigrated', {
  version: 1, category: 'person', summary: 'The person is no longer registered in Sweden.',
  data: { ...times, source: SourceField },
});

export const PersonFactWithdrawn = eventKind('PersonFactWithdrawn', {
  version: 1, category: 'person', summary: 'An earlier fact about the person does not hold and never did.',
  data: {
    ...times, source: SourceField, withdraws: TargetField, reason: ReasonField,
    joined: Type.Optional(Type.String({
      format: 'uuid',
      description: 'Person id that the earlier fact joins with this person: whether they are one changes',
    })),
  },
});

export const AddressRecorded = eventKind('AddressRecorded', {
  version: 1, category: 'contact', summary: 'The person lives at this address from a day on.',
  data: {
    ...times, source: SourceField,
    street: Type.Optional(TextLine(200)),
    postalCode: Type.Optional(TextLine(10)),
    city: Type.Optional(TextLine(100)),
  },
});

export const AddressWithdrawn = eventKind('AddressWithdrawn', {
  version: 1, category: 'contact', summary: 'An earlier address does not hold and never did.',
  data: { ...times, source: SourceField, withdraws: TargetField, reason: ReasonField },
});

/** Protected identity (skyddade personuppgifter). */
export const ProtectionSet = eventKind('ProtectionSet', {
  version: 1, category: 'protection',
  summary: 'The protection of the identity from a day on: none, secrecy marking or protected registration.',
  data: {
    ...times, source: SourceField,
    protection: Type.Union([
      Type.Literal('none'), Type.Literal('secrecy-marking'), Type.Literal('protected-registration'),
    ]),
  },
});

export const ProtectionWithdrawn = eventKind('ProtectionWithdrawn', {
  version: 1, category: 'protection',
  summary: 'An earlier statement about protection does not hold and never did.',
  data: { ...times, source: SourceField, withdraws: TargetField, reason: ReasonField },
});

export const personKinds = [
  PersonRegistered, IdentityNumberAdded, CoordinationNumberDescribed, PersonsToldApart,
  HomeMunicipalityRegistered, StayMunicipalityReported, NameRecorded,
  CompulsorySchoolingCompleted, Died, Emigrated, PersonFactWithdrawn,
] as const;
export const contactKinds = [AddressRecorded, AddressWithdrawn] as const;
export const protectionKinds = [ProtectionSet, ProtectionWithdrawn] as const;

export type PersonEvent = EventOf<(typeof personKinds)[number]>;
export type ContactEvent = EventOf<(typeof contactKinds)[number]>;
export type ProtectionEvent = EventOf<(typeof protectionKinds)[number]>;
/** From the mildest to the strictest. */
export const PROTECTIONS = ['none', 'secrecy-marking', 'protected-registration'] as const;
export type Protection = (typeof PROTECTIONS)[number];
