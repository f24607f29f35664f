import { readFileSync } from 'node:fs';
import { RunningIntake } from '../../../../test/support/running-intake.js';
import { type Prices, noPrices, evolvePrices } from '../../../domain/price-list/state.js';
import type { PriceListEvent } from '../../../domain/price-list/events.js';
import { pricesDuring } from '../../../domain/price-list/match.js';

const HEADER =
  'valid_from,year,principal,study_path,variant,unit,begun,amount_sek,standing,decided_on,origin';

const sent = async (text: string, intake = new RunningIntake()) => {
  const report = await intake.send('price-list', text);
  const events = (await intake.plain('pricelist')).map((event) => (event.erased ? undefined : event));
  return { report, intake, events, prices: events.map((event) => event?.data as PriceListEvent['data']) };
};

describe('a price list in our own form', () => {
  test('has a price in each row, in the list of its year and principal', async () => {
    const { events, report } = await sent(`${HEADER}
2026-01-01,2026,independent,NANAT,SSP,10000001,after,"111 300,50",preliminary,2026-01-31,decision 7
2026-01-01,2026,municipal,,,,,115000,decided,,
`);
    expect(report).toMatchObject({ taken: 2, refused: 0 });
    expect(events.map((event) => event?.data)).toEqual([
      {
        validOn: '2026-01-01', reportedAt: '2026-01-30T23:00:00Z', perYearOre: 11_130_050,
        key: {
          year: 2026, principal: 'independent', studyPath: 'NANAT', variant: 'SSP', begun: 'after',
          unit: '10000001',
        },
        standing: 'preliminary', origin: 'decision 7',
      },
      {
        validOn: '2026-01-01', perYearOre: 11_500_000, standing: 'decided',
        key: { year: 2026, principal: 'municipal', studyPath: '' },
      },
    ]);
    expect(new Set(events.map((event) => event?.stream)).size).toBe(2);
  });

  test('that comes again changes nothing, wherever it was read', async () => {
    const row = '2026-01-01,2026,independent,NA,,,,111300,decided,,';
    const { intake } = await sent(`${HEADER}\n${row}here\n`);
    expect((await sent(`${HEADER}\n${row}there\n`, intake)).report).toMatchObject({ taken: 0, known: 1 });
    const other = await sent(`${HEADER}\n${row.replace('111300', '111301')}\n`, intake);
    expect(other.report).toMatchObject({ taken: 1 });
  });

  const PARTS = 'valid_from,year,principal,study_path,standing,amount_sek,amount_excl_vat_sek,vat_sek,'
    + 'administration_sek,premises_sek';

  test('may tell the parts of a price; without VAT it gets 6 % on top, rounded once', async () => {
    const { prices } = await sent(`${PARTS}
2026-01-01,2026,independent,BF,decided,124436,,7044,3419,0
2026-01-01,2026,independent,NA,decided,,"117392,19",,,21000
2026-01-01,2026,independent,TE,decided,121900,115000,,,
`);
    expect(prices).toMatchObject([
      { perYearOre: 12_443_600, parts: { vatOre: 704_400, administrationOre: 341_900, premisesOre: 0 } },
      { perYearOre: 12_443_572, parts: { premisesOre: 2_100_000 } },
      { perYearOre: 12_190_000, parts: { vatOre: 690_000 } },
    ]);
  });

  test.each([
    ['municipal,TE,decided,1000,,60,,', 'price-parts-impossible', 'vat_sek'],
    ['municipal,TE,decided,,1000,,,', 'price-parts-impossible', 'amount_excl_vat_sek'],
    ['independent,TE,decided,1000,,60,900,50', 'price-parts-impossible', 'parts'],
    ['independent,TE,decided,1000,1001,,,', 'price-parts-impossible', 'amount_excl_vat_sek'],
    ['independent,TE,decided,1000,,,-1,', 'amount-malformed', 'administration_sek'],
  ])('refuses parts that cannot be by their row: %s', async (row, code, field) => {
    const { report, events } = await sent(`${PARTS}\n2026-01-01,2026,${row}\n`);
    expect(report.refusals).toMatchObject([{ line: 2, code, field }]);
    expect(events).toEqual([]);
  });

  test.each([
    ['2026-02-30,2026,independent,NA,,,,1,decided,,', 'date-impossible', 'valid_from'],
    ['2025-12-31,2026,independent,NA,,,,1,decided,,', 'price-outside-its-year', 'valid_from'],
    ['2026-01-01,26,independent,NA,,,,1,decided,,', 'field-malformed', 'year'],
    ['2026-01-01,2026,private,NA,,,,1,decided,,', 'field-malformed', 'principal'],
    ['2026-01-01,2026,independent,na,,,,1,decided,,', 'field-malformed', 'study_path'],
    ['2026-01-01,2026,independent,N,,,,1,decided,,', 'study-path-too-short', 'study_path'],
    ['2026-01-01,2026,independent,QQ,,,,1,decided,,', 'programme-unknown', 'study_path'],
    ['2026-01-01,2026,independent,NA,,,later,1,decided,,', 'field-malformed', 'begun'],
    ['2026-01-01,2026,independent,NA,,,,,decided,,', 'field-missing', 'amount_sek'],
    ['2026-01-01,2026,independent,NA,,,,1.234,decided,,', 'amount-malformed', 'amount_sek'],
    ['2026-01-01,2026,independent,NA,,,,0,decided,,', 'amount-malformed', 'amount_sek'],
    ['2026-01-01,2026,independent,NA,,,,-1,decided,,', 'amount-malformed', 'amount_sek'],
    ['2026-01-01,2026,independent,NA,,,,"111.300,50",decided,,', 'amount-malformed', 'amount_sek'],
    ['2026-01-01,2026,independent,NA,,,,"111300\'50",decided,,', 'amount-malformed', 'amount_sek'],
    ['2026-01-01,2026,independent,NA,,,,1,final,,', 'field-malformed', 'standing'],
    ['2026-01-01,2026,independent,NA', 'csv-fields', undefined],
  ])('refuses the row %s: %s, and takes nothing of the list', async (row, code, field) => {
    const priced = (path: string): string => `2026-01-01,2026,independent,${path},,,,1,decided,,`;
    const { report, events } = await sent([HEADER, priced('TE'), row, priced('EK'), ''].join('\n'));
    expect(report).toMatchObject({ state: 'completed', lines: 3, taken: 0, known: 0, refused: 3 });
    const rule = expect.any(String) as string;
    expect(report.refusals).toEqual([
      { line: 3, code, field, rule }, { line: 2, code: 'list-not-taken', rule },
      { line: 4, code: 'list-not-taken', rule },
    ]);
    expect(events).toEqual([]);
  });

  test.each([
    ['another amount', 2], ['the same', 1],
  ])('refuses a row of a key and day that an earlier row has, with %s', async (_, amount) => {
    const row = '2026-01-01,2026,independent,NA,,,,1,decided,,';
    const twice = await sent(`${HEADER}\n${row}\n${row.replace(',1,', `,${amount},`)}\n`);
    expect(twice.report.refusals[0]).toMatchObject({ line: 3, code: 'price-twice', field: 'amount_sek' });
    expect(twice.events).toEqual([]);
  });

  test('takes nothing of a list that cannot be read to its end', async () => {
    const row = (nth: number): string => `2026-01-01,2026,region,NA,v${nth},,,1,decided,,`;
    const rows = Array.from({ length: 20_001 }, (_, nth) => row(nth));
    const { report, events } = await sent(`${HEADER}\n${rows.join('\n')}\n`);
    expect(report).toMatchObject({ state: 'broken', taken: 0, problem: { code: 'list-too-long' } });
    expect(events).toEqual([]);
  });
});

describe('the national price list of 2026', () => {
  const path = new URL('../../../../reference-data/riksprislista_2026.csv', import.meta.url);
  const file = readFileSync(path, 'utf8');

  test('is taken row by row; what has no study path is refused, with line, field and reason', async () => {
    const { report, prices } = await sent(file);
    expect(report).toMatchObject({ state: 'completed', lines: 32, taken: 28, known: 0, refused: 4 });
    expect(report.refusals.map(({ line, field, code }) => [line, field, code])).toEqual([
      [16, 'program_code', 'field-missing'], [17, 'program_code', 'field-missing'],
      [26, 'variant', 'variant-unknown'], [36, 'program_code', 'field-missing'],
    ]);
    for (const price of prices) {
      expect(price).toMatchObject({
        validOn: '2026-01-01', standing: 'decided', origin: 'Riksprislista 2026 (SKOLFS 2026:7)',
        key: { year: 2026, principal: 'independent', basis: 'national' },
      });
    }
  });

  test.each([
    ['NANAT', '2025-08-18', 11_130_000], ['BAHUS', '2024-08-19', 16_170_000],
    ['BAANL', '2024-08-19', 22_150_000], ['BA', '2025-08-18', 16_370_000],
    ['BAMAR', '2025-08-18', 20_660_000], ['ESBIL', '2025-08-18', 13_510_000],
    ['ESMUS', '2025-08-18', 17_050_000], ['FTTRA', '2025-08-18', 23_890_000],
    ['FT', '2025-08-18', 17_640_000], ['NBDJR', '2025-08-18', 24_370_000],
    ['IB', '2025-08-18', 11_130_000], ['NB', '2025-08-18', undefined],
  ])('answers for %s begun on %s with %p öre', async (studyPath, educationBegan, ore) => {
    const { events } = await sent(file);
    const prices = events.reduce<Prices>(
      (known, event) => evolvePrices(known, event!.id, event as unknown as PriceListEvent), noPrices,
    );
    const placement = {
      unit: '10000001', principal: 'independent', studyPath, variant: undefined, educationBegan,
      relation: { rule: 'home-or-joint-list', payer: '1480', payee: '556000-0001' },
    } as const;
    const [period] = pricesDuring(prices, placement, { from: '2026-02-01', to: '2026-03-01' });
    expect(period?.price?.perYearOre).toBe(ore);
  });

  test('that does not say its year cannot be read', async () => {
    const { report } = await sent(file.replaceAll('Riksprislista 2026', 'Prislista'));
    expect(report).toMatchObject({ state: 'broken', lines: 0, problem: { code: 'year-missing' } });
  });

  test('never prices a programme by what is left when a variant cannot be told apart', async () => {
    const { report } = await sent(file.replace('excl. transport', 'excl. rymdfart'));
    expect(report.refusals).toContainEqual(expect.objectContaining({ line: 14, code: 'variant-unknown' }));
  });
});
