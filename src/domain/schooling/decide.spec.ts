import {
  breakPlanned, disputeDecided, disputeDecisionWithdrawn, droppedOut, enrolled, issued, NORTH, pathChanged,
  removed, schoolingWithdrawn, SOUTH, transferred,
} from '../../../test/support/events.js';
import { factId, given } from '../../../test/support/given-when-then.js';
import {
  changeStudyPath, decideDispute, endBreak, issueDocument, placeForSummer, planBreak, recordDropout,
  recordEnrolment, recordTransfer, withdrawDisputeDecision, withdrawDocument, withdrawSchoolingFact,
} from './decide.js';

const source = 'school-system' as const;
const atNorth = { source, unit: NORTH, validOn: '2025-08-18' };

describe('what schools report is recorded, whatever it contradicts', () => {
  test('an enrolment at a second school', () => {
    given(enrolled()).when(recordEnrolment, enrolled({ unit: SOUTH }).data).then(enrolled({ unit: SOUTH }));
  });

  test('a dropout of somebody who was never enrolled', () => {
    given().when(recordDropout, droppedOut().data).then(droppedOut());
  });

  test('a return from a break that nobody reported', () => {
    given(enrolled()).when(endBreak, atNorth).then({ type: 'BreakEnded', data: atNorth });
  });

  test('a change of study path 170 days late', () => {
    const late = pathChanged({ validOn: '2025-09-01', reportedAt: '2026-02-18T09:00:00Z' });
    given(enrolled()).when(changeStudyPath, late.data).then(late);
  });

  test('a place at a school that no register knows', () => {
    given().when(placeForSummer, { ...atNorth, unit: 'x-00090002', studyPath: 'IMA' })
      .then({ type: 'SummerPlaced', data: { ...atNorth, unit: 'x-00090002', studyPath: 'IMA' } });
  });
});

describe('the same again', () => {
  test('is nothing new', () => {
    given(enrolled()).when(recordEnrolment, enrolled().data).thenNothing();
  });

  test('is new when anything in it differs', () => {
    given(enrolled()).when(recordEnrolment, enrolled({ schoolYear: '2' }).data)
      .then(enrolled({ schoolYear: '2' }));
  });

  test('holds again after it was withdrawn', () => {
    given(enrolled(), schoolingWithdrawn({ withdraws: factId(1) }))
      .when(recordEnrolment, enrolled().data)
      .then(schoolingWithdrawn({ withdraws: factId(2) }));
  });
});

describe('withdrawing', () => {
  test('names the fact that never held', () => {
    given(enrolled(), droppedOut()).when(withdrawSchoolingFact, { withdraws: factId(2), source })
      .then(schoolingWithdrawn({ validOn: droppedOut().data.validOn, withdraws: factId(2) }));
  });

  test('settles a removal that waits for a human', () => {
    given(removed()).when(withdrawSchoolingFact, { withdraws: factId(1), source })
      .then(schoolingWithdrawn({ withdraws: factId(1) }));
  });

  test('reaches no fact of another record', () => {
    given(issued()).when(withdrawDocument, { withdraws: factId(2), source })
      .thenRefused('nothing-to-withdraw', 'withdraws');
  });
});

describe('a decision on days that two schools claim', () => {
  const decision = disputeDecided({ validOn: '2025-10-01', until: '2025-11-01' });
  const decided = { ...decision.data };
  const withdrawal = { source: 'case-worker', withdraws: factId(1) } as const;

  test('is recorded whether or not anybody disputes them yet', () => {
    given().when(decideDispute, decided).then(decision);
    given(decision).when(decideDispute, decided).thenNothing();
  });

  test('may be in favour of nobody', () => {
    const nobody = disputeDecided({ inFavourOf: 'nobody', unit: undefined });
    given().when(decideDispute, nobody.data).then(nobody);
  });

  test('can be withdrawn, and then decided otherwise or said again', () => {
    const undone = disputeDecisionWithdrawn({ validOn: '2025-10-01', withdraws: factId(1) });
    given(decision).when(withdrawDisputeDecision, withdrawal).then(undone);
    const other = disputeDecided({ ...decided, unit: SOUTH });
    given(decision, undone).when(decideDispute, other.data).then(other);
    given(decision, undone).when(decideDispute, decided)
      .then(disputeDecisionWithdrawn({ validOn: '2025-10-01', withdraws: factId(2) }));
    given(decision, undone, other).when(decideDispute, decided).thenRefused('decided-otherwise', 'validOn');
  });

  test('is one for each day', () => {
    const next = disputeDecided({ validOn: '2025-11-01', unit: SOUTH });
    given(decision).when(decideDispute, next.data).then(next);
    given(decision, next).when(decideDispute, { ...decided, validOn: '2025-12-01', until: undefined })
      .thenRefused('decided-otherwise', 'validOn');
  });

  test('is no fact of a school, and no school withdraws it; nor does a decision what a school said', () => {
    given(decision).when(withdrawSchoolingFact, withdrawal)
      .thenRefused('nothing-to-withdraw', 'withdraws', /by a dispute-decision-withdrawal/);
    given(enrolled()).when(withdrawDisputeDecision, withdrawal)
      .thenRefused('nothing-to-withdraw', 'withdraws', /by a schooling-withdrawal/);
  });

  test.each([
    [{ unit: undefined }, 'decision-incomplete', 'unit'],
    [{ inFavourOf: 'nobody' }, 'decision-incomplete', 'unit'],
    [{ inFavourOf: 'nobody', unit: undefined, studyPath: 'NA' }, 'decision-incomplete', 'unit'],
    [{ until: '2025-10-01' }, 'ends-before-it-begins', 'until'],
    [{ reason: 'They say so.' }, 'field-malformed', 'reason'],
  ] as const)('that decides nothing is refused: %j', (more, code, field) => {
    given().when(decideDispute, { ...decided, ...more }).thenRefused(code, field);
  });
});

describe('what cannot be is refused', () => {
  test('a transfer from a school unit to itself', () => {
    given().when(recordTransfer, transferred({ unit: NORTH, fromUnit: NORTH }).data)
      .thenRefused('transfer-to-same-unit', 'fromUnit');
  });

  test.each(['2026-01-11', '2026-01-12'])('a break from 12 January until %s', (expectedEnd) => {
    given(enrolled()).when(planBreak, breakPlanned({ expectedEnd }).data)
      .thenRefused('break-ends-before-it-begins', 'expectedEnd');
  });

  test('a break whose first day back does not exist', () => {
    given(enrolled()).when(planBreak, breakPlanned({ expectedEnd: '2026-02-29' }).data)
      .thenRefused('date-impossible', 'expectedEnd');
  });

  test('an education that begins after the pupil was taken in on it', () => {
    given().when(recordEnrolment, enrolled({ educationBegan: '2025-08-19' }).data)
      .thenRefused('education-begins-later', 'educationBegan');
  });

  test('schooling before there was such a school', () => {
    given().when(recordEnrolment, enrolled({ validOn: '1989-12-31' }).data)
      .thenRefused('date-out-of-range', 'validOn');
  });

  test('a document of a kind that is none', () => {
    given().when(issueDocument, { ...issued().data, document: 'simborgarmärke' as never })
      .thenRefused('field-malformed', 'document');
  });
});
