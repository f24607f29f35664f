import { droppedOut } from '../../test/support/events.js';
import { openTestLedger, under } from '../../test/support/test-ledger.js';
import { projectFiles } from '../../test/tidy/project-files.js';
import { RecordDropout, RecordDropoutHandler } from './schooling/schooling-facts.js';

/**
 * The names that fingerprints in ledgers were made of. One may be added; none may be changed or taken away,
 * or a command that was answered before an upgrade is refused (`idempotency-key-reused`) when sent again.
 */
const NAMES = `
AbandonSettlement AddIdentityNumber AdoptPlan AnswerCorrection AnswerStateClaim ApproveSettlement
AskCorrection AssignOfficer
BeginEquivalentEducation ChangeStudyPath CompleteCompulsorySchooling ConfirmResponsibility DecideAbsence
DecideAdditionalAmount DecideAsylumClaim DecideCostShares DecideDispute DecideExtendedStudy
DecideSecondHand DecideStateFunding DeclineMeasure DescribeCoordinationNumber DiscloseFile
DisputeListing EndAbsence EndBreak EndEquivalentEducation EndMeasure ErasePerson EraseStream
ExceptAbsence ExplainSign ForfeitPlace GiveWarning IssueDocument IssueSettlement KeepRegister
MakeHalfYearReport OfferMeasure PlaceForSummer PlanBreak PrepareSettlement PublishLayout PublishPrices
RecordAbsence RecordAddress RecordContact RecordContactAttempt RecordDeath RecordDropout
RecordEmigration RecordEnrolment RecordExtraCost RecordName RecordNoShow RecordOccupation RecordRead
RecordReportRead
RecordTransfer RegisterHomeMunicipality RegisterPerson RegisterUnits ReportAbsenceShare
ReportStayMunicipality SendStateClaim SetAgreement SetPolicy SetProtection SetReminder SetRoutine
SetRules SettleReminder StartMeasure TakeLook TellApart WithdrawAddress WithdrawAgreementFact
WithdrawAttendanceFact WithdrawCorrectionRequest WithdrawDisputeDecision WithdrawDocument
WithdrawFundingDecision WithdrawKaaFact
WithdrawPersonFact WithdrawPrice WithdrawProtection WithdrawRoutine WithdrawRules
WithdrawSchoolingFact
`.trim().split(/\s+/);

const sources = projectFiles
  .filter(({ path }) => path.startsWith('src/application/') && !path.endsWith('.spec.ts'))
  .map(({ text }) => text);

test('the name of every command is written out, and is what ledgers have it by', () => {
  const written = sources.flatMap((text) => [...text.matchAll(/\b(?:command: |named = )'(\w+)'/g)]);
  expect(written.map(([, name]) => name).sort()).toEqual(NAMES);
});

test('no name follows from what a class is called', () => {
  const derived = sources.flatMap((text) =>
    text.match(/\bcommand: \w+\.name\b|\bconstructor\.name\b/g) ?? []);
  expect(derived).toEqual([]);
});

test('a command sent again after its class was given another name is the same command', async () => {
  const Renamed = { RecordDropout$1: class extends RecordDropout {} }.RecordDropout$1;
  const { ledger, vault, close } = openTestLedger();
  const handler = new RecordDropoutHandler(ledger);
  const person = await vault.claim('201001012382');
  const said = [person, droppedOut().data, under('upgrade-1')] as const;

  const first = await handler.execute(new RecordDropout(...said));
  const again = await handler.execute(new Renamed(...said));
  await close();
  expect([Renamed.name, again]).toEqual(['RecordDropout$1', { ...first, repeated: true }]);
});
