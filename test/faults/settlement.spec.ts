import { type ApiUnderTest, openApi } from '../support/api-under-test.js';
import { elinEvent, elinExport } from '../support/elin-export.js';
import { deliveryBytes } from '../support/pieces.js';
import { failing } from '../support/test-ledger.js';
import { testNumbers } from '../support/test-numbers.js';

/** A settlement that is cut off while it is issued is completed, or counts for nothing. */

const UNIT = '10000001';
const numbers = testNumbers(2009).slice(0, 5);
const units = `unit,name,principal_id,principal_name,principal_kind,municipality,valid_from
${UNIT},Fria gymnasiet,556000-0001,Skolbolaget,independent,1407,2020-01-01
`;
const prices = `valid_from,year,principal,study_path,variant,unit,begun,amount_sek,standing,origin
2026-01-01,2026,independent,NA,,,,111300,decided,example
`;
const enrolled = (on: string) => elinExport(numbers.map((number) =>
  elinEvent({ type: '8', name: 'Antagen', on, number, unit: UNIT })));

let api: ApiUnderTest;
let commands = 0;

const send = (kind: 'elin' | 'school-units' | 'price-list', content: string) =>
  api.dependencies.intake.receive({
    kind, bytes: deliveryBytes(content), actor: 'a', organisation: 'region',
  });

const by = (actor: string) => ({ actor, organisation: 'region', commandKey: `command-${commands += 1}` });

const projected = async (): Promise<void> => {
  const { store, projections } = api.dependencies;
  expect(await projections.waitFor(await store.head(), 10_000)).toBe(true);
};

/** Prepares January and February, and lets issuing them end after so many persons; the settlement's id. */
const cutOffAfter = async (persons: number): Promise<string> => {
  const { settlements, ledger } = api.dependencies;
  await settlements.prepare({ through: '2026-02' }, by('anna'));
  const { settlement } = (await settlements.all()).at(-1)!;
  // The first call is the approval itself.
  const mend = failing(ledger, 'execute', { call: persons + 2, effect: 'before' });
  await expect(settlements.approve(settlement, by('bo'))).rejects.toThrow('The process ended here');
  mend();
  await projected();
  return settlement;
};

const issued = async () => {
  await projected();
  const { settlements, charges } = api.dependencies;
  const lines = await Promise.all((await settlements.all())
    .filter(({ stage }) => stage === 'issued')
    .map(async ({ settlement }) => (await charges.lines(settlement, {}, { limit: 500 })).items));
  return lines.flat().map(({ document }) => document);
};

beforeEach(async () => {
  api = await openApi();
  await send('school-units', units);
  await send('price-list', prices);
  await send('elin', enrolled('2026-01-01'));
  await projected();
});

afterEach(() => api.close());

test.each([0, 2, 4])('cut off after %i of 5 persons, it counts once it is completed', async (persons) => {
  const settlement = await cutOffAfter(persons);
  const { settlements } = api.dependencies;
  expect([(await settlements.one(settlement)).stage, await issued()]).toEqual(['approved', []]);
  await expect(settlements.prepare({ through: '2026-02' }, by('anna')))
    .rejects.toThrow('settlement-under-way');

  await settlements.approve(settlement, by('bo'));
  const lines = await issued();
  expect(lines).toHaveLength(10);
  expect(lines.reduce((sum, { ore }) => sum + ore, 0)).toBe(5 * (945_288 + 853_808));
  expect(new Set(lines.map(({ id }) => id)).size).toBe(10);
});

test('cut off after all lines and before the end, it is completed', async () => {
  const settlement = await cutOffAfter(5);
  expect(await issued()).toEqual([]);
  await api.dependencies.settlements.approve(settlement, by('bo'));
  expect(await issued()).toHaveLength(10);
});

test('facts that came since it was cut off: it counts for nothing, and the next one has it all', async () => {
  const settlement = await cutOffAfter(3);
  const { settlements } = api.dependencies;
  await send('elin', elinExport([elinEvent({
    type: '9', name: 'Avbrott', on: '2026-02-10', number: numbers[0]!, unit: UNIT,
  })]));
  await projected();
  await expect(settlements.approve(settlement, by('bo'))).rejects.toThrow('preparation-outrun');
  expect([(await settlements.one(settlement)).stage, await issued()]).toEqual(['abandoned', []]);

  await settlements.prepare({ through: '2026-02' }, by('anna'));
  const { settlement: next, lines } = (await settlements.all()).at(-1)!;
  await settlements.approve(next, by('bo'));
  expect([lines, (await issued()).length]).toEqual([10, 10]);
});

test('approved twice at once, it is issued once', async () => {
  const { settlements } = api.dependencies;
  await settlements.prepare({ through: '2026-02' }, by('anna'));
  const { settlement } = (await settlements.all()).at(-1)!;
  await Promise.all(['bo', 'cecilia'].map((actor) => settlements.approve(settlement, by(actor))));
  expect(await issued()).toHaveLength(10);
});
