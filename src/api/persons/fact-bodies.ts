import { Type } from '@sinclair/typebox';
import type { Source } from '../../application/access/access.js';
import {
  AddressRecorded, CoordinationNumberDescribed, HomeMunicipalityRegistered, NameRecorded, PersonRegistered,
  PersonsToldApart, ProtectionSet,
} from '../../domain/person/events.js';
import {
  AbsenceDecided, BreakPlanned, DisputeDecided, DocumentIssued, DroppedOut, Enrolled, PlaceForfeited,
  Transferred,
} from '../../domain/schooling/events.js';
import { TargetField } from '../../domain/shared/fields.js';
import type { Said } from '../../domain/shared/reported.js';
import { Field, FieldOf, ObjectField } from '../requests/fields.js';

/** Bodies of commands about a person. Each field is checked as the event it ends up in has it. */

const IdentityNumberField = Type.String({
  minLength: 6, maxLength: 13, examples: ['201001012382'],
  description: 'Twelve digits, with or without a hyphen; or a temporary (TF) or asylum (LMA) number',
});

/** From when the fact holds, when it was said, and by what kind of source. */
export class FactBody {
  @FieldOf(PersonRegistered, 'validOn') validOn!: string;
  @FieldOf(PersonRegistered, 'reportedAt') reportedAt?: string;
  @FieldOf(PersonRegistered, 'amendedAt') amendedAt?: string;

  @FieldOf(PersonRegistered, 'source', {
    optional: true, isShown: false,
    description: 'What kind of source said so; only administrators may name another than their own',
  })
  source?: Source;
}

export class IdentityNumberBody {
  @Field(IdentityNumberField) identityNumber!: string;
}

class NameOfPerson {
  @FieldOf(NameRecorded, 'givenName', { example: 'Maja' }) givenName!: string;
  @FieldOf(NameRecorded, 'familyName', { example: 'Ek' }) familyName!: string;
}

export class RegistrationBody extends FactBody {
  @Field(IdentityNumberField) identityNumber!: string;
  @ObjectField(() => NameOfPerson, { optional: true, description: 'The name, if it is known' })
  name?: NameOfPerson;
  @FieldOf(HomeMunicipalityRegistered, 'municipality', { optional: true }) homeMunicipality?: string;
}

export class NumberBody extends FactBody {
  @Field(IdentityNumberField) identityNumber!: string;
  @Field(IdentityNumberField, {
    optional: true, example: '20100101TF01', description: 'A number of the person that this one replaces',
  })
  replaces?: string;
}

export class NumberDescriptionBody extends FactBody {
  @Field(IdentityNumberField, { example: '200901872385' }) identityNumber!: string;
  @FieldOf(CoordinationNumberDescribed, 'identityLevel')
  identityLevel?: Said<typeof CoordinationNumberDescribed>['identityLevel'];

  @FieldOf(CoordinationNumberDescribed, 'dormant', { example: false }) dormant?: boolean;
}

export class HomeMunicipalityBody extends FactBody {
  @FieldOf(HomeMunicipalityRegistered, 'municipality') municipality!: string;
  @FieldOf(HomeMunicipalityRegistered, 'movedFrom', { example: '1481' }) movedFrom?: string;
  @FieldOf(HomeMunicipalityRegistered, 'outOfRegion', {
    example: false, description: 'Whether the person moved out of the region',
  })
  outOfRegion?: boolean;
}

export class StayMunicipalityBody extends FactBody {
  @FieldOf(HomeMunicipalityRegistered, 'municipality') municipality!: string;
}

export class NameBody extends FactBody {
  @FieldOf(NameRecorded, 'givenName', { example: 'Maja' }) givenName!: string;
  @FieldOf(NameRecorded, 'familyName', { example: 'Ek' }) familyName!: string;
}

export class AddressBody extends FactBody {
  @FieldOf(AddressRecorded, 'street', { example: 'Exempelgatan 1' }) street?: string;
  @FieldOf(AddressRecorded, 'postalCode', { example: '00000' }) postalCode?: string;
  @FieldOf(AddressRecorded, 'city', { example: 'Exempelstad' }) city?: string;
}

export class ProtectionBody extends FactBody {
  @FieldOf(ProtectionSet, 'protection', { example: 'secrecy-marking' })
  protection!: Said<typeof ProtectionSet>['protection'];
}

export class TellApartBody extends FactBody {
  @FieldOf(PersonsToldApart, 'other', { example: '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e' }) other!: string;
  @FieldOf(PersonsToldApart, 'reason', { example: 'twins' }) reason?: string;
}

class AtUnitBody extends FactBody {
  @FieldOf(Enrolled, 'unit') unit!: string;
}

/** Placed, changed or taken in: somewhere, on a study path. */
export class OnStudyPathBody extends AtUnitBody {
  @FieldOf(Enrolled, 'studyPath') studyPath!: string;
  @FieldOf(Enrolled, 'schoolYear', { example: '1' }) schoolYear?: string;
  @FieldOf(Enrolled, 'priceVariant', { example: 'Online' }) priceVariant?: string;
}

export class EnrolmentBody extends OnStudyPathBody {
  @FieldOf(Enrolled, 'educationBegan', { example: '2025-08-18' }) educationBegan?: string;
}

export class TransferBody extends OnStudyPathBody {
  @FieldOf(Transferred, 'fromUnit', { example: '49918856', description: 'School unit that was left' })
  fromUnit?: string;
}

export class BreakBody extends AtUnitBody {
  @FieldOf(BreakPlanned, 'expectedEnd', { example: '2026-08-17' }) expectedEnd?: string;
}

export class BreakEndBody extends AtUnitBody {}

export class DropoutBody extends AtUnitBody {
  @FieldOf(DroppedOut, 'reason', { example: 'moved-abroad' }) reason?: string;
  @FieldOf(DroppedOut, 'guardianConsent', { example: true }) guardianConsent?: boolean;
}

export class ForfeitedPlaceBody extends AtUnitBody {
  @FieldOf(PlaceForfeited, 'validOn') declare validOn: string;
}

/** What was decided on an absence, and when; `validOn` is the day it takes effect. */
export class AbsenceDecisionBody extends AtUnitBody {
  @FieldOf(AbsenceDecided, 'validOn') declare validOn: string;
  @FieldOf(AbsenceDecided, 'decidedOn') decidedOn!: string;
  @FieldOf(AbsenceDecided, 'awaySince', { example: '2026-02-02' }) awaySince!: string;
  @FieldOf(AbsenceDecided, 'outcome') outcome!: Said<typeof AbsenceDecided>['outcome'];
}

export class DocumentBody extends FactBody {
  @FieldOf(DocumentIssued, 'unit') unit?: string;
  @FieldOf(DocumentIssued, 'document', { description: 'Which document' })
  document!: Said<typeof DocumentIssued>['document'];
}

/** Which school, if any, is paid for the days from `validOn` on. */
export class DisputeDecisionBody extends FactBody {
  @FieldOf(DisputeDecided, 'until', { example: '2026-06-01' }) until?: string;
  @FieldOf(DisputeDecided, 'inFavourOf') inFavourOf!: Said<typeof DisputeDecided>['inFavourOf'];
  @FieldOf(DisputeDecided, 'unit', { description: 'School unit that is paid; none where nobody is' })
  unit?: string;

  @FieldOf(DisputeDecided, 'studyPath', {
    isShown: false, description: 'Of two study paths at the unit, the one whose programme is paid',
  })
  studyPath?: string;

  @FieldOf(DisputeDecided, 'reason') reason!: string;
}

/** Which fact does not hold and never did. */
export class WithdrawalBody {
  @Field(TargetField) withdraws!: string;
  @FieldOf(PersonRegistered, 'reportedAt') reportedAt?: string;
  @FieldOf(DroppedOut, 'reason', { example: 'registered-by-mistake' }) reason?: string;
  @FieldOf(PersonRegistered, 'source', { optional: true, isShown: false }) source?: Source;
}
