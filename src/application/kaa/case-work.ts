import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type {
  FileDisclosed, ListingDisputed, OccupationRecorded, OfficerAssigned, ReminderSet, ReminderSettled,
} from '../../domain/kaa/case-events.js';
import {
  adoptPlan, assignOfficer, discloseFile, disputeListing, recordOccupation, setReminder,
} from '../../domain/kaa/decide.js';
import { reminderUnknown, settleReminder } from '../../domain/kaa/decide-measures.js';
import type { PlanAdopted } from '../../domain/kaa/plan-events.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from '../person/person-command.js';
import { knownPerson, recordAbout, type SaidOf } from '../person/person-records.js';
import { fileFor } from './kaa-file.js';
import { recording, recordingBeside } from '../person/saying-handlers.js';

/** What a youth does from a day on. */
export class RecordOccupation extends PersonCommand<Said<typeof OccupationRecorded>> {
  readonly named = 'RecordOccupation';
}

export const RecordOccupationHandler = recording(RecordOccupation, fileFor, recordOccupation);

/** A version of the individual plan. */
export class AdoptPlan extends PersonCommand<Said<typeof PlanAdopted>> {
  readonly named = 'AdoptPlan';
}

/** The versions of one day are in a stream of their own, to be destroyed apart if the words must go. */
@CommandHandler(AdoptPlan)
export class AdoptPlanHandler implements ICommandHandler<AdoptPlan> {
  constructor(private readonly ledger: Ledger) {}

  async execute(command: AdoptPlan): Promise<PersonReceipt> {
    adoptPlan(command.report, []); // refuses what cannot be, before a file is opened for it
    const person = await knownPerson(this.ledger.vault, command.person);
    const { category, case: municipality } = fileFor(command);
    const file = await this.ledger.personStream(person, category, municipality);
    const part = this.ledger.partOf(file, `plan|${command.report.validOn}`);
    return recordAbout(this.ledger, { category, case: `${municipality}/${part}` }, command, adoptPlan);
  }
}

/** Which officer works with a youth. */
export class AssignOfficer extends PersonCommand<Said<typeof OfficerAssigned>> {
  readonly named = 'AssignOfficer';
}

export const AssignOfficerHandler = recording(AssignOfficer, fileFor, assignOfficer);

/** Something is to be done by a day. */
export class SetReminder extends PersonCommand<Said<typeof ReminderSet>> {
  readonly named = 'SetReminder';
}

export const SetReminderHandler = recording(SetReminder, fileFor, setReminder);

/** It is done, or need not be. */
export class SettleReminder extends PersonCommand<Said<typeof ReminderSettled>> {
  readonly named = 'SettleReminder';
}

const reminderIn = (command: PersonCommand<Said<typeof ReminderSettled>>): SaidOf =>
  ({ record: fileFor(command), event: command.report.reminder, missing: reminderUnknown });

export const SettleReminderHandler = recordingBeside(SettleReminder, reminderIn, settleReminder);

/** A youth should not be on the list. */
export class DisputeListing extends PersonCommand<Said<typeof ListingDisputed>> {
  readonly named = 'DisputeListing';
}

export const DisputeListingHandler = recording(DisputeListing, fileFor, disputeListing);

/** Another municipality may read the file. */
export class DiscloseFile extends PersonCommand<Said<typeof FileDisclosed>> {
  readonly named = 'DiscloseFile';
}

export const DiscloseFileHandler = recording(DiscloseFile, fileFor, discloseFile);
