import { recordOf } from '../shared/recording.js';
import { reported } from '../shared/reported.js';
import { youthReportKinds } from '../kaa-report/events.js';
import { registerKinds } from './register-events.js';
import { KaaFactWithdrawn } from './contact-events.js';
import type { KaaEvent } from './events.js';

/**
 * A municipality's file for one youth. The law closes the list of what may stand in it (ordinance 2006:39,
 * 4 §), so a field that the kinds do not have is refused, above all any free text. Two contacts of one day
 * and channel are told apart by when they were reported. The register in it follows from facts elsewhere:
 * nobody withdraws it.
 */
export const kaaFile = recordOf<KaaEvent>({
  stays: [...registerKinds, ...youthReportKinds].map(({ type }) => type),
  withdrawn: (withdrawal, { event: { data: { municipality } } }) =>
    reported(KaaFactWithdrawn, { ...withdrawal, municipality }),
});
