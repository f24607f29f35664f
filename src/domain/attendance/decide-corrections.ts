import type { Fact } from '../shared/fact-order.js';
import { recordOf } from '../shared/recording.js';
import { refuse, refuseIf } from '../shared/refusal.js';
import { reported, type Said } from '../shared/reported.js';
import { holdingIn } from '../shared/standing.js';
import { CorrectionAnswered, CorrectionAsked, CorrectionRequestWithdrawn } from './correction-events.js';
import { attendance, ofQuestions } from './decide.js';
import { type AttendanceEvent, attendanceKinds } from './events.js';

type Question = Said<typeof CorrectionAsked>;

/** A question is its municipality's, and not the school's to take back. */
const requests = recordOf<AttendanceEvent>({
  withdrawn: (withdrawal, { event: { data } }) => {
    const { unit, municipality } = data as Question;
    return reported(CorrectionRequestWithdrawn, { ...withdrawal, unit, municipality });
  },
  stays: attendanceKinds.map(({ type }) => type).filter((type) => !ofQuestions.includes(type)),
  insteadOfWithdrawing: 'What a school reported or answered is withdrawn by an attendance-withdrawal.',
});

export const askCorrection = requests.recording(CorrectionAsked);
export const withdrawCorrectionRequest = requests.withdraw;

/** What is known of the school that is asked, and of the person. */
export interface Asked {
  /** The school reported something of the person, whatever became of it. */
  readonly hasReported: boolean;
  /** The register of schools has the unit. */
  readonly isRegistered: boolean;
  /** The person is protected, or will be. */
  readonly isProtected: boolean;
}

/** What can be asked where nothing is reported yet. */
const OF_ANYBODY: readonly Question['asks'][] = ['is-a-pupil-there', 'has-final-document'];

/**
 * Nobody asks a school that there is not, nor of what it reported where it reported nothing. Of a protected
 * person only a school is asked that knows of them already: another would learn where to look.
 */
export const mustBeAskable = (
  asks: Question['asks'], { hasReported, isRegistered, isProtected }: Asked,
): void => {
  if (hasReported) return;
  refuseIf(!isRegistered, 'unit-unknown', 'unit', 'Write the code of a unit in the register of schools.');
  refuseIf(
    isProtected || !OF_ANYBODY.includes(asks), 'unit-without-pupil', 'unit',
    'Ask a unit that reported something of the person; of whoever is not protected, others can be asked '
    + 'whether the person is there or has a final document.',
  );
};

export const requestUnknown = (): never => refuse(
  'correction-request-unknown', 'request', 'Name the event that asked, as the list of questions has it.',
);

/** What a school says of a question; whose that is, the question tells. */
export type SchoolAnswer = Pick<
  Said<typeof CorrectionAnswered>, 'validOn' | 'reportedAt' | 'amendedAt' | 'source' | 'request' | 'answer'
>;

const recordAnswer = attendance.recording(CorrectionAnswered);

/** A question has one answer. */
export const answerCorrection = (
  said: SchoolAnswer, recorded: readonly Fact<AttendanceEvent>[],
): AttendanceEvent[] => {
  const { facts: holding, keptFor } = holdingIn(recorded);
  const question = keptFor(said.request);
  const asked = holding.find(({ id, event }) => id === question && event.type === CorrectionAsked.type);
  const { unit, municipality } = (asked ?? requestUnknown()).event.data as Question;
  const events = recordAnswer({ ...said, unit, municipality }, recorded);
  refuseIf(
    events.length > 0 && holding.some(({ event }) =>
      event.type === CorrectionAnswered.type && event.data.request === question),
    'correction-answered', 'request', 'Withdraw the answer that stands first, by an attendance-withdrawal.',
  );
  return events;
};
