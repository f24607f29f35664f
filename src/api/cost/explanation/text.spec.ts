import { countingRuleKinds } from '../../../domain/cost/counting/counting-rules.js';
import {
  beyondRestsOn, EXTENDED_STUDY, itemRestsOn, NAMED_BY_AGREEMENT, payerRestsOn, ROUNDING,
} from '../../../domain/cost/line-grounds.js';
import { vatIn } from '../../../domain/price-list/price-parts.js';
import { lawfulRuleRestsOn, priceRuleRestsOn } from '../../../domain/price-list/price-rules.js';
import { type RestsOn, restsOn } from '../../../domain/shared/rests-on.js';
import { costKinds } from '../../../projections/cost-allocation/cost-of-person.js';
import { explanationExamples } from '../explanation-requests.js';
import type { ToldIssued, ToldLine } from '../told-lines.js';
import { english } from './english.js';
import type { Phrases } from './phrases.js';
import { swedish } from './swedish.js';
import { explanationText, issuedText } from './text.js';

type Key<Kind> = { [K in keyof Phrases]: Phrases[K] extends Kind ? K : never }[keyof Phrases];
type Sentence = Key<(...args: never[]) => string>;
type Words = Exclude<keyof Phrases, Sentence>;

/** Numbers and dates of a text in their order, however the language writes them. */
const numbersIn = (text: string): string[] =>
  text.replace(/(?<=\d)\u00a0(?=\d)/g, '').replace(/(?<=\d),(?=\d\d\b)/g, '.').match(/\d+/g) ?? [];

/** Each sentence said with something: `Record` sees to it that none is left out. */
const sentences: Readonly<Record<Sentence, readonly unknown[][]>> = {
  source: [[NAMED_BY_AGREEMENT]], summary: [[{ summary: 'Daily.', summaryInSwedish: 'Dagligen.' }]],
  amount: [[123_450]], kronor: [[-123_456_789]],
  title: [[123_450, '2026-03']], issuedTitle: [[-487_891, '2026-03']],
  daysBetween: [[1, '2026-03-01', '2026-03-01'], [15, '2026-03-01', '2026-03-15']],
  atUnit: [['Fria', '94353434']], variant: [['SSP']], fact: [['Enrolled']],
  said: [['2026-03-01T00:00:00Z']], recorded: [['2026-03-01T00:00:00Z']], event: [['7']],
  notTold: [[1], [2]], perYear: [[11_130_000, '', '2026-01-01']], byRule: [['', []]], version: [['1', 2]],
  percentPaid: [[60]], ofProgramme: [['HT']],
  ofAgreement: [['naturbruk']],
  parts: [...countingRuleKinds.map(({ name }) => name), 'WEEKLY'].flatMap((rule) => [[rule, 1], [rule, 2]]),
  ofClaim: [['7']], share: [['1/2', false], ['1/2', true]], withDays: [['7', '8']], withoutDays: [['7', '8']],
  theLine: [['7']], vatOfLine: [[53_507, 630_000]], vatOfIt: [[53_507]],
  ofSettlement: [['2026-03', '2026-04-01']], issuedBefore: [[123_450, 'first', '7'], [0, 'difference', '7']],
  asKnownThen: [[123_450]], rulesChanged: [[{ then: 7, now: 8 }], [{ now: 8 }]],
  rulesSince: [[{ then: 7, now: 8 }], [{ now: 8 }]],
};

const said = (phrases: Phrases, sentence: Sentence, args: readonly unknown[]): string =>
  (phrases[sentence] as (...of: readonly unknown[]) => string)(...args);

/** The same in both languages: marks, and names of what is versioned. */
const isSameInBoth = (path: string): boolean => /^marks [LSP]$|^version /.test(path);

const sentencePairs = Object.entries(sentences).flatMap(([sentence, all]) => all.map((args) =>
  [`${sentence} ${JSON.stringify(args)}`, ...[english, swedish].map((phrases) =>
    said(phrases, sentence as Sentence, args))] as [string, string, string]));

const wordPairs = (Object.keys(english) as (keyof Phrases)[])
  .filter((key): key is Words => !(key in sentences))
  .flatMap((key): [string, string, string][] => {
    const [one, other] = [english[key], swedish[key]];
    if (typeof one === 'string') return [[key, one, other as string]];
    const table = other as Readonly<Record<string, string>>;
    return Object.entries(one).map(([name, text]) => [`${key} ${name}`, text, table[name] ?? '']);
  });

const grounds: readonly RestsOn[] = [
  ...Object.values(payerRestsOn), ...Object.values(itemRestsOn), ...Object.values(beyondRestsOn),
  ...Object.values(priceRuleRestsOn), ...countingRuleKinds.map((kind) => kind.restsOn),
  EXTENDED_STUDY, NAMED_BY_AGREEMENT, ROUNDING,
  ...['HRHOT', 'TEPRO'].map((studyPath) => lawfulRuleRestsOn({
    payer: '1407', payee: { id: '1482', kind: 'municipal' }, studyPath, educationBegan: '2024-08-19',
    hasAgreement: true,
  })),
  ...[{}, { vatOre: 1 }].map((parts) =>
    vatIn({ key: { principal: 'independent' }, perYearOre: 106, parts })!.restsOn),
];

test.each([
  ...wordPairs, ...sentencePairs,
  ...grounds.map(({ source, sourceInSwedish }) => [source, source, sourceInSwedish] as const),
  ...countingRuleKinds.map((kind) => [kind.name, kind.summary, kind.summaryInSwedish] as const),
  ...costKinds.map(({ type }) => [type, english.fact(type), swedish.fact(type)] as const),
])('%s is in both languages, with the same numbers', (path, inEnglish, inSwedish) => {
  expect(inEnglish).not.toBe('');
  expect(inSwedish).not.toBe('');
  if (!isSameInBoth(path)) expect(inSwedish).not.toBe(inEnglish);
  expect(numbersIn(inSwedish)).toEqual(numbersIn(inEnglish));
});

test('every setting of a counting rule has its word, however deep it is', () => {
  const namesIn = (schema: object): string[] => Object.entries(schema).flatMap(([key, inner]) =>
    (typeof inner !== 'object' || inner === null ? []
      : [...(key === 'properties' ? Object.keys(inner as object) : []), ...namesIn(inner as object)]));
  const names = countingRuleKinds.flatMap(({ settings }) => namesIn({ properties: settings }));
  expect(names).toContain('outsideTerm');
  for (const { countingSettings } of [english, swedish]) {
    expect(names.filter((name) => countingSettings[name] === undefined)).toEqual([]);
  }
});

const [base] = explanationExamples.json.lines as unknown as readonly ToldLine[];
const pupil = { name: 'Provsson, Alva', person: 'p-1' };

/** A line with everything that a line can have. */
const full: ToldLine = {
  ...base!, days: 1, to: '2026-03-02', variant: 'SSP', item: 'structural', withheld: 2,
  price: { ...base!.price!, higher: { ...base!.price!, perYearOre: 12_000_000 } },
  decision: { id: 'd-1', restsOn: payerRestsOn.shared },
  extendedStudy: { id: 'd-2', paidPercent: 60, restsOn: EXTENDED_STUDY },
  beyondStay: [{ setting: 'documentPays', restsOn: beyondRestsOn.documentPays }],
  agreement: { id: 'a-1', name: 'region' },
  counting: {
    ...base!.counting, rule: 'SNAPSHOT',
    settings: { day: 10, exceptions: [{ months: [9], on: '09-15' }, { months: [7, 8], on: '08-31' }] },
  },
  amount: { ...base!.amount, share: 'rest-1/2' },
  vat: { ore: 53_507, perYearOre: 630_000, restsOn: restsOn('L', 'law', 'lag') },
};

const recordedAt = '2026-04-02T08:00:00.000Z';
const set = [
  {
    id: 'e-1', type: 'PricePublished', validOn: '2026-03-01', recordedAt,
    data: { perYearOre: 11_777_777, standing: 'decided', origin: 'KS 2026:7', key: { studyPath: 'NA' } },
  },
  {
    id: 'e-2', type: 'CostPolicySet', validOn: '2026-05-01', recordedAt, data: { policy: 'default' },
  },
  {
    id: 'e-3', type: 'PricePublished', validOn: '2026-01-01', recordedAt,
    data: { perYearOre: 10_500_000, standing: 'preliminary' },
  },
];

const issued = (line: ToldLine): ToldIssued => ({
  ...explanationExamples.issued as unknown as ToldIssued, right: [line],
  causes: {
    facts: line.facts, published: ['e-1', 'e-2'], gone: ['e-3'], set, registerChanged: true,
    deadlinePassed: true, withheld: 1, rules: { then: 7, now: 8 },
  },
  rules: { now: 8 },
});

test.each([
  ['a line', (line: ToldLine, language: 'sv' | 'en') => explanationText([line], pupil, language)],
  ['an issued line', (line: ToldLine, language: 'sv' | 'en') => issuedText(issued(line), pupil, language)],
])('the text of %s has the same numbers in both languages, and no word of the other', (_, textOf) => {
  const [inEnglish, inSwedish] = [textOf(full, 'en'), textOf(full, 'sv')];
  expect(numbersIn(inSwedish)).toEqual(numbersIn(inEnglish));
  const wordsIn = (text: string) => new Set(text.match(/\p{L}{3,}/gu));
  const shared = [...wordsIn(inSwedish)].filter((word) => wordsIn(inEnglish).has(word));
  const names = [
    'Provsson', 'Alva', 'Fria', 'gymnasiet', 'Skolbolaget', 'NANAT', 'SKOLFS', 'SSP', 'SNAPSHOT',
  ];
  const inBoth = ['version', 'default', 'programinriktat', 'val', 'region', 'naturbruk'];
  expect(shared.filter((word) => ![...names, ...inBoth].includes(word))).toEqual([]);
});

test('what was set for all is told by what it is and what it costs, not by the id of its event alone', () => {
  const rows = issuedText(issued(full), pupil, 'sv').replaceAll('\u00a0', ' ').split('\n')
    .map((row) => row.trim());
  expect(rows).toContain('2026-03-01: pris 117 777,77 kr, fastställt, KS 2026:7');
  expect(rows).toContain('2026-05-01: ersättningsregler default');
  expect(rows).toContain('2026-01-01: pris 105 000,00 kr, preliminärt; gäller inte längre för dagarna');
});

test('a Swedish letter writes amounts as they are written there', () => {
  expect(explanationText([base!], pupil, 'sv').replaceAll('\u00a0', ' ')).toBe(`\
Därför är beloppet 4 573,97 kr för 2026-03

Elev          Provsson, Alva (p-1)
Dagar         15 dagar, från och med 2026-03-01 till och med 2026-03-15
Betalas av    1481: eleven är folkbokförd där
              [L: skollagen (2010:800) 29 kap. 6 §: där eleven är folkbokförd den dagen]
Betalas till  Skolbolaget (556000-0001), enskild huvudman
              för Fria gymnasiet (94353434)
Studieväg     NA
På grund av   2025-08-18: antagen 94353434 NANAT000N
              registrerad 2025-08-19 09:12
              händelse 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e
Pris          111 300,00 kr per år, fastställt, från och med 2026-01-01
              SKOLFS 2026:7
              händelse 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e
              enligt regeln: hemkommunens eller samverkansområdets prislista; söks i ordningen: beslut
              om utbildningen, betalarens lista, avtalets lista, allmän lista, riksprislistan
              [L: skollagen (2010:800) 16 kap. 55 §]
Dagräkning    DAILY_CALENDAR, version 1
              Varje kalenderdag som betalas kostar årspriset delat med årets antal dagar.
              [P: ingen lag säger hur dagar räknas]
Regler        default, inbyggda
              augustistart betalas från 1 juli: ja
              avbrottsdagen är: första obetalda dagen
              slutdokument i maj eller juni betalar: till och med 30 juni
              sommarplacering bekräftas senast: 09-15
              förlängd studietid betalas: ja
              stöd i programinriktat val betalas i: tolv månader
Belopp        med de här dagarna, 74 dagar av anspråket: 111 300,00 × 74 ÷ 365 = 22 564,93
              utan dem, 59 dagar: 111 300,00 × 59 ÷ 365 = 17 990,96
              raden: 22 564,93 − 17 990,96 = 4 573,97 kr
              [P: avrundas en gång till hela ören, hälften bort från noll, som en löpande summa över
              mottagarens anspråk: raderna för ett helt år blir lika med priset]

Märken: [L] lag, [S] en källa till dagens praxis, [P] ett förslag, [slutsats] vår tolkning.
Klockslag är svensk tid.
`);
});

test.each([['sv', 'Inget betalas som du får se.\n'], ['en', 'Nothing is paid that you may see.\n']] as const)(
  'in %s nothing is told as nothing', (language, text) => {
    expect(explanationText([], pupil, language)).toBe(text);
  });

test.each([
  ['en', 'measuring day 10, except month 9 on 09-15, month 7, 8 on 08-31'],
  ['sv', 'mätdag 10, utom månad 9 den 09-15, månad 7, 8 den 08-31'],
] as const)('in %s settings of a counting rule are words', (language, words) => {
  expect(explanationText([full], pupil, language)).toContain(`SNAPSHOT, version 1\n              ${words}\n`);
});

test('whom a text is about is told as far as its reader may know', () => {
  for (const [language, some, hidden] of [
    ['sv', 'en elev (p-1)', 'skyddade personuppgifter'], ['en', 'a pupil (p-1)', 'protected identity'],
  ] as const) {
    expect(explanationText([base!], { person: 'p-1' }, language)).toContain(some);
    expect(explanationText([base!], 'protected', language)).toContain(hidden);
  }
});
