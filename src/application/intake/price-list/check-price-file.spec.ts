import { readFileSync } from 'node:fs';
import { deliveryBytes } from '../../../../test/support/pieces.js';
import { RunningIntake } from '../../../../test/support/running-intake.js';
import type { PriceListEvent } from '../../../domain/price-list/events.js';
import { evolvePrices, noPrices, type Prices } from '../../../domain/price-list/state.js';

const HEADER = 'valid_from,year,principal,study_path,amount_sek,standing,decided_on';

/** What is in force once a list is taken in. */
const taken = async (intake: RunningIntake, text: string): Promise<Prices> => {
  await intake.send('price-list', `${HEADER}\n${text}`);
  return (await intake.plain('pricelist')).reduce<Prices>((known, event) =>
    evolvePrices(known, event.id, event as unknown as PriceListEvent), noPrices);
};

const recordedIn = async (intake: RunningIntake): Promise<number> =>
  (await intake.store.readAll('', { limit: 100 })).length;

test('a list is compared with what is in force by its lines, and nothing is recorded', async () => {
  const intake = new RunningIntake();
  const inForce = await taken(intake, '2026-01-01,2026,municipal,TE,115000,decided,\n'
    + '2026-01-01,2026,municipal,EK,90000,decided,');
  const before = await recordedIn(intake);
  const list = `# a remark\n${HEADER}\n2026-01-01,2026,municipal,TE,115000,decided,\n`
    + '\n2026-03-01,2026,municipal,NA,"100000,50",decided,\n';
  const check = await intake.intake.checkPriceList(deliveryBytes(list, 7), inForce);
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
    .checkPriceList(deliveryBytes(list), noPrices);
  expect(refused.map(({ line, code, field }) => [line, code, field])).toEqual([
    [2, 'amount-malformed', 'amount_sek'], [4, 'price-twice', 'amount_sek'],
    [5, 'price-outside-its-year', 'valid_from'],
  ]);
  expect(rest).toEqual({ lines: 4, differences: [], untouched: [] });
});

test('of the national list the rows that would be taken are compared beside those refused', async () => {
  const path = new URL('../../../../reference-data/riksprislista_2026.csv', import.meta.url);
  const check = await new RunningIntake().intake
    .checkPriceList(deliveryBytes(readFileSync(path)), noPrices);
  expect([check.lines, check.refused.length, check.differences.length]).toEqual([32, 4, 28]);
  expect(check.differences[0]).toMatchObject({ change: 'new', key: { year: 2026, basis: 'national' } });
});

test.each([
  ['a column that nobody knows', 'a,b\n1,2\n', 'column-missing'],
  ['nothing', '', 'empty-file'],
])('%s is a file that cannot be read', async (_, content, code) => {
  const check = await new RunningIntake().intake.checkPriceList(deliveryBytes(content), noPrices);
  expect(check).toMatchObject({ differences: [], problem: { code } });
});
