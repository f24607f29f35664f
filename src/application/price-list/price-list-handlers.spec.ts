import { NORTH, SOUTH } from '../../../test/support/events.js';
import { failing, openTestLedger, type TestLedger, under } from '../../../test/support/test-ledger.js';
import type { PublishedPrice } from '../../domain/price-list/decide.js';
import { PricePublished } from '../../domain/price-list/events.js';
import { evolvePrices, noPrices } from '../../domain/price-list/state.js';
import type { UnitFacts } from '../../domain/school-register/state.js';
import { event } from '../../domain/shared/event.js';
import { kronor } from '../../domain/shared/money.js';
import { FACTS_PER_APPEND } from '../ledger/execute-in-parts.js';
import { APPEND_LIMIT_BYTES } from '../ports/event-store.js';
import { RegisterUnits, RegisterUnitsHandler } from '../school-register/register-units.js';
import { PublishPrices, PublishPricesHandler, WithdrawPrice, WithdrawPriceHandler } from './prices.js';

const NOTHING_ELSE = { prices: noPrices, today: '2026-06-15', isMunicipality: () => true };

let made: TestLedger;
beforeEach(() => { made = openTestLedger(); });
afterEach(() => made.close());

const priceFor = (variant: string): PublishedPrice => ({
  validOn: '2026-01-01', key: { year: 2026, principal: 'independent', studyPath: 'NA', variant },
  perYearOre: kronor(111_300), standing: 'decided',
});
const many = Array.from({ length: 2 * FACTS_PER_APPEND + 1 }, (_, index) => priceFor(`v${index}`));

const publish = (prices: readonly PublishedPrice[], key = 'a', list = 'riksprislista') =>
  new PublishPricesHandler(made.ledger).execute(new PublishPrices(list, prices, NOTHING_ELSE, under(key)));
const register = (key: string, units: readonly UnitFacts[]) =>
  new RegisterUnitsHandler(made.ledger).execute(new RegisterUnits(units, under(key)));
const countIn = async (stream: string): Promise<number> => (await made.store.readStream(stream)).length;

test('a long list is appended in parts, and answered as one', async () => {
  const { stream, eventIds, position, repeated } = await publish(many);
  const stored = await made.store.readStream(stream);
  expect(stored.map(({ id }) => id)).toEqual(eventIds);
  expect([stored.length, stored.at(-1)!.position, repeated]).toEqual([many.length, position, false]);
});

test('a list interrupted half-way and sent again is there once', async () => {
  const mend = failing(made.store, 'append', { call: 2, effect: 'after' });
  await expect(publish(many)).rejects.toThrow('ended here');
  mend();
  const { stream, repeated } = await publish(many);
  expect([await countIn(stream), repeated]).toEqual([many.length, false]);
  expect(await publish(many)).toMatchObject({ repeated: true });
});

test('the same key for another list is refused', async () => {
  await publish(many);
  await expect(publish(many.slice(0, FACTS_PER_APPEND))).rejects.toThrow('idempotency-key-reused');
});

test('one impossible price, and nothing of the list is recorded', async () => {
  const wrong = { ...priceFor('w'), perYearOre: -1 };
  const field = `prices.${many.length}.perYearOre`;
  await expect(publish([...many, wrong])).rejects.toThrow(`field-malformed (${field})`);
  expect(await made.store.head()).toBe('');
});

test('a grant lowered back in time is refused whole, by what its list says or another does', async () => {
  const { eventIds: [id] } = await publish([priceFor('')]);
  const lower = { ...priceFor(''), perYearOre: kronor(100_000), reportedAt: '2026-05-20T08:00:00Z' };
  const refused = publish([...many, lower], 'b');
  await expect(refused).rejects.toThrow(`price-decrease-reaches-back (prices.${many.length}.validOn)`);
  expect(await countIn((await publish([priceFor('')], 'c')).stream)).toBe(1);

  const elsewhere = evolvePrices(noPrices, id!, event(PricePublished, priceFor('')));
  const inForce = { ...NOTHING_ELSE, prices: elsewhere };
  const other = new PublishPrices('another', [lower], inForce, under('d'));
  await expect(new PublishPricesHandler(made.ledger).execute(other)).rejects.toThrow('reaches-back');
});

test('lists of different names are different streams, and none shows its name', async () => {
  const [one, other] = [await publish([priceFor('')]), await publish([priceFor('')], 'a', 'Alva Eks lista')];
  expect(one.stream).not.toBe(other.stream);
  expect(other.stream).toMatch(/^pricelist-[0-9a-f-]{36}$/);
});

test('a price is withdrawn from its list', async () => {
  const { eventIds: [withdraws] } = await publish([priceFor('')]);
  const withdrawal = { validOn: '2026-02-01', withdraws: withdraws! };
  const handler = new WithdrawPriceHandler(made.ledger);
  const { stream } = await handler.execute(new WithdrawPrice('riksprislista', withdrawal, under('w')));
  const types = (await made.ledger.read(stream)).map(({ type }) => type);
  expect(types).toEqual(['PricePublished', 'PriceWithdrawn']);
});

test('parts of facts at their greatest length stay under the limit of an append', async () => {
  const longest = Array.from({ length: FACTS_PER_APPEND }, (_, index) => ({
    validOn: '2026-01-01', reportedAt: '2026-01-01T00:00:00.000Z',
    unit: `x-${String(index).padStart(14, '0')}`, name: 'å'.repeat(200), municipality: '1480',
    principal: { id: '9'.repeat(40), name: 'å'.repeat(200), kind: 'independent' as const },
  }));
  const { stream } = await register('u', longest);
  const stored = await made.store.readStream(stream);
  const bytes = stored.map(({ payload, meta }) => payload.length + JSON.stringify(meta).length)
    .reduce((sum, size) => sum + size, 0);
  expect(stored).toHaveLength(FACTS_PER_APPEND);
  expect(bytes).toBeLessThan(APPEND_LIMIT_BYTES / 2);
});

test('there is one register of schools, whoever adds to it', async () => {
  const unit: UnitFacts = {
    validOn: '2020-01-01', unit: NORTH, name: 'Norra skolan',
    principal: { id: '1407', name: 'Öckerö kommun', kind: 'municipal' },
  };
  const { stream } = await register('a', [unit]);
  const again = await register('b', [unit, { ...unit, unit: SOUTH }]);
  expect(again).toMatchObject({ stream, repeated: false });
  expect(await countIn(stream)).toBe(2);
});
