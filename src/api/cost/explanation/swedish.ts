import { formatKronorInSwedish as amount, type Ore } from '../../../domain/shared/money.js';
import { causeWords } from '../../statements/cause-words.js';
import { items, settingNames, settingValues } from '../../statements/statement-words.js';
import type { PartNames, Phrases } from './phrases.js';

const PARTS: PartNames = {
  DAILY_CALENDAR: ['dag', 'dagar'], SNAPSHOT: ['månad', 'månader'],
  PER_STARTED_FOUR_WEEKS: ['fyraveckorsperiod', 'fyraveckorsperioder'],
};

/** No line breaks between an amount and its unit. */
const kronor = (ore: Ore): string => `${amount(ore)}\u00a0kr`;
const counted = (count: number, [one, more]: readonly [string, string]): string =>
  `${count} ${count === 1 ? one : more}`;

export const swedish: Phrases = {
  labels: {
    pupil: 'Elev', days: 'Dagar', payer: 'Betalas av', payee: 'Betalas till', studyPath: 'Studieväg',
    besides: 'Utöver priset', because: 'På grund av', beyondStay: 'Fler dagar', price: 'Pris',
    notTaken: 'Ej använt', decision: 'Beslut', counting: 'Dagräkning', policy: 'Regler', agreement: 'Avtal',
    amount: 'Belopp', vat: 'Moms', line: 'Rad', issued: 'Debiterat', right: 'Rätt belopp',
  },
  marks: { L: 'L', S: 'S', P: 'P', inferred: 'slutsats' },
  payerBases: {
    'registered': 'eleven är folkbokförd där', 'moved-from': 'eleven flyttade därifrån',
    'stay': 'eleven vistas där', 'observed': 'skolorna anger kommunen', 'state': 'staten betalar',
    'shared': 'bär en del av kostnaden',
  },
  principals: { municipal: 'kommunal huvudman', region: 'region', independent: 'enskild huvudman' },
  items,
  beyond: {
    augustStartPaysFromJuly: 'en augustistart betalas från den 1 juli',
    documentPays: 'ett slutdokument betalar till och med juni', dropoutDay: 'avbrottsdagen betalas',
  },
  standings: { preliminary: 'preliminärt', decided: 'fastställt' },
  priceRules: {
    'internal': 'kommunens egen skola', 'agreed-list': 'den avtalade prislistan',
    'provider-cost': 'anordnarens kostnad', 'second-hand': 'andrahandsmottagen, den lägre av två kostnader',
    'programme-choice': 'anordnarens kostnad, högst hemkommunens',
    'home-or-joint-list': 'hemkommunens eller samverkansområdets prislista',
    'agreed-only': 'enbart avtalat pris', 'national-list': 'riksprislistan',
  },
  priceSources: {
    decision: 'beslut om utbildningen', agreement: 'avtalets lista', payer: 'betalarens lista',
    payee: 'mottagarens lista', general: 'allmän lista', national: 'riksprislistan',
  },
  settings: settingNames, values: settingValues,
  countingSettings: {
    day: 'mätdag', exceptions: 'utom', months: 'månad', on: 'den', outsideTerm: 'utanför terminen',
    from: 'från och med', through: 'till och med',
  },

  nothing: 'Inget betalas som du får se.',
  marksMean: 'Märken: [L] lag, [S] en källa till dagens praxis, [P] ett förslag, [slutsats] vår tolkning.\n'
    + 'Klockslag är svensk tid.',
  somePupil: 'en elev',
  protectedPupil: 'skyddade personuppgifter; händelserna nedan visar vilken rad det är',
  builtIn: 'inbyggda',
  higherOfTwo: 'det högre av två priser',
  ofAgreement: (name) => `avtalet ${name}`,
  ofProgramme: (studyPath) => `priset för ${studyPath}, det program som den är inriktad mot`,
  gone: 'gäller inte längre för dagarna',
  registerChanged: 'skolregistret säger något annat om skolenheten',
  deadlinePassed: 'sommarplaceringens sista dag för bekräftelse har passerat',
  rulesChanged: ({ then, now }) => `beräknat med en annan version av reglerna: ${then ?? '?'}, nu ${now}`,
  rulesSince: ({ then, now }) => `raden beräknades med version ${then ?? '?'} av reglerna; med `
    + `version ${now}, som visas nedan, blir beloppet ett annat`,

  source: ({ sourceInSwedish }) => sourceInSwedish,
  summary: ({ summaryInSwedish }) => summaryInSwedish,
  amount,
  kronor,
  title: (ore, month) => `Därför är beloppet ${kronor(ore)} för ${month}`,
  issuedTitle: (ore, month) => `Därför är det debiterade beloppet ${kronor(ore)} för ${month}`,
  daysBetween: (count, first, last) =>
    `${counted(count, ['dag', 'dagar'])}, från och med ${first} till och med ${last}`,
  atUnit: (name, code) => `för ${name} (${code})`,
  variant: (code) => `prisvariant ${code}`,
  fact: (type) => causeWords[type] ?? type,
  said: (instant) => `rapporterad ${instant}`,
  recorded: (instant) => `registrerad ${instant}`,
  event: (id) => `händelse ${id}`,
  notTold: (count) => `ytterligare ${count} som inte visas här`,
  perYear: (ore, standing, from) => `${kronor(ore)} per år, ${standing}, från och med ${from}`,
  byRule: (rule, asked) => `enligt regeln: ${rule}; söks i ordningen: ${asked.join(', ')}`,
  version: (rule, version) => `${rule}, version ${version}`,
  percentPaid: (percent) => `${percent} % av priset betalas`,
  parts: (rule, count) => counted(count, PARTS[rule] ?? ['del', 'delar']),
  ofClaim: (parts) => `${parts} av anspråket`,
  share: (parts, isRest) => (isRest ? `, varav det som ${parts} lämnar kvar` : `, varav ${parts}`),
  withDays: (parts, sum) => `med de här dagarna, ${parts}: ${sum}`,
  withoutDays: (parts, sum) => `utan dem, ${parts}: ${sum}`,
  theLine: (difference) => `raden: ${difference}`,
  vatOfLine: (ore, perYearOre) => `${kronor(ore)} av raden är momskompensation: den räknas på samma sätt, `
    + `med ${kronor(perYearOre)} per år`,
  vatOfIt: (ore) => `${kronor(ore)} av beloppet`,
  ofSettlement: (through, workedOut) => `i avräkningen till och med ${through}, uträknad ${workedOut}`,
  issuedBefore: (ore, kind, line) =>
    `${kronor(ore)} ${kind === 'first' ? 'för första gången' : 'som ändring'}, rad ${line}`,
  asKnownThen: (ore) => `${kronor(ore)}, så som det var känt då; se nedan`,
};
