import { formatKronor, type Ore } from '../../../domain/shared/money.js';
import type { PartNames, Phrases } from './phrases.js';

const PARTS: PartNames = {
  DAILY_CALENDAR: ['day', 'days'], SNAPSHOT: ['month', 'months'],
  PER_STARTED_FOUR_WEEKS: ['period of four weeks', 'periods of four weeks'],
};

const kronor = (ore: Ore): string => `${formatKronor(ore)} kr`;
const counted = (count: number, [one, more]: readonly [string, string]): string =>
  `${count} ${count === 1 ? one : more}`;

export const english: Phrases = {
  labels: {
    pupil: 'Pupil', days: 'Days', payer: 'Paid by', payee: 'Paid to', studyPath: 'Study path',
    besides: 'Besides', because: 'Because of', beyondStay: 'Beyond stay', price: 'Price',
    notTaken: 'Not taken', decision: 'Decision', counting: 'Counting', policy: 'Policy',
    agreement: 'Agreement', amount: 'Amount', vat: 'VAT', line: 'Line', issued: 'Issued', right: 'Right',
  },
  marks: { L: 'L', S: 'S', P: 'P', inferred: 'inferred' },
  payerBases: {
    'registered': 'registered there', 'moved-from': 'moved from there', 'stay': 'stays there',
    'observed': 'named by the schools', 'state': 'the state pays', 'shared': 'bears a part',
  },
  principals: { municipal: 'municipal', region: 'a region', independent: 'independent' },
  items: {
    'extra-support': 'an additional amount for extraordinary support',
    'mother-tongue': 'an additional amount for mother tongue teaching',
    'structural': 'a structural supplement', 'programme-support': 'support in programinriktat val',
  },
  beyond: {
    augustStartPaysFromJuly: 'an August start is paid from 1 July',
    documentPays: 'a final document pays through June', dropoutDay: 'the day of the dropout is paid',
  },
  standings: { preliminary: 'preliminary', decided: 'decided' },
  priceRules: {
    'internal': 'the municipality\'s own school', 'agreed-list': 'the list that was agreed',
    'provider-cost': 'what it costs the provider', 'second-hand': 'second hand, the lower of two costs',
    'programme-choice': 'what it costs the provider, at most what it costs at home',
    'home-or-joint-list': 'the home municipality\'s list or the joint one',
    'agreed-only': 'an agreed price alone', 'national-list': 'the national price list',
  },
  priceSources: {
    decision: 'a decision on the education', agreement: 'the list of the agreement',
    payer: 'that of who pays', payee: 'that of who is paid', general: 'a general list',
    national: 'the national price list',
  },
  settings: {
    augustStartPaysFromJuly: 'an August start is paid from 1 July', dropoutDay: 'the day of a dropout is',
    documentPays: 'a final document in May or June pays', confirmBy: 'a summer placement is confirmed by',
    extendedStudy: 'study beyond the years of the education is paid',
    supportLasts: 'support in programinriktat val is paid for',
  },
  values: {
    'true': 'yes', 'false': 'no', 'first-unpaid': 'the first unpaid one', 'last-paid': 'the last paid one',
    'through-june': 'through 30 June', 'to-document-date': 'up to its date', 'paid': 'yes',
    'by-decision': 'on a decision', 'twelve-months': 'twelve months', 'two-terms': 'two terms',
  },
  countingSettings: {
    day: 'measuring day', exceptions: 'except', months: 'month', on: 'on', outsideTerm: 'outside of term',
    from: 'from', through: 'through',
  },

  nothing: 'Nothing is paid that you may see.',
  marksMean: 'Marks: [L] law, [S] a source of today\'s practice, [P] a proposal, [inferred] our reading.\n'
    + 'Times are Swedish.',
  somePupil: 'a pupil',
  protectedPupil: 'protected identity; the events below tell which line it is',
  builtIn: 'built in',
  higherOfTwo: 'being the higher of two',
  ofAgreement: (name) => `the agreement ${name}`,
  ofProgramme: (studyPath) => `the price of ${studyPath}, the programme that it is aimed at`,
  gone: 'does not hold for these days any more',
  registerChanged: 'the register of schools says otherwise of the unit',
  deadlinePassed: 'the deadline of a summer placement has passed',
  rulesChanged: ({ then, now }) => `reckoned by another version of the rules: ${then ?? '?'}, now ${now}`,
  rulesSince: ({ then, now }) => `the line was reckoned by version ${then ?? '?'} of the rules; by `
    + `version ${now}, which follows below, it comes to another amount`,

  source: ({ source }) => source,
  summary: ({ summary }) => summary,
  amount: formatKronor,
  kronor,
  title: (ore, month) => `Why ${kronor(ore)} for ${month}`,
  issuedTitle: (ore, month) => `Why ${kronor(ore)} for ${month}, issued`,
  daysBetween: (count, first, last) => `${counted(count, ['day', 'days'])}, ${first} through ${last}`,
  atUnit: (name, code) => `for ${name} (${code})`,
  variant: (code) => `variant ${code}`,
  fact: (type) => type.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  said: (instant) => `said ${instant}`,
  recorded: (instant) => `recorded ${instant}`,
  event: (id) => `event ${id}`,
  notTold: (count) => `${count} more that ${count === 1 ? 'is' : 'are'} not told here`,
  perYear: (ore, standing, from) => `${kronor(ore)} a year, ${standing}, from ${from}`,
  byRule: (rule, asked) => `by the rule: ${rule}; asked in this order: ${asked.join(', ')}`,
  version: (rule, version) => `${rule}, version ${version}`,
  percentPaid: (percent) => `${percent} % of the price is paid`,
  parts: (rule, count) => counted(count, PARTS[rule] ?? ['part', 'parts']),
  ofClaim: (parts) => `${parts} of the claim`,
  share: (parts, isRest) => (isRest ? `, of which what ${parts} leaves` : `, of which ${parts}`),
  withDays: (parts, sum) => `with these days, ${parts}: ${sum}`,
  withoutDays: (parts, sum) => `without them, ${parts}: ${sum}`,
  theLine: (difference) => `the line: ${difference}`,
  vatOfLine: (ore, perYearOre) => `${kronor(ore)} of the line compensates for VAT: reckoned alike, at `
    + `${kronor(perYearOre)} a year`,
  vatOfIt: (ore) => `${kronor(ore)} of it`,
  ofSettlement: (through, workedOut) => `of the settlement through ${through}, worked out on ${workedOut}`,
  issuedBefore: (ore, kind, line) =>
    `${kronor(ore)} ${kind === 'first' ? 'for the first time' : 'as a difference'}, line ${line}`,
  asKnownThen: (ore) => `${kronor(ore)}, as it was known then; see below`,
};
