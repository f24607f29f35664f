import { began, eventsOf, itemsOf } from '../../../test/support/api-scene.js';
import type { Answer } from '../../../test/support/api-under-test.js';
import { elinEvent, elinExport } from '../../../test/support/elin-export.js';
import { deliveryBytes } from '../../../test/support/pieces.js';
import { overHttp, type SettledExample, settledExample } from '../../../test/support/settled-example.js';
import { INDEPENDENT, NUMBER } from '../../../test/support/worked-example.js';
import type { ChargeSource, PersonAccount } from '../../application/ports/charge-source.js';
import { Settlements } from '../../application/settlement/settlements.js';
import { LiveChargeSource } from '../../composition/live-charge-source.js';
import { sha256 } from '../../infrastructure/intake/sha256.js';
import { COST_RULES } from '../../projections/cost-allocation/rules-version.js';

/** A correction names what caused it also where nothing was reported of the pupil. */

let example: SettledExample;

const get = async (path: string): Promise<Answer> => {
  const { api, token } = example;
  return api.call(`${path}&atLeast=${await api.dependencies.store.head()}`, { token });
};

beforeEach(async () => {
  example = await settledExample();
});
afterEach(() => example.api.close());

/** What caused each line that settling once more would add. */
const causes = async (): Promise<string[]> => itemsOf(await get('/v1/settlements/draft?through=2025-08'))
  .map(({ month, reason, because }) => [
    month, reason, ...(because as { what: string; event: string }[]).map(({ what }) => what),
  ].join(' '));

test('a price that was withdrawn is named by its withdrawal', async () => {
  const [line] = itemsOf(await get('/v1/cost/lines?month=2025-08'));
  const withdrawal = { validOn: '2026-04-02', withdraws: line!.priceId };
  expect((await example.post('/v1/price-lists/2025-independent/withdrawals', withdrawal)).status).toBe(201);
  expect(await causes())
    .toEqual(['2025-07 removed PriceWithdrawn', '2025-08 removed PriceWithdrawn']);
});

test('that two who were settled as one are two again is named of both', async () => {
  await example.api.close();
  let [person, joined] = ['', ''];
  example = await settledExample(async (made) => {
    const other = await made.post('/v1/persons', { ...began, identityNumber: '20100101TF09' });
    person = String(other.body.person);
    const added = await made.post(
      `/v1/persons/${person}/identity-numbers`, { ...began, identityNumber: NUMBER });
    [joined] = eventsOf(added) as [string];
    await overHttp(made);
  });
  expect(await causes()).toEqual([]);
  const withdrawal = { withdraws: joined };
  expect((await example.post(`/v1/persons/${person}/population-withdrawals`, withdrawal)).status).toBe(201);
  const lines = itemsOf(await get('/v1/settlements/draft?through=2025-08'));
  expect(new Set(lines.map((line) => line.person)).size).toBe(2);
  expect((await causes()).sort()).toEqual([
    '2025-07 removed PersonFactWithdrawn', '2025-07 reported-late PersonFactWithdrawn',
    '2025-08 removed PersonFactWithdrawn', '2025-08 reported-late PersonFactWithdrawn',
  ]);
});

test('a school of which the register says otherwise is named by what it says', async () => {
  const principal = { id: '559000-0002', name: 'Det andra bolaget', kind: 'independent' };
  const unit = { validOn: '2025-08-01', unit: INDEPENDENT, name: 'Skolan', principal };
  expect((await example.post('/v1/school-units', { units: [unit] })).status).toBe(201);
  expect(await causes()).toEqual([
    '2025-08 school-changed UnitRegistered', '2025-08 reported-late UnitRegistered',
  ]);
});

describe('of what was set for all, that is named which moved the amount', () => {
  const agreement = {
    validOn: '2025-01-01', parties: ['1401', '1407'], terms: [{ payee: 'independent', policy: 'default' }],
  };
  const setAgreement = (more: object): Promise<Answer> =>
    example.post('/v1/agreements/region/versions', { ...agreement, ...more });
  const publish = (owner: string | undefined, perYearOre: number, reportedAt?: string): Promise<Answer> =>
    example.post(`/v1/price-lists/${owner ?? 'all'}/prices`, { prices: [{
      validOn: '2025-01-01', perYearOre, standing: 'decided', ...(reportedAt && { reportedAt }),
      key: {
        year: 2025, principal: 'independent', studyPath: 'NA', ...(owner && { basis: 'agreement', owner }),
      },
    }] });
  const underAgreement = async (): Promise<void> => {
    await example.api.close();
    example = await settledExample(async (made) => {
      example = made;
      await setAgreement({});
      await publish('region', 10_000_000);
      await overHttp(made);
    });
  };

  test('an agreement that a party has left, whose list then no longer answers', async () => {
    await underAgreement();
    await setAgreement({ parties: ['1401'] });
    expect(await causes())
      .toEqual(['2025-07 price-changed AgreementSet', '2025-08 price-changed AgreementSet']);
  });

  test('a price, and not the agreement that was set anew beside it', async () => {
    await underAgreement();
    await setAgreement({ parties: ['1401', '1407', '1481'] });
    await publish('region', 10_100_000, '2026-04-02T08:00:00Z');
    expect(await causes())
      .toEqual(['2025-07 price-changed PricePublished', '2025-08 price-changed PricePublished']);
  });

  test('a fact of the pupil alone, though everything was said anew', async () => {
    await underAgreement();
    await setAgreement({ parties: ['1401', '1407', '1481'] });
    const { person } = itemsOf(await get('/v1/cost/lines?month=2025-08'))[0]!;
    const left = await example.post(`/v1/persons/${String(person)}/dropouts`, {
      validOn: '2025-08-20', unit: INDEPENDENT, reason: 'work',
    });
    expect(left.status).toBe(201);
    expect(await causes()).toEqual(['2025-08 days-changed DroppedOut']);
  });
});

describe('two who turned out to be one, and were charged for twice, are named by what said so', () => {
  const [first, second] = ['201001012382', '201001012390'] as const;
  const deliver = async (kind: 'elin' | 'population', content: string): Promise<unknown> =>
    example.api.dependencies.intake
      .receive({ kind, bytes: deliveryBytes(content), actor: 'a', organisation: 'region' });

  const admitted = (...numbers: readonly string[]): Promise<unknown> => deliver('elin', elinExport(
    numbers.map((number) =>
      elinEvent({ type: '8', name: 'Antagen', on: '2025-08-18', number, unit: INDEPENDENT }))));

  const isOne = (identityNumber: string, replaces: string): Promise<unknown> => deliver(
    'population', JSON.stringify({
      kind: 'identity-number', identityNumber, replaces, validOn: '2026-01-01',
      reportedAt: '2026-01-01T06:00:00Z',
    }));

  const differences =
    ['2025-07 days-changed IdentityNumberAdded', '2025-08 days-changed IdentityNumberAdded'];

  test.each([[second, first], [first, second]])('in one settlement, %s for %s', async (number, replaces) => {
    await example.api.close();
    example = await settledExample(async (made) => {
      example = made;
      await admitted(first, second);
      await overHttp(made);
    });
    await isOne(number, replaces);
    expect(await causes()).toEqual(differences);
  });

  test.each([[second, first], [first, second]])('in two, %s for %s', async (number, replaces) => {
    await example.api.close();
    example = await settledExample(async (made) => {
      example = made;
      await admitted(first);
      await overHttp(made);
      await admitted(second);
      await overHttp(made);
    });
    await isOne(number, replaces);
    expect(await causes()).toEqual(differences);
  });
});

test('what was credited because two seemed to be one is charged again when they are two', async () => {
  const number = '201001012390';
  await example.api.close();
  let [person, joined] = ['', ''];
  example = await settledExample(async (made) => {
    const { body } = await made.post('/v1/persons', { ...began, identityNumber: number });
    person = String(body.person);
    const content = elinExport([
      elinEvent({ type: '8', name: 'Antagen', on: '2025-08-18', number, unit: INDEPENDENT }),
    ]);
    await made.api.dependencies.intake
      .receive({ kind: 'elin', bytes: deliveryBytes(content), actor: 'a', organisation: 'region' });
    await overHttp(made);
    const added = await made.post(
      `/v1/persons/${person}/identity-numbers`, { ...began, identityNumber: NUMBER });
    [joined] = eventsOf(added) as [string];
    await overHttp(made);
  });
  expect(await causes()).toEqual([]);
  const withdrawal = { withdraws: joined };
  expect((await example.post(`/v1/persons/${person}/population-withdrawals`, withdrawal)).status).toBe(201);
  expect(await causes()).toEqual([
    '2025-07 days-changed PersonFactWithdrawn', '2025-08 days-changed PersonFactWithdrawn',
  ]);
});

/** Settles as a program with other rules would: each line a krona more, on another basis. */
const byOlderRules = (rules: number | undefined) => async ({ api }: SettledExample): Promise<void> => {
  const { ledger, clock, ids } = api.dependencies;
  await api.catchUp();
  const dearer = ({ person, account }: PersonAccount): PersonAccount => ({
    person,
    account: {
      ...account, due: account.due.map((line) => ({ ...line, ore: line.ore + 100 })),
      basis: { ...account.basis, digest: 'f'.repeat(64) },
    },
  });
  const source: ChargeSource = {
    asOfNow: (read) => new LiveChargeSource(api.readStore).asOfNow((view) => read({
      ...view, rules: rules as number,
      async* accounts(asked) {
        for await (const some of view.accounts(asked)) yield some.map(dearer);
      },
    })),
  };
  const older = new Settlements({ ledger, source, clock, ids, newDigest: sha256 });
  const by = (actor: string) => ({ actor, organisation: 'region', commandKey: actor });
  const { settlement } = await older.prepare({ through: '2025-08' }, by('economist'));
  await older.approve(settlement, by('approver'));
};

describe('what no fact made is told as made by another version of the rules', () => {
  test.each([[7, { then: 7, now: COST_RULES }], [undefined, { now: COST_RULES }]])(
    'noted as %s', async (rules, told) => {
      await example.api.close();
      example = await settledExample(byOlderRules(rules));
      const [line] = itemsOf(await get('/v1/settlements/draft?through=2025-08'));
      expect(line).toMatchObject({
        ore: -100, reason: 'price-changed', because: [{ what: 'rules-changed', rules: told }],
      });
      const { settlement } = itemsOf(await get('/v1/settlements?limit=1'))[0]!;
      const [first] = itemsOf(await get(`/v1/settlements/${String(settlement)}/lines?limit=1`));
      const why = await get(`/v1/cost/explanation/${String(first!.id)}?format=json`);
      expect([first!.ore, why.body.rules]).toEqual([921_607, told]);
    });

  test('and one that notes the same version is not', async () => {
    await example.api.close();
    example = await settledExample(byOlderRules(COST_RULES));
    expect(await causes()).toEqual(['2025-07 price-changed', '2025-08 price-changed']);
  });
});
