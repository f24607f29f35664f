import {
  FileDisclosed, ListingDisputed, MeasureDeclined, MeasureEnded, MeasureOffered, OccupationRecorded,
  OfficerAssigned, ReminderSet, ReminderSettled,
} from '../../domain/kaa/case-events.js';
import { ContactAttempted, ContactMade } from '../../domain/kaa/contact-events.js';
import { PlanAdopted } from '../../domain/kaa/plan-events.js';
import {
  EquivalentEducationBegan, EquivalentEducationEnded, ResponsibilityConfirmed,
} from '../../domain/kaa/target-group-events.js';
import type { Said } from '../../domain/shared/reported.js';
import { FieldOf, TextsField } from '../requests/fields.js';
import { FactBody, WithdrawalBody } from './fact-bodies.js';

/** Bodies of commands about a municipality's file for a youth. */
class InFileBody extends FactBody {
  @FieldOf(ContactMade, 'municipality') municipality!: string;
}

export class ContactAttemptBody extends InFileBody {
  @FieldOf(ContactAttempted, 'channel', { example: 'phone' })
  channel!: Said<typeof ContactAttempted>['channel'];
  @FieldOf(ContactAttempted, 'outcome') outcome?: Said<typeof ContactAttempted>['outcome'];
}

export class ContactBody extends InFileBody {
  @FieldOf(ContactMade, 'channel', { example: 'phone' }) channel!: Said<typeof ContactMade>['channel'];
  @FieldOf(ContactMade, 'initiatedBy') initiatedBy!: Said<typeof ContactMade>['initiatedBy'];
  @FieldOf(ContactMade, 'outcome') outcome?: Said<typeof ContactMade>['outcome'];
  @FieldOf(ContactMade, 'occupation', { example: 'work' })
  occupation?: Said<typeof ContactMade>['occupation'];
}

export class KaaWithdrawalBody extends WithdrawalBody {
  @FieldOf(ContactMade, 'municipality') municipality!: string;
}

export class ResponsibilityBody extends InFileBody {
  @FieldOf(ResponsibilityConfirmed, 'until', { example: '2026-12-01' }) until?: string;
}

export class EquivalentEducationBody extends InFileBody {
  @FieldOf(EquivalentEducationBegan, 'education')
  education!: Said<typeof EquivalentEducationBegan>['education'];
}

export class EquivalentEducationEndBody extends EquivalentEducationBody {
  @FieldOf(EquivalentEducationEnded, 'outcome') outcome!: Said<typeof EquivalentEducationEnded>['outcome'];
}

export class OccupationBody extends InFileBody {
  @FieldOf(OccupationRecorded, 'occupation', { example: 'work' })
  occupation!: Said<typeof OccupationRecorded>['occupation'];
}

export class MeasureBody extends InFileBody {
  @FieldOf(MeasureOffered, 'measure') measure!: Said<typeof MeasureOffered>['measure'];
  @FieldOf(MeasureOffered, 'provider') provider?: Said<typeof MeasureOffered>['provider'];
}

export class OfOfferBody extends InFileBody {
  @FieldOf(MeasureDeclined, 'offer') offer!: string;
}

export class MeasureEndBody extends OfOfferBody {
  @FieldOf(MeasureEnded, 'why') why!: Said<typeof MeasureEnded>['why'];
  @FieldOf(MeasureEnded, 'occupationAfter', { example: 'work' })
  occupationAfter?: Said<typeof MeasureEnded>['occupationAfter'];
}

export class PlanBody extends InFileBody {
  @FieldOf(PlanAdopted, 'goal', { example: 'Begin a vocational programme in the autumn' }) goal?: string;
  @FieldOf(PlanAdopted, 'youthDoes', { example: 'Visits two schools' }) youthDoes?: string;
  @FieldOf(PlanAdopted, 'municipalityDoes', { example: 'Books guidance' }) municipalityDoes?: string;
  @FieldOf(PlanAdopted, 'othersDo', { example: 'The workplace gives a testimonial' }) othersDo?: string;
  @FieldOf(PlanAdopted, 'effortFrom', { example: '2026-02-09' }) effortFrom?: string;
  @FieldOf(PlanAdopted, 'effortTo', { example: '2026-06-12' }) effortTo?: string;
  @FieldOf(PlanAdopted, 'whyEnded', { isShown: false }) whyEnded?: Said<typeof PlanAdopted>['whyEnded'];
  @FieldOf(PlanAdopted, 'wordsConfirmed', { isShown: false }) wordsConfirmed?: true;
  @TextsField(PlanAdopted.schema.properties.followUps.items, {
    optional: true, most: 20, description: 'Days of follow-up and evaluation',
  })
  followUps?: string[];
}

export class AssignmentBody extends InFileBody {
  @FieldOf(OfficerAssigned, 'officer') officer?: string;
}

export class ReminderBody extends InFileBody {
  @FieldOf(ReminderSet, 'due', { example: '2026-04-01' }) due!: string;
  @FieldOf(ReminderSet, 'about') about!: Said<typeof ReminderSet>['about'];
}

export class ReminderSettlementBody extends InFileBody {
  @FieldOf(ReminderSettled, 'reminder') reminder!: string;
  @FieldOf(ReminderSettled, 'how') how!: Said<typeof ReminderSettled>['how'];
}

export class ListingDisputeBody extends InFileBody {
  @FieldOf(ListingDisputed, 'why') why!: Said<typeof ListingDisputed>['why'];
  @FieldOf(ListingDisputed, 'corrects') corrects!: Said<typeof ListingDisputed>['corrects'];
  @FieldOf(ListingDisputed, 'unit') unit?: string;
}

export class DisclosureBody extends InFileBody {
  @FieldOf(FileDisclosed, 'to', { example: '1481', description: 'Municipality that may read the file' })
  to!: string;
}
