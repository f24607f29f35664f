import {
  CorrectionAnswered, CorrectionAsked, CorrectionRequestWithdrawn,
} from '../../src/domain/attendance/correction-events.js';
import {
  AbsenceEnded, AbsenceExcepted, AbsenceReported, AbsenceShareReported, AttendanceFactWithdrawn, DidNotAppear,
  RollClosed, SeenOnRoll, SignExplained, WarningGiven,
} from '../../src/domain/attendance/events.js';
import {
  AbsenceDecided, BreakEnded, BreakPlanned, DisputeDecided, DisputeDecisionWithdrawn, DocumentIssued,
  DocumentWithdrawn, DroppedOut, Enrolled, PlaceForfeited, RemovalReported, SchoolingFactWithdrawn,
  StudyPathChanged, SummerPlaced, Transferred,
} from '../../src/domain/schooling/events.js';
import {
  FileDisclosed, ListingDisputed, MeasureDeclined, MeasureEnded, MeasureOffered, MeasureStarted,
  OccupationRecorded, OfficerAssigned, ReminderSet, ReminderSettled,
} from '../../src/domain/kaa/case-events.js';
import {
  ExtraCostIncurred, StateClaimAnswered, StateClaimSent,
} from '../../src/domain/funding/claim-events.js';
import {
  AdditionalAmountDecided, AsylumClaimDecided, CostSharesDecided, ExtendedStudyDecided,
  FundingDecisionWithdrawn, SecondHandDecided, StateFundingDecided,
} from '../../src/domain/funding/events.js';
import { ContactAttempted, ContactMade, KaaFactWithdrawn } from '../../src/domain/kaa/contact-events.js';
import { assumedRoutine } from '../../src/domain/kaa/routine.js';
import { KaaRoutineSet } from '../../src/domain/kaa/routine-events.js';
import { assumedRules } from '../../src/domain/kaa/rules.js';
import { KaaRulesSet, KaaRulesWithdrawn } from '../../src/domain/kaa/rules-events.js';
import { PlanAdopted } from '../../src/domain/kaa/plan-events.js';
import {
  EquivalentEducationBegan, EquivalentEducationEnded, ResponsibilityConfirmed,
} from '../../src/domain/kaa/target-group-events.js';
import {
  CompulsorySchoolingCompleted, CoordinationNumberDescribed, Died, Emigrated, HomeMunicipalityRegistered,
  IdentityNumberAdded, NameRecorded, PersonFactWithdrawn, PersonRegistered, PersonsToldApart, ProtectionSet,
  ProtectionWithdrawn, StayMunicipalityReported,
} from '../../src/domain/person/events.js';
import { event, type EventKind, type EventOf } from '../../src/domain/shared/event.js';
import type { Said } from '../../src/domain/shared/reported.js';

/** Two schools, and a third, that are nobody's. */
export const [NORTH, SOUTH, WEST] = ['10000001', '10000002', '10000003'] as const;

/** Makes events of a kind that say what the test cares about, and something sensible besides. */
const made = <K extends EventKind>(kind: K, usual: Said<K>) =>
  (said: Partial<Said<K>> = {}): EventOf<K> => event(kind, { ...usual, ...said });

const school = { source: 'school-system', unit: NORTH } as const;
const register = { source: 'population-register' } as const;

export const placed = made(SummerPlaced, { ...school, validOn: '2025-07-01', studyPath: 'NA' });
export const enrolled = made(Enrolled, { ...school, validOn: '2025-08-18', studyPath: 'NA' });
export const transferred = made(Transferred, {
  ...school, unit: SOUTH, validOn: '2026-03-16', studyPath: 'TE',
});
export const pathChanged = made(StudyPathChanged, { ...school, validOn: '2025-11-03', studyPath: 'TE' });
export const breakPlanned = made(BreakPlanned, { ...school, validOn: '2026-01-12' });
export const breakEnded = made(BreakEnded, { ...school, validOn: '2026-03-02' });
export const droppedOut = made(DroppedOut, { ...school, validOn: '2026-05-20' });
export const forfeited = made(PlaceForfeited, { ...school, validOn: '2025-08-18' });
export const absenceDecided = made(AbsenceDecided, {
  ...school, validOn: '2025-11-10', decidedOn: '2025-11-05', awaySince: '2025-10-01', outcome: 'ends',
});
export const removed = made(RemovalReported, { ...school, validOn: '2025-08-18', removes: 'enrolment' });
export const schoolingWithdrawn = made(SchoolingFactWithdrawn, {
  source: 'school-system', validOn: '2025-08-18', withdraws: '',
});
export const disputeDecided = made(DisputeDecided, {
  source: 'case-worker', validOn: '2025-07-01', inFavourOf: 'unit', unit: NORTH, reason: 'attended-there',
});
export const disputeDecisionWithdrawn = made(DisputeDecisionWithdrawn, {
  source: 'case-worker', validOn: '2025-07-01', withdraws: '',
});
export const issued = made(DocumentIssued, {
  source: 'school-system', validOn: '2026-06-05', document: 'examensbevis',
});
export const documentWithdrawn = made(DocumentWithdrawn, {
  source: 'school-system', validOn: '2026-06-05', withdraws: '',
});

export const personRegistered = made(PersonRegistered, { ...register, validOn: '2025-01-01' });
export const numberAdded = made(IdentityNumberAdded, {
  ...register, validOn: '2025-01-01', number: '201001012382', kind: 'personal',
});
export const numberDescribed = made(CoordinationNumberDescribed, {
  ...register, validOn: '2025-01-01', number: '200901872385',
});
export const toldApart = made(PersonsToldApart, {
  source: 'case-worker', validOn: '2026-01-01', other: '',
});
export const named = made(NameRecorded, {
  ...register, validOn: '2025-01-01', givenName: 'Alva', familyName: 'Ek',
});
export const registeredIn = made(HomeMunicipalityRegistered, {
  ...register, validOn: '2010-01-01', municipality: '1407',
});
export const staysIn = made(StayMunicipalityReported, {
  ...register, validOn: '2025-01-01', municipality: '1480',
});
export const died = made(Died, { ...register, validOn: '2026-01-10' });
export const emigrated = made(Emigrated, { ...register, validOn: '2026-01-10' });
export const personFactWithdrawn = made(PersonFactWithdrawn, {
  ...register, validOn: '2025-01-01', withdraws: '',
});
export const protectionSet = made(ProtectionSet, {
  ...register, validOn: '2026-01-01', protection: 'protected-registration',
});
export const protectionWithdrawn = made(ProtectionWithdrawn, {
  ...register, validOn: '2026-01-01', withdraws: '',
});

const byMunicipality = { source: 'case-worker', municipality: '1407', reason: 'plan-agreed' } as const;

export const extendedStudyDecided = made(ExtendedStudyDecided, {
  ...byMunicipality, validOn: '2025-07-01',
});
export const costShared = made(CostSharesDecided, {
  source: 'case-worker', reason: 'agreement', validOn: '2025-07-01', unit: NORTH, remainder: { parts: 1 },
  others: [{ payer: '232100-0131', parts: 1 }],
});
export const amountDecided = made(AdditionalAmountDecided, {
  ...byMunicipality, validOn: '2025-07-01', unit: NORTH, item: 'extra-support', perYearOre: 3_650_000,
});
export const stateFunded = made(StateFundingDecided, {
  source: 'case-worker', reason: 'state-decision', validOn: '2025-07-01', ground: 'nordic',
});
export const secondHand = made(SecondHandDecided, {
  source: 'case-worker', reason: 'places-left', validOn: '2025-07-01', unit: SOUTH,
});
export const asylumClaimed = made(AsylumClaimDecided, { ...byMunicipality, validOn: '2025-07-01' });
export const extraCost = made(ExtraCostIncurred, {
  source: 'case-worker', validOn: '2026-02-02', municipality: '1407', unit: SOUTH, what: 'interpreter',
  ore: 1_250_000,
});
export const claimSent = made(StateClaimSent, {
  source: 'case-worker', validOn: '2026-04-10', municipality: '1407', claim: 'four-weeks', from: '2026-01-01',
  to: '2026-04-01', ore: 4_800_000,
});
export const claimAnswered = made(StateClaimAnswered, {
  source: 'case-worker', validOn: '2026-06-01', municipality: '1407', answers: '', grantedOre: 3_200_000,
});
export const fundingWithdrawn = made(FundingDecisionWithdrawn, {
  source: 'case-worker', validOn: '2025-07-01', withdraws: '',
});

const file = { source: 'case-worker', municipality: '1480' } as const;

export const schoolingOver = made(CompulsorySchoolingCompleted, { ...register, validOn: '2026-06-12' });
export const responsible = made(ResponsibilityConfirmed, { ...file, validOn: '2026-01-01' });
export const equivalentBegan = made(EquivalentEducationBegan, {
  ...file, validOn: '2026-08-17', education: 'folk-high-school',
});
export const equivalentEnded = made(EquivalentEducationEnded, {
  ...file, validOn: '2027-06-04', education: 'folk-high-school', outcome: 'completed',
});
export const contacted = made(ContactMade, {
  ...file, validOn: '2026-09-10', channel: 'phone', initiatedBy: 'municipality',
});
export const attempted = made(ContactAttempted, { ...file, validOn: '2026-09-10', channel: 'letter' });
export const occupied = made(OccupationRecorded, { ...file, validOn: '2026-09-10', occupation: 'work' });
export const offered = made(MeasureOffered, { ...file, validOn: '2026-09-14', measure: 'guidance' });
export const declined = made(MeasureDeclined, { ...file, validOn: '2026-09-21', offer: '' });
export const begun = made(MeasureStarted, { ...file, validOn: '2026-09-21', offer: '' });
export const ended = made(MeasureEnded, { ...file, validOn: '2026-12-18', offer: '', why: 'completed' });
export const planned = made(PlanAdopted, { ...file, validOn: '2026-09-14', goal: 'Back to school' });
export const assigned = made(OfficerAssigned, { ...file, validOn: '2026-09-07', officer: 'officer-7' });
export const reminded = made(ReminderSet, {
  ...file, validOn: '2026-09-14', due: '2026-10-01', about: 'contact',
});
export const settled = made(ReminderSettled, { ...file, validOn: '2026-09-30', reminder: '', how: 'done' });
export const disputed = made(ListingDisputed, {
  ...file, validOn: '2026-09-14', why: 'is-in-education', corrects: 'school',
});
export const disclosed = made(FileDisclosed, { ...file, validOn: '2027-03-01', to: '1481' });
export const kaaFactWithdrawn = made(KaaFactWithdrawn, { ...file, validOn: '2026-01-01', withdraws: '' });

export const routineSet = made(KaaRoutineSet, {
  validOn: '2026-01-01', municipality: '1480', ...assumedRoutine,
});

export const rulesSet = made(KaaRulesSet, { validOn: '2026-01-01', ...assumedRules });
export const rulesWithdrawn = made(KaaRulesWithdrawn, { validOn: '2026-01-01', withdraws: '' });

export const seenOnRoll = made(SeenOnRoll, { ...school, validOn: '2026-10-15' });
export const rollClosed = made(RollClosed, { unit: NORTH, validOn: '2026-10-15' });
export const didNotAppear = made(DidNotAppear, { ...school, validOn: '2026-08-17' });
export const absent = made(AbsenceReported, { ...school, validOn: '2026-10-01' });
export const absenceEnded = made(AbsenceEnded, { ...school, validOn: '2026-11-16' });
export const absenceExcepted = made(AbsenceExcepted, { ...school, validOn: '2026-11-16' });
export const absenceShare = made(AbsenceShareReported, {
  ...school, validOn: '2026-10-01', until: '2026-11-01', absentPercent: 25,
});
export const warned = made(WarningGiven, { ...school, validOn: '2026-10-01', about: 'course-may-be-failed' });
export const signExplained = made(SignExplained, {
  ...school, validOn: '2026-11-16', evidence: [], why: 'at-school-after-all',
});
export const withdrawnAttendance = made(AttendanceFactWithdrawn, {
  source: 'school-system', validOn: '2026-11-16', withdraws: '',
});

const asked = { unit: NORTH, municipality: '1480' } as const;

export const correctionAsked = made(CorrectionAsked, {
  ...asked, source: 'case-worker', validOn: '2026-09-14', asks: 'is-a-pupil-there',
});
export const correctionAnswered = made(CorrectionAnswered, {
  ...asked, source: 'school-system', validOn: '2026-09-21', request: '', answer: 'as-reported',
});
export const correctionRequestWithdrawn = made(CorrectionRequestWithdrawn, {
  ...asked, source: 'case-worker', validOn: '2026-09-14', withdraws: '',
});
