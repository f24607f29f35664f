import { recordOf } from '../shared/recording.js';
import { refuseIf } from '../shared/refusal.js';
import { reported } from '../shared/reported.js';
import { ContactAttempted, ContactMade, KaaFactWithdrawn } from './contact-events.js';
import type { KaaEvent } from './events.js';
import {
  EquivalentEducationBegan, EquivalentEducationEnded, ResponsibilityConfirmed,
} from './target-group-events.js';

/**
 * A municipality's file for one youth. The law closes the list of what may stand in it (ordinance 2006:39,
 * 4 §), so a field that the kinds do not have is refused, above all any free text. Two contacts of one day
 * and channel are told apart by when they were reported.
 */
const kaaFile = recordOf<KaaEvent>({
  withdrawn: (withdrawal, { event: { data: { municipality } } }) =>
    reported(KaaFactWithdrawn, { ...withdrawal, municipality }),
});

export const recordContact = kaaFile.recording(ContactMade);
export const recordContactAttempt = kaaFile.recording(ContactAttempted);
export const withdrawKaaFact = kaaFile.withdraw;

export const confirmResponsibility = kaaFile.recording(
  ResponsibilityConfirmed, ({ validOn, until }) => refuseIf(
    until !== undefined && until <= validOn,
    'ends-before-it-begins', 'until', 'Write a day after the one it holds from, or leave it out.',
  ),
);
export const beginEquivalentEducation = kaaFile.recording(EquivalentEducationBegan);
export const endEquivalentEducation = kaaFile.recording(EquivalentEducationEnded);
