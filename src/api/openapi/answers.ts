import { type TProperties, type TSchema } from '@sinclair/typebox';
import { WITHHELD } from '../../application/access/disclosure.js';
import { DELIVERY_STATES } from '../../domain/delivery/outcome.js';
import { PRICE_CHANGES } from '../../domain/price-list/check-list.js';
import { PRICE_PARTS } from '../../domain/price-list/price-parts.js';
import { remedies } from '../../domain/cost/remedies.js';
import { IDENTITY_LEVELS, PROTECTIONS } from '../../domain/person/events.js';
import { MUNICIPALITY_BASES } from '../../domain/person/municipality.js';
import { CONSENT_FLAGS } from '../../domain/schooling/consent.js';
import { WAITS } from '../../domain/schooling/standing.js';
import { STAY_BEGINNINGS, STAY_ENDINGS } from '../../domain/schooling/stay.js';
import { ANOMALIES } from '../../domain/schooling/stays.js';
import { CATEGORIES } from '../../domain/shared/event.js';
import { WAYS_OF_LEAVING } from '../../projections/caseload/collections.js';
import {
  anything, count, day, flag, id, instant, list, oneOf, optional, ore, orNull, pageOf, position,
  shape, text,
} from './shape.js';

/** What every route answers: each field, whether it is always there, and what it means. */

const period: TProperties = {
  from: day('First day'), to: day('The day after the last; 9999-12-31 where there is no end'),
};
const look: TProperties = {
  since: day('First day of looking on which this is what one sees (`lookedAt`)'),
  until: day('The day after the last of them'),
};
const about: TProperties = {
  person: id(), protected: flag('Whether the identity is protected'),
  name: orNull(text('`Family, Given`; null for protected persons, where no source says, and for roles that '
    + 'see no names')),
};
const unit = text('School unit code');
const municipality = text('Municipality code; empty where no source says');
const studyPath = text('Study path code; empty where no source says');
const isHidden = 'null for protected persons, where it is not the caller\'s own';
const school = orNull(text(`School unit code; ${isHidden}`));
const home = orNull(text(`Municipality code; empty where no source says; ${isHidden}`));

export const placementsShape = pageOf({
  ...about, ...period, ...look, unit: school, studyPath, municipality: home,
  schoolYear: orNull(text('1 to 9')),
  provisional: flag('Rests on a summer placement that no start has confirmed yet'),
  overlapping: flag('Another school claims the pupil too'), onBreak: flag('On a planned break'),
});

export const leftShape = pageOf({
  ...about, ...period, ...look, unit: school, municipality: home, leftOn: day(),
  how: oneOf(WAYS_OF_LEAVING, 'How it ended at the unit'),
});

export const overlapsShape = pageOf({
  ...about, ...period, ...look, unit: school, municipality: home,
  otherUnit: orNull(text('The other school unit; the same where it claims the pupil on two study paths')),
  studyPath: orNull(text('Where both are one unit')), otherStudyPath: orNull(text('The other of the two')),
  inFavourOf: orNull(text('School unit that it was decided to pay, or `nobody`; null while it is undecided')),
  decision: orNull(id('Event that decided it')),
});

export const flagsShape = pageOf({
  ...about, ...look, kind: oneOf([...ANOMALIES, ...WAITS, ...CONSENT_FLAGS]), unit: school, on: day(),
  factId: id('Event that is meant'),
});

export const lateMovesShape = pageOf({
  ...about, ...period, ...look, municipality: home,
  change: oneOf(['came', 'went'], 'Whether the days came to the municipality, or went from it'),
  other: orNull(text('Whom they came from or went to; null for protected persons')),
  knownOn: day('When the ledger learnt of it'),
  halfYears: list(text(), 'Half-years that were over then and have other days now, as 2025-H2'),
  firstMonth: text('First month that was over then and is paid by another now'),
  lastMonth: text('The last of them'),
});

const numberKinds = list(oneOf(['personal', 'coordination', 'temporary', 'asylum']), 'Kinds of number');

export const lookalikesShape = pageOf({
  ...about, ...look, unit: school, kinds: numberKinds,
  others: list(shape({
    person: id(), name: about['name']!, kinds: numberKinds,
    birth: oneOf(['same', 'unknown'], 'Whether the numbers speak of one day of birth; of one, of none'),
  }), 'Who the person may be; neither was told apart from the other'),
});

export const countsShape = shape({
  items: list(shape({
    municipality: optional(municipality), unit: optional(unit), studyPath: optional(studyPath),
    placements: count('Pupils; whoever two schools claim counts at both'),
  })),
});

/** Of a line about money. */
export const pupil =
  orNull(id('Null for a pupil whose identity is protected, unless the caller may see those'));

const owed: TProperties = {
  payer: text('Municipality that pays, `state`, or another who bears a part'), unit,
  principal: text('Whoever is paid'), studyPath,
};
const days = { days: count('Calendar days'), ore: ore() };
const sum: TProperties = {
  ...days, vatOre: ore('How much of it compensates for VAT; 0 where the payee gets none'),
};

export const allocationShape = pageOf({ ...owed, ...sum }, {
  total: shape(sum, 'What all pages come to'),
});

export const costSumsShape = pageOf({
  payer: optional(owed.payer!), principal: optional(owed.principal!), unit: optional(unit),
  programme: optional(text('The first two positions of the study path')), studyPath: optional(studyPath),
  month: optional(text('Calendar month, as yyyy-mm')), ...sum,
}, { total: shape(sum, 'What all pages come to') });

const payerBases = [...MUNICIPALITY_BASES, 'state', 'shared'];

export const linesShape = pageOf({
  ...owed, ...days, ...period, person: pupil, payerBasis: oneOf(payerBases, 'What says that it pays'),
  priceId: id('Event that the price comes from'), priceStanding: oneOf(['preliminary', 'decided']),
  perYearOre: ore('Price per year'),
  policy: text('Policy it was paid by; `default` where no agreement holds'),
  policyId: optional(id('Event that set the policy; absent for the one that is built in')),
  counting: text('Rule its days were counted by, with version and settings'),
  agreement: optional(text('Agreement it rests on')), agreementId: optional(id('Event that set it')),
  priceRule: optional(text('Price rule, if the agreement names another than the law gives')),
  higherPriceId: optional(id('Price that was not taken because it is the higher of two')),
  higherPerYearOre: optional(ore('That price, per year')),
  decisionId: optional(id('Event that decided how the place is paid for')),
  paidPercent: optional(count('How much of the price is paid by that decision, where not all')),
  item: optional(text('What is paid besides the price of the place, in a line of its own')),
  share: optional(text('Which part of the amount is paid, where several pay, as 1/2 or rest-1/2')),
  vatOre: optional(ore('VAT compensation in the amount; absent where the payee gets none')),
});

export const deviationsShape = pageOf({
  ...period, ...look, person: pupil, unit, studyPath,
  kind: oneOf(Object.keys(remedies)), remedy: text('What would resolve it'),
  payer: optional(text('Whoever would pay, as far as anybody says')),
  principal: optional(text('Whoever would be paid, if the unit is known')),
  priceRule: optional(text('Of a missing price, the rule that says which prices are asked')),
  asked: optional(list(text(), 'What prices rest on that the rule asks for, in order')),
  event: optional(id('The report that it is about, where it is about one')),
  newsOn: day('Of a report that came late, the day the ledger learnt of it; else the last of days'),
});

export const deviationCountsShape = shape({ items: list(shape({
  kind: oneOf(Object.keys(remedies)), deviations: count(), persons: count('How many pupils they are of'),
  isCharged: flag('Whether their days are charged all the same, with a question mark'),
})) });

const standing = oneOf(['preliminary', 'decided']);

/** Parts of a yearly price. */
export const priceParts = optional(shape(
  Object.fromEntries(PRICE_PARTS.map((part) => [part, optional(ore())])), 'Parts of it, as decided',
));

const priceKey = shape({
  year: count('Calendar year'), principal: text('Kind of principal'), studyPath: text('Empty is any'),
  variant: optional(text()), begun: optional(text()), unit: optional(text()), basis: optional(text()),
  owner: optional(text()),
}, 'Which placements it is for');
const place = count('Place in the list, from 0');
const holds = { validOn: day(), until: optional(day()) };
const inForce = { id: id(), perYearOre: ore(), standing, validOn: day() };
const difference = {
  perYearOre: ore('Price per year'),
  change: oneOf(PRICE_CHANGES, 'Against what is in force'),
  then: optional(shape({ perYearOre: ore(), standing, validOn: day() },
    'What would hold for the key on its first day, where it gives way to that')),
  before: optional(shape(inForce, 'What is in force')),
  instead: optional(shape({ ...inForce, key: priceKey }, 'What a less specific key has of a new one')),
  gap: optional(shape(period, 'Days of the year for which no price would answer until it does')),
  gapAfter: optional(shape(period, 'Days of the year for which no price would answer once it has ended')),
  reachesBack: optional(shape({ mark: text(), source: text() },
    'It lowers a grant to independent schools for days gone by, which the law leaves open')),
};
const broken = { code: text(), field: optional(text()), rule: text() };
const untouched = list(shape({
  id: id(), key: priceKey, perYearOre: ore(), standing, ...holds, reportedAt: optional(instant()),
  parts: priceParts, origin: optional(text()),
}), 'Prices in force of the same years, principals and bases that the list does not speak of');

export const priceCheckShape = shape({
  refused: list(shape({ index: place, ...broken }),
    'Prices for which the list would be refused; then nothing is compared'),
  differences: list(shape({ index: place, ...difference })), untouched,
});

const row = count('Line of the file');

export const priceFileCheckShape = shape({
  lines: count('Rows of the list'),
  refused: list(shape({ line: row, ...broken }),
    'Rows that would be refused; of a list in our own form nothing is compared then'),
  differences: list(shape({ line: row, key: priceKey, ...holds, ...difference })), untouched,
  problem: optional(shape({ code: text(), rule: text() }, 'Why it cannot be read to its end')),
});

const category = oneOf(CATEGORIES, 'Kind of record');

export const trailShape = pageOf({
  position: position(), id: id('Event id, by which it can be withdrawn'), stream: text('The record it is in'),
  revision: count('Place in that record, from 0'), category, type: text('What happened'),
  summary: text('The same in a sentence'), recordedAt: instant('When the ledger took it'),
  validOn: optional(day('From when it holds')), reportedAt: optional(instant('When the source said so')),
  person: optional(id()), actor: text('Who recorded it'), organisation: text('For whom'),
  delivery: optional(id()), line: optional(count('Line of the delivery')), commandId: id(),
  withdraws: optional(id('Event that this one withdraws')), reason: optional(text('Why, as a code')),
  withdrawnBy: optional(id('Event because of which this one does not hold')),
  erased: flag('What was said is destroyed'),
  data: optional(anything('What was said; see docs/reference/events.md')),
});

const partOfStay = shape({
  ...period, studyPath, schoolYear: optional(text()), priceVariant: optional(text()),
});
const atUnit: TProperties = { unit: optional(unit), on: day() };

const stay = shape({
  ...period, unit, began: oneOf(STAY_BEGINNINGS),
  ended: optional(oneOf(STAY_ENDINGS)),
  spans: list(partOfStay, 'What was studied when'), breaks: list(shape(period)),
  provisional: list(shape(period), 'Days on a summer placement that no start has confirmed'),
  starts: list(day()), educationBegan: optional(anything('By programme, when the education began')),
  tookOverFromSummerPlacement: optional(flag()),
});

/** Who somebody is, as far as the caller may see. */
export const identity: TProperties = {
  name: optional(shape({ givenName: optional(text()), familyName: optional(text()) })),
  numbers: optional(list(shape({
    value: text(), kind: text(), replaced: flag('Another number has taken its place'),
    identityLevel: optional(oneOf(IDENTITY_LEVELS, 'Of a coordination number: how sure the identity is')),
    dormant: optional(flag('Of a coordination number: it was declared dormant, which ends nothing')),
  }))),
  address: optional(anything('Street, postal code and city')),
};

const personView: TProperties = {
  lookedAt: day('The day of looking'), ...identity,
  municipalities: optional(list(shape({ ...period, municipality, basis: oneOf(MUNICIPALITY_BASES) }))),
  protection: oneOf(PROTECTIONS),
  diedOn: optional(day()), emigratedOn: optional(day()), compulsorySchoolingCompletedOn: optional(day()),
  stays: list(stay),
  beside: list(stay, 'Study paths that go on beside a stay at the same unit, as two enrolments have it'),
  lapsed: list(shape({ unit, on: day() }), 'Summer placements that came to nothing'),
  noShows: list(shape({ unit, on: day() }), 'Places that never began, by the first day of the term'),
  anomalies: list(shape({ ...atUnit, factId: id(), kind: oneOf(ANOMALIES) }), 'Reports that fit nothing'),
  decisions: list(shape({
    ...period, id: id('Event that decided it'), unit: optional(text('School unit that is paid')),
    studyPath: optional(studyPath), reason: text('Why, as a code'),
  }), 'What was decided of days that two claim; without a unit, nobody is paid'),
  claimedTwice: list(shape(period), 'Days that two schools claim, or one school on two study paths'),
  waiting: list(shape({ ...atUnit, factId: id(), because: oneOf(WAITS) }), 'Removals that wait for somebody'),
  documents: list(anything('A diploma or certificate')), contacts: list(anything('A contact or an attempt')),
  erased: list(category, 'Of these records something is destroyed'),
  withheld: list(oneOf(WITHHELD),
    'What your role does not see, whether there is any or not'),
};

export const personShape = shape({
  person: id(), today: shape(personView, 'As known now'),
  asKnownAt: optional(shape({
    knownAt: text('The instant or position that was asked for'),
    position: position('The last event that was known; empty before the first'), ...personView,
  }, 'As known at `knownAt`')),
});

export const foundShape = shape({ person: id() });

export const receiptShape: TSchema = shape({
  position: position(), eventIds: list(id(), 'Events that the command recorded; none if nothing was new'),
  repeated: flag('Whether the ledger knew it already'), person: optional(id()),
  settlement: optional(id('The settlement that was prepared')),
  report: optional(id('The half-year report that was made')),
});

export const erasedStreamShape = shape({
  stream: text(), category, case: text('Whose case it is, such as a municipality; empty where there is one'),
  position: position('Where the ledger says that it is erased'),
  repeated: flag('Whether it was erased before'),
});
export const erasedPersonShape = shape({ person: id(), streams: list(erasedStreamShape) });

export const deliveryShape = shape({
  delivery: id(), kind: oneOf([
    'school-units', 'school-roll', 'attendance', 'price-list', 'population', 'elin',
  ]),
  state: oneOf(DELIVERY_STATES, '`broken`: send it again, and it is completed'),
  lines: count(), taken: count(), known: count('Known already'), refused: count(),
  uncertain: optional(count('Lines that were being written as the store failed; sending it again tells')),
  refusals: list(shape({
    line: count('Place in the file'), field: optional(text()), code: text('See docs/reference/deliveries.md'),
    rule: text(),
  }), 'The first 1000 lines that were refused'),
  problem: optional(shape({ code: text(), rule: text() }, 'Why it is broken')),
  bytes: optional(count()), sha256: optional(text()), position: position(),
});
