import { FOREVER } from '../shared/civil-date.js';
import { overlap, type Period } from '../shared/period.js';
import { recordOf } from '../shared/recording.js';
import { refuseIf } from '../shared/refusal.js';
import { reported, type Said } from '../shared/reported.js';
import { saysTheSame, standing } from '../shared/standing.js';
import { decisionsIn } from './disputes.js';
import {
  AbsenceDecided, BreakEnded, BreakPlanned, DisputeDecided, DisputeDecisionWithdrawn, type DocumentEvent,
  DocumentIssued, DocumentWithdrawn, DroppedOut, Enrolled, PlaceForfeited, type SchoolingEvent,
  SchoolingFactWithdrawn, schoolingKinds, StudyPathChanged, SummerPlaced, Transferred,
} from './events.js';
import { FIRST_DAY } from './policy.js';
import type { SchoolingFact } from './standing.js';

const mustBeOfOurTime = ({ validOn }: { readonly validOn: string }): void => refuseIf(
  validOn < FIRST_DAY, 'date-out-of-range', 'validOn', 'Write a day after 1989.',
);

/**
 * What a school reports is a fact. A second school, a change of what never began, the dropout of somebody who
 * never started: all are recorded, and flagged by the folds. Refused is only what cannot be.
 */
const schooling = recordOf<SchoolingEvent>({
  withdrawn: (withdrawal) => reported(SchoolingFactWithdrawn, withdrawal), check: mustBeOfOurTime,
  stays: [DisputeDecided.type, DisputeDecisionWithdrawn.type],
  insteadOfWithdrawing: 'What was decided of a dispute is withdrawn by a dispute-decision-withdrawal.',
});

/** What is decided between schools stands beside what they report, and is not theirs to withdraw. */
const decisions = recordOf<SchoolingEvent>({
  withdrawn: (withdrawal) => reported(DisputeDecisionWithdrawn, withdrawal), check: mustBeOfOurTime,
  stays: schoolingKinds.map(({ type }) => type)
    .filter((type) => type !== DisputeDecided.type && type !== DisputeDecisionWithdrawn.type),
  insteadOfWithdrawing: 'What a school reported is withdrawn by a schooling-withdrawal.',
});

const mustBeginByTheStart = ({ educationBegan, validOn }: Said<typeof Enrolled>): void => refuseIf(
  educationBegan !== undefined && educationBegan > validOn,
  'education-begins-later', 'educationBegan', 'An education begins at the enrolment, or began before it.',
);

const mustLeaveAnotherUnit = ({ unit, fromUnit }: Said<typeof Transferred>): void => refuseIf(
  unit === fromUnit, 'transfer-to-same-unit', 'fromUnit', 'A transfer leaves one school unit for another.',
);

const mustEndAfterItBegins = ({ validOn, expectedEnd }: Said<typeof BreakPlanned>): void => refuseIf(
  expectedEnd !== undefined && expectedEnd <= validOn,
  'break-ends-before-it-begins', 'expectedEnd', 'The first day back comes after the first day away.',
);

const mustFollowTheAbsence = ({ validOn, decidedOn, awaySince }: Said<typeof AbsenceDecided>): void => {
  const rule = 'Nothing is decided on an absence, and nothing decided takes effect, before it begins.';
  refuseIf(decidedOn < awaySince, 'ends-before-it-begins', 'decidedOn', rule);
  refuseIf(validOn < awaySince, 'ends-before-it-begins', 'validOn', rule);
};

const mustSayWho = ({ inFavourOf, unit, studyPath, validOn, until }: Said<typeof DisputeDecided>): void => {
  const isComplete = inFavourOf === 'unit'
    ? unit !== undefined : unit === undefined && studyPath === undefined;
  refuseIf(
    !isComplete, 'decision-incomplete', 'unit',
    'Name the school unit that is paid, and none where nobody is.',
  );
  refuseIf(
    until !== undefined && until <= validOn, 'ends-before-it-begins', 'until', 'Must be later than validOn.',
  );
};

const recordDecision = decisions.recording(DisputeDecided, mustSayWho);

/**
 * A day has one decision: to decide otherwise, the one that holds is withdrawn first
 * (`decided-otherwise`). Whether anybody disputes the days is not asked, since reports come in any order.
 */
export const decideDispute = (
  said: Said<typeof DisputeDecided>, recorded: readonly SchoolingFact[],
): SchoolingEvent[] => {
  const events = recordDecision(said, recorded);
  const own = reported(DisputeDecided, said);
  const others = standing(recorded).filter(({ event }) => !saysTheSame(event, own));
  const days: Period = { from: said.validOn, to: said.until ?? FOREVER };
  refuseIf(
    events.length > 0 && decisionsIn(others).some((decision) => overlap(decision, days)),
    'decided-otherwise', 'validOn', 'Withdraw the decision that holds on some of these days first.',
  );
  return events;
};

export const withdrawDisputeDecision = decisions.withdraw;

export const placeForSummer = schooling.recording(SummerPlaced);
export const recordEnrolment = schooling.recording(Enrolled, mustBeginByTheStart);
export const recordTransfer = schooling.recording(Transferred, mustLeaveAnotherUnit);
export const changeStudyPath = schooling.recording(StudyPathChanged);
export const planBreak = schooling.recording(BreakPlanned, mustEndAfterItBegins);
export const endBreak = schooling.recording(BreakEnded);
export const recordDropout = schooling.recording(DroppedOut);
export const forfeitPlace = schooling.recording(PlaceForfeited);
export const decideAbsence = schooling.recording(AbsenceDecided, mustFollowTheAbsence);
export const withdrawSchoolingFact = schooling.withdraw;

const documents = recordOf<DocumentEvent>({
  withdrawn: (withdrawal) => reported(DocumentWithdrawn, withdrawal), check: mustBeOfOurTime,
});

export const issueDocument = documents.recording(DocumentIssued);
export const withdrawDocument = documents.withdraw;
