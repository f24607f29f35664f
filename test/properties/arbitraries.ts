import fc from 'fast-check';
import type { DocumentEvent, SchoolingEvent } from '../../src/domain/schooling/events.js';
import type { PersonEvent } from '../../src/domain/person/events.js';
import type { FundingEvent } from '../../src/domain/funding/events.js';
import type { Event } from '../../src/domain/shared/event.js';
import { addDays, type CivilDate } from '../../src/domain/shared/civil-date.js';
import { canonicalJson, type Fact, type FactTimes } from '../../src/domain/shared/fact-order.js';
import {
  absenceDecided, amountDecided, asylumClaimed, breakEnded, breakPlanned, claimSent, costShared, died,
  disputeDecided, droppedOut, emigrated, enrolled, extendedStudyDecided, extraCost, forfeited,
  fundingWithdrawn, issued, NORTH, pathChanged, personFactWithdrawn, placed, registeredIn, removed,
  schoolingWithdrawn, secondHand, SOUTH, stateFunded, staysIn, transferred, WEST,
} from '../support/events.js';
import { asFacts, factId } from '../support/given-when-then.js';

type FactEvent = Event<string, FactTimes>;

/** Few days, around those that rules turn on, so that facts meet. */
export const day: fc.Arbitrary<CivilDate> = fc.oneof(
  fc.constantFrom(
    '2025-06-05', '2025-06-30', '2025-07-01', '2025-07-20', '2025-08-04', '2025-08-18', '2025-08-25',
    '2025-09-15', '2025-09-16', '2025-12-31', '2026-01-01', '2026-02-28', '2026-06-05', '2026-07-01',
    '2026-08-17',
  ),
  fc.nat(500).map((days) => addDays('2025-06-01', days)),
);

const reportedAt = fc.constantFrom(
  undefined, '2025-08-20T08:00:00Z', '2025-08-20T08:00:00.500Z', '2025-10-01T00:00:00Z',
  '2026-03-01T12:00:00Z',
);
const unit = fc.constantFrom(NORTH, NORTH, SOUTH, WEST);
const studyPath = fc.constantFrom('NA', 'NANAT', 'TE', 'IMVNA');
const priceVariant = fc.constantFrom(undefined, undefined, 'Lit');

const atUnit = fc.record({ validOn: day, reportedAt, unit });
const onPath = fc.record({ validOn: day, reportedAt, unit, studyPath, priceVariant });

/** What schools report, removals that name nothing included. */
export const schoolReport: fc.Arbitrary<SchoolingEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(onPath, fc.constantFrom(undefined, undefined, '2022-08-15'))
    .map(([said, educationBegan]) => enrolled({ ...said, educationBegan })) },
  { weight: 3, arbitrary: onPath.map((said) => placed({ ...said, validOn: '2025-07-01' })) },
  { weight: 1, arbitrary: onPath.map((said) => placed(said)) },
  { weight: 2, arbitrary: fc.tuple(onPath, fc.option(unit, { nil: undefined }))
    .map(([said, fromUnit]) => transferred({ ...said, fromUnit })) },
  { weight: 2, arbitrary: onPath.map((said) => pathChanged(said)) },
  { weight: 2, arbitrary: fc.tuple(atUnit, fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }))
    .map(([said, days]) => breakPlanned({
      ...said, expectedEnd: days === undefined ? undefined : addDays(said.validOn, days),
    })) },
  { weight: 1, arbitrary: atUnit.map((said) => breakEnded(said)) },
  { weight: 3, arbitrary: atUnit.map((said) => droppedOut(said)) },
  { weight: 2, arbitrary: fc.tuple(atUnit, fc.constantFrom('enrolment', 'dropout', 'transfer'))
    .map(([said, removes]) => removed({ ...said, removes })) },
  { weight: 2, arbitrary: atUnit.map((said) => forfeited(said)) },
  { weight: 2, arbitrary: fc.record({
    validOn: day, reportedAt, unit, outcome: fc.constantFrom('ends', 'ends', 'goes-on'),
    decidedOn: fc.constantFrom('2025-10-10', '2025-11-03', '2026-02-02'),
    awaySince: fc.constantFrom('2025-09-01', '2025-09-22'),
  }).map((said) => absenceDecided(said)) },
  { weight: 2, arbitrary: fc.record({ validOn: day, reportedAt, unit: fc.option(unit, { nil: undefined }) })
    .map((said) => disputeDecided({ ...said, inFavourOf: said.unit === undefined ? 'nobody' : 'unit' })) },
);

export const document: fc.Arbitrary<DocumentEvent> = fc.record({
  validOn: day, reportedAt, unit: fc.option(unit, { nil: undefined }),
  document: fc.constantFrom('examensbevis', 'studiebevis', 'gymnasieintyg'),
}).map((said) => issued(said));

const municipality = fc.constantFrom('1407', '1480', '1481', '9900');
const source = fc.constantFrom('population-register', 'school-system', 'case-worker');
const ofPerson = fc.record({ validOn: day, reportedAt, source });

/** What is said of where somebody lives. */
export const personReport: fc.Arbitrary<PersonEvent> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(ofPerson, municipality, fc.option(municipality, { nil: undefined }))
    .map(([said, to, movedFrom]) => registeredIn({ ...said, municipality: to, movedFrom })) },
  { weight: 2, arbitrary: fc.tuple(ofPerson, municipality)
    .map(([said, where]) => staysIn({ ...said, municipality: where })) },
  { weight: 1, arbitrary: ofPerson.map((said) => emigrated(said)) },
  { weight: 1, arbitrary: ofPerson.map((said) => died(said)) },
);

/** Reports that differ in what they say. */
export const reports = <E extends FactEvent>(report: fc.Arbitrary<E>, maxLength = 12): fc.Arbitrary<E[]> =>
  fc.uniqueArray(report, { maxLength, selector: canonicalJson });

type Withdraw<E> = (said: { withdraws: string; validOn: CivilDate }) => E;

/** Facts, with withdrawals of some of them and of some withdrawals. */
const history = <E extends FactEvent>(
  said: fc.Arbitrary<E[]>, withdraw: Withdraw<E>,
): fc.Arbitrary<Fact<E>[]> => {
  const withdrawals = fc.array(fc.tuple(fc.nat(), day), { maxLength: 4 });
  return fc.tuple(said, withdrawals).map(([events, targets]) => {
    const all = [...events];
    for (const [target, validOn] of targets) {
      if (all.length > 0) all.push(withdraw({ withdraws: factId(1 + (target % all.length)), validOn }));
    }
    return asFacts(all);
  });
};

export const schoolingHistories = history(reports(schoolReport), schoolingWithdrawn);
export const personHistories = history(reports(personReport, 8), personFactWithdrawn);
export const documents = reports(document, 2).map(asFacts);

const decidedFor = fc.record({
  validOn: day, reportedAt, until: fc.constantFrom(undefined, '2026-03-01', '2027-01-01'),
}).filter(({ validOn, until = '9999-12-31' }) => validOn < until);

/** What is decided on how a place is paid for. */
export const fundingDecision: fc.Arbitrary<FundingEvent> = fc.oneof(
  fc.tuple(decidedFor, fc.constantFrom('1407', '1480'), fc.constantFrom(undefined, 60))
    .map(([said, of, percent]) => extendedStudyDecided({ ...said, municipality: of, percent })),
  fc.tuple(decidedFor, unit, fc.constantFrom(undefined, '1480'), fc.integer({ min: 1, max: 5 }))
    .map(([said, of, payer, parts]) => costShared({
      ...said, unit: of, remainder: { parts: 2 },
      others: [{ payer: '232100-0131', parts }, ...(payer === undefined ? [] : [{ payer, parts: 3 }])],
    })),
  fc.tuple(
    decidedFor, unit, fc.constantFrom('extra-support', 'programme-support'), fc.integer({ min: 1, max: 9 }),
  )
    .map(([said, of, item, ore]) => amountDecided({ ...said, unit: of, item, perYearOre: ore * 777_777 })),
  decidedFor.map((said) => asylumClaimed({ ...said, municipality: '1480' })),
  decidedFor.map((said) => stateFunded(said)),
  fc.tuple(decidedFor, unit).map(([said, of]) => secondHand({ ...said, unit: of })),
  fc.record({ validOn: day, reportedAt, unit }).map((said) => extraCost({ ...said, municipality: '1480' })),
  fc.record({ validOn: day, reportedAt }).map((said) => claimSent({ ...said, municipality: '1480' })),
);

export const fundingHistories = history(reports(fundingDecision, 4), fundingWithdrawn);

/** Something, and the same in another order of arrival. */
export const shuffled = <T>(list: fc.Arbitrary<T[]>): fc.Arbitrary<[T[], T[]]> => list.chain((one) =>
  fc.shuffledSubarray(one, { minLength: one.length, maxLength: one.length }).map((other) => [one, other]));
