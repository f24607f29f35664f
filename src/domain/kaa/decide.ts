import { recordOf } from '../shared/recording.js';
import { reported } from '../shared/reported.js';
import { ContactAttempted, ContactMade, type KaaEvent, KaaFactWithdrawn } from './events.js';

/**
 * A municipality's contact log for one youth. The law closes the list of what may stand in it (ordinance
 * 2006:39, 4 §), so a field that the kinds do not have is refused, above all any free text. Two contacts of
 * one day and channel are told apart by when they were reported.
 */
const contactLog = recordOf<KaaEvent>({
  withdrawn: (withdrawal, { event: { data: { municipality } } }) =>
    reported(KaaFactWithdrawn, { ...withdrawal, municipality }),
});

export const recordContact = contactLog.recording(ContactMade);
export const recordContactAttempt = contactLog.recording(ContactAttempted);
export const withdrawKaaFact = contactLog.withdraw;
