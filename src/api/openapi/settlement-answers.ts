import type { TProperties } from '@sinclair/typebox';
import { settingMarks } from '../../domain/cost/setting-marks.js';
import { pupil } from './answers.js';
import {
  count, day, flag, id, list, next, oneOf, optional, ore, pageOf, position, shape, text,
} from './shape.js';

const month = text('Calendar month, as yyyy-mm');

/** By which version of the rules something was reckoned, and by which it is now. */
export const rulesChange = shape({
  then: optional(count('Version of the rules then; absent where it was not noted')),
  now: count('Version of the rules after it'),
}, 'Where the program reckons otherwise from the same facts: by which versions of its rules');

const settlement: TProperties = {
  settlement: id(), through: text('The last month that is settled, as yyyy-mm'),
  stage: oneOf(['prepared', 'superseded', 'approved', 'issued', 'abandoned'], 'Where it has come'),
  validOn: day('The day it was worked out on'), position: position('Where in the ledger it was worked out'),
  persons: count('Pupils with lines'), lines: count(), debitOre: ore(), creditOre: ore(),
  digest: text('SHA-256 over all lines: the same only if every line is'),
  rules: optional(count('Version of the rules it was reckoned by; absent where it was not noted')),
  preparedBy: text('Who prepared it'),
  approved: optional(shape({ by: text('Who approved it'), on: day() })),
  reachesBackTo: optional(text('By decision: everything from this month on, as yyyy-mm')),
  reason: optional(text('Why it reaches back, as a code')),
  outside: optional(shape({
    persons: count(), lines: count(), debitOre: ore(), creditOre: ore(),
  }, 'What is left out, being of months too long ago; absent where nothing is')),
};

export const settlementShape = shape(settlement);
export const settlementsShape = shape({ items: list(settlementShape), next });

const whose: TProperties = {
  payer: text('Municipality that pays'), unit: text('School unit code'), principal: text('Whoever is paid'),
  studyPath: text('Study path code'),
};

const reasons = [
  'reported-late', 'removed', 'payer-changed', 'school-changed', 'days-changed', 'price-changed',
];

const line: TProperties = {
  kind: oneOf(['first', 'difference'], 'For the first time, or what changes a line issued before'),
  person: pupil, month, from: day('First day'), to: day('The day after the last'), ...whose,
  variant: optional(text('Price variant')), item: optional(text('What is paid besides the price, if that')),
  days: ore('Calendar days; below zero: fewer than were issued'),
  ore: ore('Below zero: a credit'),
  vatOre: optional(ore('VAT compensation in it; absent where the payee gets none, or was told of none')),
  perYearOre: optional(ore('Price per year')), priceId: optional(id('Event that the price comes from')),
  priceStanding: optional(oneOf(['preliminary', 'decided'])),
  counting: optional(text('How days were counted: rule, version and settings')),
  policy: optional(text('Policy by name')), policyId: optional(id('Event that set it')),
  agreement: optional(text('Agreement by name')), agreementId: optional(id('Event that set it')),
  priceRule: optional(text('Price rule, where not the usual one')),
  higherPriceId: optional(id('Price that was not taken, being the higher of two')),
  higherPerYearOre: optional(ore()),
  decisionId: optional(id('Event that decided how the place is paid for')),
  share: optional(text('Which part of the amount is paid, where several pay')),
  paidPercent: optional(count('How much of the price is paid by that decision')),
  reason: optional(oneOf(reasons, 'Why it comes after its month was settled')),
  refersTo: optional(text('Id of the line that is changed')),
  policies: optional(list(shape({
    policy: text('Policy by name'), policyId: optional(id('Event that set it')),
  }), 'Of a line that corrects: what it rests on now, or rested on where nothing is left')),
  because: optional(list(shape({
    what: text('Type of the event; `deadline-passed`; `rules-changed` where another version of the program '
      + 'reckons otherwise; `not-told` where it is not for the reader'),
    event: optional(id()), validOn: optional(day()), reportedAt: optional(text('Instant, where it was said')),
    recordedAt: optional(text('Instant that the ledger knew')), rules: optional(rulesChange),
  }), 'Of a line that corrects: what caused it, found when it is asked for')),
};

export const draftLinesShape = pageOf(line);

/** A line with its id and the settlement that issued it. */
export const issuedLine: TProperties = {
  ...line, id: text('Id of the line'), settlement: id(), position: position('Where it was worked out'),
};
export const settlementLinesShape = pageOf(issuedLine);
export const settlementSumsShape = shape({
  items: list(shape({
    ...whose, month, days: ore('Calendar days'), debitOre: ore(), creditOre: ore(),
    vatOre: ore('VAT compensation in both'),
  })),
});

const reconciled: TProperties = {
  issuedOre: ore('What was issued'), issuedVatOre: ore('VAT compensation in it'),
  rightOre: ore('What is right now'), rightVatOre: ore('VAT compensation in it'),
  ore: ore('Right less issued'), vatOre: ore('The same of VAT compensation'),
  unexplainedOre: ore('What no line explains: anything but 0 is a fault'),
  unexplainedVatOre: ore('The same of VAT compensation; other than 0, too, where lines were issued before '
    + 'they told any'),
};

export const reconciliationShape = shape({
  position: position('Where in the ledger it was worked out'),
  through: optional(text('The last month that is settled, as yyyy-mm; absent where nothing is')),
  settlements: list(shape({
    settlement: id(), through: text(), validOn: day(), approved: settlement.approved!,
    debitOre: ore(), creditOre: ore(), vatOre: ore('VAT compensation in both'),
    erasedOre: optional(ore('Of a whole settlement: what has no lines any more, records being erased')),
  }), 'Every issued settlement, and what it comes to for those who are asked for'),
  items: list(shape({
    payer: whose.payer!, principal: whose.principal!, month, ...reconciled,
    because: list(shape({
      reason: oneOf(reasons), lines: count(), ore: ore(), vatOre: ore('VAT compensation in it'),
      isLeftOut: flag('Left out of the next settlement, being too long ago: it takes a decision'),
    })),
  })),
  next,
  total: shape(reconciled, 'Of all settled months, those without a difference too'),
});

const policyUsed = shape({
  name: text('Policy by name'), id: optional(id('Event that set it; absent: built in')),
  validOn: optional(day('First day it held')), counting: text('Rule, version and settings'),
  augustStartPaysFromJuly: flag(), dropoutDay: text(), documentPays: text(), confirmBy: text('As mm-dd'),
  correctsYearsBack: count(), reportsWithinDays: count(), extendedStudy: text(), supportLasts: text(),
});

export const statementShape = shape({
  settlement: settlementShape,
  part: shape({ payer: optional(text()), principal: optional(text()), unit: optional(text()) },
    'Whose lines; of everybody where it says nothing'),
  lines: list(shape(issuedLine)),
  total: shape({ lines: count(), days: ore('Calendar days'), debitOre: ore(), creditOre: ore(),
    vatOre: ore('VAT compensation in what is to be paid'),
    roundingOre: optional(ore('What rounding it to whole kronor adds, where that was asked for')) }),
  policies: list(policyUsed, 'Every policy that lines charged for the first time were charged by'),
  marks: shape(
    Object.fromEntries(Object.keys(settingMarks).map((setting) => [setting, text()])),
    'What each setting rests on: law [L], another source [S], or a proposal [P] to be confirmed',
  ),
});
