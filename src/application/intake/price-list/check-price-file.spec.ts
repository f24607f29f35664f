import { readFileSync } from 'node:fs';
import { deliveryBytes } from '../../../../test/support/pieces.js';
import { RunningIntake } from '../../../../test/support/running-intake.js';
import type { PriceListEvent } from '../../../domain/price-list/events.js';
import { evolvePrices, noPrices, type Prices } from '../../../domain/price-list/state.js';

const HEADER = 'valid_from,year,principal,study_path,amount_sek,standing,decided_on';

/** What is in force once a list is taken in. */
const take = async (intake: RunningIntake, text: string): Promise<void> => {
  await intake.send('price-list', `${HEADER}\n${text}`);
  intake.inForce = (await intake.plain('pricelist')).reduce<Prices>((known, event) =>
    evolvePrices(known, event.id, event as unknown as PriceListEvent), noPrices);
};

const recordedIn = async (intake: RunningIntake): Promise<number> =>
  (await intake.store.readAll('', { limit: 100 })).length;

test('a list is compared with what is in force by its lines, and nothing is recorded', async () => {
  const intake = new RunningIntake();
  await take(intake, '2026-01-01,2026,municipal,TE,115000,decided,\n'
    + '2026-01-01,2026,municipal,EK,90000,decided,');
  const before = await recordedIn(intake);
  const list = `# a remark\n${HEADER}\n2026-01-01,2026,municipal,TE,115000,decided,\n`
    + '\n2026-03-01,2026,municipal,NA,"100000,50",decided,\n';
  const check = await intake.intake.checkPriceList(deliveryBytes(list, 7));
  expect(check).toMatchObject({
    lines: 2, refused: [], untouched: [{ key: { studyPath: 'EK' } }],
    differences: [
      { line: 3, change: 'same', before: { perYearOre: 11_500_000 } },
      {
        line: 5, change: 'new', perYearOre: 10_000_050, validOn: '2026-03-01',
        key: { year: 2026, principal: 'municipal', studyPath: 'NA' },
        gap: { from: '2026-01-01', to: '2026-03-01' },
      },
    ],
  });
  expect(await recordedIn(intake)).toBe(before);
});

test('every row that would be refused is told at once, by line and column; nothing is compared', async () => {
  const list = `${HEADER}\n2026-01-01,2026,municipal,TE,-1,decided,\n`
    + '2026-01-01,2026,municipal,NA,1,decided,\n'
    + '2026-01-01,2026,municipal,NA,2,decided,\n2025-12-31,2026,municipal,EK,1,decided,\n';
  const { refused, ...rest } = await new RunningIntake().intake
    .checkPriceList(deliveryBytes(list));
  expect(refused.map(({ line, code, field }) => [line, code, field])).toEqual([
    [2, 'amount-malformed', 'amount_sek'], [4, 'price-twice', 'amount_sek'],
    [5, 'price-outside-its-year', 'valid_from'],
  ]);
  expect(rest).toEqual({ lines: 4, differences: [], untouched: [] });
});

describe('rows of one key that say when they end', () => {
  const WITH_END = `${HEADER},valid_through`;
  const row = (from: string, through: string, studyPath = 'TE') =>
    `${from},2026,municipal,${studyPath},115000,decided,,${through}\n`;
  const checked = async (...rows: string[]) => {
    const intake = new RunningIntake();
    const list = `${WITH_END}\n${rows.join('')}`;
    const { refused, differences } = await intake.intake.checkPriceList(deliveryBytes(list));
    const { refusals, taken } = await intake.send('price-list', list);
    expect(refusals.filter(({ code }) => code !== 'list-not-taken')).toEqual(refused);
    return { refused: refused.map(({ line, code, field }) => [line, code, field]), differences, taken };
  };

  test('may follow on each other, begin in July and end in June', async () => {
    const { refused, differences, taken } = await checked(
      row('2026-01-01', '2026-03-31'), row('2026-04-01', ''), row('2026-07-01', '', 'NA'),
      row('2026-01-01', '2026-06-30', 'EK'));
    expect([refused, taken]).toEqual([[], 4]);
    expect(differences.map(({ until, gap, gapAfter }) => [until, gap?.to, gapAfter?.from])).toEqual([
      ['2026-04-01', undefined, undefined], [undefined, undefined, undefined],
      [undefined, '2026-07-01', undefined], ['2026-07-01', undefined, '2026-07-01'],
    ]);
  });

  test('with days between them: the later row is refused, and nothing of the list is taken', async () => {
    expect(await checked(row('2026-04-02', ''), row('2026-01-01', '2026-03-31'), row('2026-01-01', '', 'NA')))
      .toMatchObject({ refused: [[2, 'price-gap', 'valid_from']], differences: [], taken: 0 });
  });

  test('with days that both are for: the later row is refused', async () => {
    expect(await checked(row('2026-01-01', '2026-03-31'), row('2026-03-31', '')))
      .toMatchObject({ refused: [[3, 'prices-overlap', 'valid_from']], taken: 0 });
  });

  test('beyond their year, or before they begin, cannot be', async () => {
    const { refused } = await checked(
      row('2026-01-01', '2027-01-01'), row('2026-03-01', '2026-02-28', 'NA'));
    expect(refused).toEqual([
      [2, 'price-outside-its-year', 'valid_through'], [3, 'ends-before-it-begins', 'valid_through'],
    ]);
  });

  test('are not told of days that a row which cannot be read may be for', async () => {
    const { refused } = await checked(
      row('2026-01-01', '2026-03-31'), row('2026-04-01', 'June'), row('2026-07-01', ''));
    expect(refused).toEqual([[3, 'date-impossible', 'valid_through']]);
  });

  test('are told of days that two of them are for, whatever a row says that cannot be read', async () => {
    const { refused } = await checked(
      row('2026-01-01', '2026-03-31'), row('2026-04-01', 'June'), row('2026-03-31', ''));
    expect(refused).toEqual([[3, 'date-impossible', 'valid_through'], [4, 'prices-overlap', 'valid_from']]);
  });
});

test('of the national list the rows that would be taken are compared beside those refused', async () => {
  const path = new URL('../../../../reference-data/riksprislista_2026.csv', import.meta.url);
  const check = await new RunningIntake().intake
    .checkPriceList(deliveryBytes(readFileSync(path)));
  expect([check.lines, check.refused.length, check.differences.length]).toEqual([32, 4, 28]);
  expect(check.differences[0]).toMatchObject({ change: 'new', key: { year: 2026, basis: 'national' } });
});

test('an own price of a municipality that there is not is refused by its row, checked or sent', async () => {
  const intake = new RunningIntake();
  const row = (owner: string) => `2026-01-01,2026,municipal,EK,90000,decided,own,${owner}\n`;
  const list = (...owners: string[]) =>
    `valid_from,year,principal,study_path,amount_sek,standing,basis,owner\n${owners.map(row).join('')}`;
  const made = list('1480', '1479', '9900');
  const rule = expect.stringContaining('Write the') as string;
  const refusal = { code: 'municipality-unknown', field: 'owner', rule };
  const refused = [{ line: 3, ...refusal }, { line: 4, ...refusal }];
  expect(await intake.intake.checkPriceList(deliveryBytes(made))).toMatchObject({ refused, differences: [] });
  const { refusals, taken } = await intake.send('price-list', made);
  expect([refusals, taken]).toMatchObject([[...refused, { line: 2, code: 'list-not-taken' }], 0]);
  const mended = await intake.send('price-list', list('1480', '556000-0001'));
  expect(mended).toMatchObject({ taken: 2, refused: 0 });
});

test.each([
  ['a column that nobody knows', 'a,b\n1,2\n', 'column-missing'],
  ['nothing', '', 'empty-file'],
])('%s is a file that cannot be read', async (_, content, code) => {
  const check = await new RunningIntake().intake.checkPriceList(deliveryBytes(content));
  expect(check).toMatchObject({ differences: [], problem: { code } });
});

describe('a grant to independent schools that is lowered', () => {
  const row = (amount: number, from: string, decidedOn = '') =>
    `${from},2026,independent,NA,${amount},decided,${decidedOn}\n`;
  const lowered = async (rows: string) => {
    const intake = new RunningIntake();
    intake.now = Date.parse('2026-06-15');
    await take(intake, row(111_300, '2026-01-01', '2025-11-20'));
    const list = `${HEADER}\n2026-01-01,2026,independent,TE,1,decided,\n${rows}`;
    const { refused, differences } = await intake.intake.checkPriceList(deliveryBytes(list));
    const { refusals, taken } = await intake.send('price-list', list);
    return { refused, differences, refusals, taken };
  };

  test.each([
    ['decided in May', '2026-05-20'], ['without saying when, and so decided today', ''],
  ])('from April, %s, is refused by its row; nothing of the list is taken', async (_, decidedOn) => {
    const { refused, refusals, taken } = await lowered(row(100_000, '2026-04-01', decidedOn));
    const byRow = { line: 3, code: 'price-decrease-reaches-back', field: 'valid_from' };
    expect(refused).toMatchObject([byRow]);
    expect(refusals).toMatchObject([byRow, { line: 2, code: 'list-not-taken' }]);
    expect(taken).toBe(0);
  });

  test('within the month of its decision is taken, and the check tells what is not known', async () => {
    const { differences, taken } = await lowered(row(100_000, '2026-05-01', '2026-05-20'));
    expect(differences.map(({ reachesBack }) => reachesBack?.mark)).toEqual([undefined, 'P']);
    expect(taken).toBe(2);
  });
});
