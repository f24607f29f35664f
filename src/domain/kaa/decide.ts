import { type CivilDate, civilDate } from '../shared/civil-date.js';
import { refuseIf } from '../shared/refusal.js';
import type { Said } from '../shared/reported.js';
import {
  FileDisclosed, ListingDisputed, MeasureOffered, OccupationRecorded, OfficerAssigned, ReminderSet,
} from './case-events.js';
import { ContactAttempted, ContactMade } from './contact-events.js';
import { kaaFile } from './file-rules.js';
import { PlanAdopted } from './plan-events.js';
import {
  EquivalentEducationBegan, EquivalentEducationEnded, ResponsibilityConfirmed,
} from './target-group-events.js';
import { stemsIn } from './words.js';

export const recordContact = kaaFile.recording(ContactMade);
export const recordContactAttempt = kaaFile.recording(ContactAttempted);
export const withdrawKaaFact = kaaFile.withdraw;

const mustEndAfter = (
  from: CivilDate | undefined, end: CivilDate | undefined, field: string,
): void => refuseIf(
  from !== undefined && end !== undefined && end <= from,
  'ends-before-it-begins', field, 'Write a day after the one it begins on, or leave it out.',
);

export const confirmResponsibility = kaaFile.recording(
  ResponsibilityConfirmed, ({ validOn, until }) => mustEndAfter(validOn, until, 'until'),
);
export const beginEquivalentEducation = kaaFile.recording(EquivalentEducationBegan);
export const endEquivalentEducation = kaaFile.recording(EquivalentEducationEnded);

export const recordOccupation = kaaFile.recording(OccupationRecorded);
export const offerMeasure = kaaFile.recording(MeasureOffered);
export const assignOfficer = kaaFile.recording(OfficerAssigned);
export const setReminder = kaaFile.recording(ReminderSet, ({ validOn, due }) => refuseIf(
  due < validOn, 'due-before-it-is-set', 'due', 'Write the day it is set, or a later one.',
));
export const disputeListing = kaaFile.recording(ListingDisputed);

export const discloseFile = kaaFile.recording(FileDisclosed, ({ municipality, to }) => refuseIf(
  municipality === to, 'disclosed-to-itself', 'to', 'Name the municipality that is to read the file.',
));

const WORDED = ['goal', 'youthDoes', 'municipalityDoes', 'othersDo'] as const;

/** Asks before words are kept that may not belong there; it shows those of the list, not what was sent. */
const mustBeConfirmed = (plan: Said<typeof PlanAdopted>): void => {
  for (const part of WORDED) {
    const stems = stemsIn(plan[part] ?? '');
    refuseIf(
      stems.length > 0, 'words-to-confirm', part,
      `There are words with: ${stems.join(', ')}. Nothing on health, crime, treatment or origin `
      + 'may stand in a file. Write it without them, or send wordsConfirmed if they mean something else.',
    );
  }
};

const mustSaySomething = ({ goal, effortFrom, effortTo, whyEnded, followUps = [], ...rest }:
Said<typeof PlanAdopted>): void => refuseIf(
  [goal, rest.youthDoes, rest.municipalityDoes, rest.othersDo, effortFrom, effortTo, whyEnded]
    .every((part = '') => part.trim() === '') && followUps.length === 0,
  'plan-empty', 'goal', 'Send at least one of the seven parts of a plan.',
);

export const adoptPlan = kaaFile.recording(PlanAdopted, (said) => {
  mustSaySomething(said);
  const { effortFrom, effortTo, followUps = [], wordsConfirmed } = said;
  mustEndAfter(effortFrom, effortTo, 'effortTo');
  followUps.forEach((day) => civilDate(day, 'followUps'));
  if (!wordsConfirmed) mustBeConfirmed(said);
});
