import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import {
  absenceDecided, absenceEnded, absenceExcepted, absenceShare, absent, amountDecided, assigned,
  asylumClaimed, claimSent, breakEnded, breakPlanned, correctionAsked, costShared, didNotAppear, died,
  disclosed,
  disputeDecided, disputed, droppedOut, emigrated, enrolled, extendedStudyDecided, extraCost, forfeited,
  issued, named, occupied, offered, pathChanged, placed, planned, protectionSet, registeredIn, reminded,
  secondHand, signExplained, stateFunded, staysIn, transferred, warned,
} from '../../test/support/events.js';
import { openTestLedger, type TestLedger, under } from '../../test/support/test-ledger.js';
import { eventKinds } from '../domain/catalogue.js';
import { deliveryKinds } from '../domain/delivery/events.js';
import {
  EndAbsence, ExceptAbsence, ExplainSign, GiveWarning, RecordAbsence, RecordNoShow, ReportAbsenceShare,
  WithdrawAttendanceFact,
} from './attendance/attendance.js';
import { AskCorrection, WithdrawCorrectionRequest } from './attendance/corrections.js';
import { attendanceHandlers } from './attendance/handlers.js';
import {
  AdoptPlan, AssignOfficer, DiscloseFile, DisputeListing, RecordOccupation, SetReminder,
} from './kaa/case-work.js';
import {
  DecideAdditionalAmount, DecideAsylumClaim, DecideCostShares, DecideExtendedStudy, DecideSecondHand,
  DecideStateFunding, WithdrawFundingDecision,
} from './funding/funding-decisions.js';
import { fundingHandlers } from './funding/handlers.js';
import { RecordExtraCost, SendStateClaim } from './funding/state-claims.js';
import { reportKinds, youthReportKinds } from '../domain/kaa-report/events.js';
import { registerKinds } from '../domain/kaa/register-events.js';
import { lookKinds } from '../domain/notices/events.js';
import { chargeKinds, settlementKinds } from '../domain/settlement/events.js';
import { RecordContact, RecordContactAttempt, WithdrawKaaFact } from './kaa/contact-log.js';
import { kaaHandlers } from './kaa/handlers.js';
import { OfferMeasure } from './kaa/measures.js';
import {
  BeginEquivalentEducation, ConfirmResponsibility, EndEquivalentEducation,
} from './kaa/target-group.js';
import { Ledger } from './ledger/ledger.js';
import { RecordAddress, WithdrawAddress } from './person/contact.js';
import { personHandlers } from './person/handlers.js';
import type { PersonCommand, PersonReceipt } from './person/person-command.js';
import {
  CompleteCompulsorySchooling, RecordDeath, RecordEmigration, RecordName, RegisterHomeMunicipality,
  ReportStayMunicipality, WithdrawPersonFact,
} from './person/population-facts.js';
import { SetProtection, WithdrawProtection } from './person/protection.js';
import { TellApart } from './person/tell-apart.js';
import { DecideDispute, WithdrawDisputeDecision } from './schooling/disputes.js';
import { IssueDocument, WithdrawDocument } from './schooling/documents.js';
import { schoolingHandlers } from './schooling/handlers.js';
import {
  ChangeStudyPath, DecideAbsence, EndBreak, ForfeitPlace, PlaceForSummer, PlanBreak, RecordDropout,
  RecordEnrolment, RecordTransfer, WithdrawSchoolingFact,
} from './schooling/schooling-facts.js';

type Reporting = new (...given: ConstructorParameters<typeof PersonCommand<never>>) => PersonCommand<never>;

const handlers = [
  ...personHandlers, ...schoolingHandlers, ...attendanceHandlers, ...fundingHandlers, ...kaaHandlers,
];

let made: TestLedger;
let bus: CommandBus;
let stop: () => Promise<void>;
beforeAll(async () => {
  made = openTestLedger();
  const providers = [{ provide: Ledger, useValue: made.ledger }, ...handlers];
  const nest = await Test.createTestingModule({ imports: [CqrsModule.forRoot()], providers }).compile();
  await nest.init();
  bus = nest.get(CommandBus);
  stop = () => nest.close();
});
afterAll(async () => {
  await stop();
  await made.close();
});

const source = 'case-worker' as const;
const inJune = { validOn: '2025-06-13', source };
const inFile = { validOn: '2026-02-03', source, municipality: '1480' } as const;
const contact = { ...inFile, channel: 'phone' } as const;
const equivalent = { ...inFile, education: 'folk-high-school' } as const;
const aborted = { ...equivalent, outcome: 'aborted' } as const;
const explained = signExplained({ evidence: ['00000000-0000-4000-8000-000000000001'] }).data;

const OTHER = '00000000-0000-4000-8000-000000000002';
const UNDO_FUNDING = WithdrawFundingDecision;

/** Every command that says one fact: what it records, where, and the command that withdraws it. */
const said: readonly (readonly [string, category: string, say: unknown, report: object, undo: unknown])[] = [
  ['HomeMunicipalityRegistered', 'person', RegisterHomeMunicipality, registeredIn().data, WithdrawPersonFact],
  ['StayMunicipalityReported', 'person', ReportStayMunicipality, staysIn().data, WithdrawPersonFact],
  ['NameRecorded', 'person', RecordName, named().data, WithdrawPersonFact],
  ['CompulsorySchoolingCompleted', 'person', CompleteCompulsorySchooling, inJune, WithdrawPersonFact],
  ['PersonsToldApart', 'person', TellApart, { ...inJune, other: OTHER }, WithdrawPersonFact],
  ['Died', 'person', RecordDeath, died().data, WithdrawPersonFact],
  ['Emigrated', 'person', RecordEmigration, emigrated().data, WithdrawPersonFact],
  ['AddressRecorded', 'contact', RecordAddress, { ...inJune, city: 'Ale' }, WithdrawAddress],
  ['ProtectionSet', 'protection', SetProtection, protectionSet().data, WithdrawProtection],
  ['SummerPlaced', 'schooling', PlaceForSummer, placed().data, WithdrawSchoolingFact],
  ['Enrolled', 'schooling', RecordEnrolment, enrolled().data, WithdrawSchoolingFact],
  ['Transferred', 'schooling', RecordTransfer, transferred().data, WithdrawSchoolingFact],
  ['StudyPathChanged', 'schooling', ChangeStudyPath, pathChanged().data, WithdrawSchoolingFact],
  ['BreakPlanned', 'schooling', PlanBreak, breakPlanned().data, WithdrawSchoolingFact],
  ['BreakEnded', 'schooling', EndBreak, breakEnded().data, WithdrawSchoolingFact],
  ['DroppedOut', 'schooling', RecordDropout, droppedOut().data, WithdrawSchoolingFact],
  ['PlaceForfeited', 'schooling', ForfeitPlace, forfeited().data, WithdrawSchoolingFact],
  ['AbsenceDecided', 'schooling', DecideAbsence, absenceDecided().data, WithdrawSchoolingFact],
  ['DisputeDecided', 'schooling', DecideDispute, disputeDecided().data, WithdrawDisputeDecision],
  ['ExtendedStudyDecided', 'funding', DecideExtendedStudy, extendedStudyDecided().data, UNDO_FUNDING],
  ['CostSharesDecided', 'funding', DecideCostShares, costShared().data, UNDO_FUNDING],
  ['AdditionalAmountDecided', 'funding', DecideAdditionalAmount, amountDecided().data, UNDO_FUNDING],
  ['AsylumClaimDecided', 'funding', DecideAsylumClaim, asylumClaimed().data, UNDO_FUNDING],
  ['ExtraCostIncurred', 'funding', RecordExtraCost, extraCost().data, UNDO_FUNDING],
  ['StateClaimSent', 'funding', SendStateClaim, claimSent().data, UNDO_FUNDING],
  ['SecondHandDecided', 'funding', DecideSecondHand, secondHand().data, UNDO_FUNDING],
  ['StateFundingDecided', 'funding', DecideStateFunding, stateFunded().data, UNDO_FUNDING],
  ['DocumentIssued', 'document', IssueDocument, issued().data, WithdrawDocument],
  ['DidNotAppear', 'attendance', RecordNoShow, didNotAppear().data, WithdrawAttendanceFact],
  ['AbsenceReported', 'attendance', RecordAbsence, absent().data, WithdrawAttendanceFact],
  ['AbsenceEnded', 'attendance', EndAbsence, absenceEnded().data, WithdrawAttendanceFact],
  ['AbsenceExcepted', 'attendance', ExceptAbsence, absenceExcepted().data, WithdrawAttendanceFact],
  ['AbsenceShareReported', 'attendance', ReportAbsenceShare, absenceShare().data, WithdrawAttendanceFact],
  ['WarningGiven', 'attendance', GiveWarning, warned().data, WithdrawAttendanceFact],
  ['SignExplained', 'attendance', ExplainSign, explained, WithdrawAttendanceFact],
  ['CorrectionAsked', 'attendance', AskCorrection, correctionAsked().data, WithdrawCorrectionRequest],
  ['ContactMade', 'kaa', RecordContact, { ...contact, initiatedBy: 'youth' }, WithdrawKaaFact],
  ['ContactAttempted', 'kaa', RecordContactAttempt, contact, WithdrawKaaFact],
  ['ResponsibilityConfirmed', 'kaa', ConfirmResponsibility, inFile, WithdrawKaaFact],
  ['EquivalentEducationBegan', 'kaa', BeginEquivalentEducation, equivalent, WithdrawKaaFact],
  ['EquivalentEducationEnded', 'kaa', EndEquivalentEducation, aborted, WithdrawKaaFact],
  ['OccupationRecorded', 'kaa', RecordOccupation, occupied().data, WithdrawKaaFact],
  ['MeasureOffered', 'kaa', OfferMeasure, offered().data, WithdrawKaaFact],
  ['PlanAdopted', 'kaa', AdoptPlan, planned().data, WithdrawKaaFact],
  ['OfficerAssigned', 'kaa', AssignOfficer, assigned().data, WithdrawKaaFact],
  ['ReminderSet', 'kaa', SetReminder, reminded().data, WithdrawKaaFact],
  ['ListingDisputed', 'kaa', DisputeListing, disputed().data, WithdrawKaaFact],
  ['FileDisclosed', 'kaa', DiscloseFile, disclosed().data, WithdrawKaaFact],
];

const typesIn = async (stream: string): Promise<string[]> =>
  (await made.ledger.read(stream)).map(({ type }) => type);

test.each(said)('%s is recorded in a %s stream, and withdrawn', async (type, category, say, report, undo) => {
  const person = await made.vault.claim(type); // a person of their own for every kind
  const run = (command: unknown, what: object, key: string): Promise<PersonReceipt> =>
    bus.execute(new (command as Reporting)(person, what as never, under(key)));
  const { stream, eventIds } = await run(say, report, 'said');
  expect([stream.split('-')[0], await typesIn(stream)]).toEqual([category, [type]]);

  await run(undo, { source, withdraws: eventIds[0], municipality: '1480' }, 'withdrawn');
  expect(await typesIn(stream)).toEqual([type, expect.stringMatching(/Withdrawn$/)]);
});

test('every kind of fact has a command, save those that only deliveries say', () => {
  const elsewhere = [
    'PersonRegistered', 'IdentityNumberAdded', // person-handlers.spec.ts
    'PricePublished', 'PriceWithdrawn', 'UnitRegistered', // price-list-handlers.spec.ts
    'CostPolicySet', 'AgreementSet', // agreement-handlers.spec.ts
    'CoordinationNumberDescribed', // decide.spec.ts, commands.spec.ts
    'KaaRoutineSet', 'KaaRoutineWithdrawn', // keep-register.spec.ts, kaa-routines.spec.ts
    'KaaRulesSet', 'KaaRulesWithdrawn', // keep-register.spec.ts, kaa-rules.spec.ts
    'StreamErased', // erasure.spec.ts
    ...[...settlementKinds, ...chargeKinds].map(({ type }) => type), // test/faults/settlement.spec.ts
    'MeasureDeclined', 'MeasureStarted', 'MeasureEnded', 'ReminderSettled', // case-work.spec.ts
    ...registerKinds.map(({ type }) => type), // keep-register.spec.ts
    'FileRead', // kaa-extract.spec.ts
    'StateClaimAnswered', // state-claims.spec.ts
    ...[...reportKinds, ...youthReportKinds].map(({ type }) => type), // kaa-reports.spec.ts
    ...lookKinds.map(({ type }) => type), // notices.spec.ts
    'SeenOnRoll', 'RollClosed', // roll-rows.spec.ts
    'CorrectionAnswered', // corrections.spec.ts
    'RemovalReported', ...deliveryKinds.map(({ type }) => type),
  ];
  const reached = said.map(([type]) => type);
  const all = eventKinds.map(({ type }) => type);
  const withdrawals = all
    .filter((type) => /(Fact|Address|Protection|Document|Decision|Request)Withdrawn$/.test(type));
  expect([...reached, ...withdrawals, ...elsewhere].sort()).toEqual(all.sort());
});
