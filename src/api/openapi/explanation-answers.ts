import type { TProperties } from '@sinclair/typebox';
import { priceParts } from './answers.js';
import { issuedLine, rulesChange, settlementShape } from './settlement-answers.js';
import {
  anything, count, day, flag, id, instant, list, oneOf, optional, ore, position, shape, text,
} from './shape.js';

const restsOn = shape({
  mark: oneOf(['L', 'S', 'P', 'inferred'], 'Law, a source of practice, a proposal, our reading'),
  source: text('The paragraph, the source, or what is proposed'), sourceInSwedish: text('The same'),
}, 'What the rule rests on');

const key = shape({
  year: count('Calendar year'), principal: text('Kind of principal'), studyPath: text('Empty is any'),
  variant: optional(text()), begun: optional(text()), unit: optional(text()), basis: optional(text()),
  owner: optional(text()),
}, 'Which placements it is for');

const price: TProperties = {
  id: id('Event that published it'), perYearOre: ore('Öre per pupil and year'),
  standing: oneOf(['preliminary', 'decided']), validOn: day('First day it holds'), key,
  reportedAt: optional(instant('When it was decided')), origin: optional(text('Where it was read')),
  parts: priceParts,
};

export const priceShape = shape(price, 'The price it was reckoned at');
export { restsOn as restsOnShape };

const fact = shape({
  position: position(), id: id('Event id'), stream: text(), revision: count(), category: text(),
  type: text('What happened'), summary: text('The same in a sentence'),
  recordedAt: instant('When the ledger took it'), validOn: optional(day('From when it holds')),
  reportedAt: optional(instant('When the source said so')), person: optional(id()), actor: text(),
  organisation: text(), delivery: optional(id()), line: optional(count()), commandId: id(),
  withdraws: optional(id()), reason: optional(text()),
  erased: flag(), data: optional(anything('What was said')),
});

const policy = shape({
  name: text(), id: optional(id('Event that set it; absent for the one that is built in')),
  counting: text('Rule, version and settings'), augustStartPaysFromJuly: flag(),
  dropoutDay: text(), documentPays: text(), confirmBy: text('Month and day'), correctsYearsBack: count(),
  reportsWithinDays: count(),
  extendedStudy: text('Whether study beyond the years of the education is paid'),
  supportLasts: text('How long support of programinriktat val is paid'),
}, 'How days are counted and paid');

const decision: TProperties = {
  id: id('Event that decided it'),
  agreement: optional(text('The agreement that it is part of, where it is no decision on the place')),
  paidPercent: optional(count('How much of the price is paid')), restsOn,
};

const explainedLine: TProperties = {
  month: text('Calendar month, as yyyy-mm'), from: day('First day'), to: day('The day after the last'),
  days: count('Calendar days'), ore: ore('The amount that is explained'),
  payer: text('Municipality that pays'), payerBasis: text('What says that it pays'), payerRestsOn: restsOn,
  unit: text('School unit code'), unitName: text('Its name on the first day'),
  principal: shape({ id: text(), name: text(), kind: text() }, 'Whoever is paid'),
  studyPath: text(), variant: optional(text('Price variant')),
  beyondStay: list(shape({ setting: text('Setting of the policy'), restsOn }),
    'Why days before or after the stay are paid'),
  item: optional(text('What is paid besides the price, in a line of its own')),
  price: optional(shape({
    ...price, rule: text('Price rule'), asked: list(text(), 'Where it looks, in order'), restsOn,
    higher: optional(shape(price, 'Not taken, being the higher of two')),
  })),
  agreement: optional(shape({ name: text(), id: id('Event that set it'), validOn: optional(day()) })),
  policy,
  counting: shape({
    rule: text('By name'), version: count(), settings: anything('As the policy has them'),
    summary: text('In a sentence'), summaryInSwedish: text('The same'), restsOn,
  }),
  decision: optional(shape(decision, 'Where it took a decision on the place')),
  extendedStudy: optional(shape(decision, 'The decision on extended study, where another decided too')),
  secondHand: optional(shape(decision, 'The decision that the place was taken in second hand')),
  amount: shape({
    perYearOre: ore('Price per year, or the part of it that is paid'),
    share: optional(text('Which part of both sums is paid, where several pay, as 1/2 or rest-1/2')),
    countedBefore: count('What the rule had counted of the claim before the line'),
    counted: count('What it counts in the line'), partsBefore: count('Parts of the price earned before'),
    parts: count('Parts earned with the line'), partsPerYear: count('Parts of a whole year'),
    oreBefore: ore('What the parts before cost, rounded once'),
    oreWith: ore('What all parts cost, rounded once'),
    restsOn,
  }, '`oreWith` less `oreBefore` is the amount'),
  vat: optional(shape({
    ore: ore('How much of the amount compensates for VAT'),
    perYearOre: ore('In the price per year, or in the part of it that is paid'), restsOn,
  }, 'Reckoned as the amount is; absent where the payee gets none')),
  facts: list(fact, 'Enough for the line to come out as it does, of which none could be left out; and what '
    + 'was decided or taken back, where the line would be another without it'),
  withheld: count('How many more there are that your role does not see'),
};

export const explanationShape = shape({
  person: id(), month: text(), lookedAt: day('The day of looking'),
  knownAt: optional(position('Up to where the ledger was known')), lines: list(shape(explainedLine)),
});

const published = id('Event of a price, policy, agreement or school unit');
const asSet: TProperties = {
  id: published, type: text('What was set'), validOn: optional(day('From when it holds')),
  reportedAt: optional(instant('When it was decided')), recordedAt: instant('When the ledger took it'),
  data: optional(anything('What was said')),
};

export const issuedExplanationShape = shape({
  line: shape(issuedLine), settlement: settlementShape,
  issuedBefore: list(shape(issuedLine), 'Issued under the same key before, in that order'),
  right: list(shape(explainedLine), 'What was right under the key, as known when the line was worked out'),
  rules: optional(rulesChange),
  causes: optional(shape({
    facts: list(fact, 'Recorded in between; none of them could be left out'), withheld: count(),
    published: list(published, 'Set or withdrawn since; without any of them the amount would be another'),
    gone: list(published, 'What lines rested on then, and do not now: prices that were others, and terms '
      + 'where such are among the causes'),
    set: list(shape(asSet), 'What was said by the events of `published` and `gone`'),
    registerChanged: flag('Whether the register of schools says otherwise of the unit, which changes them'),
    deadlinePassed: flag('Whether the deadline of a summer placement passed in between'),
    rules: optional(rulesChange),
  }, 'Of a difference: what made it')),
});
