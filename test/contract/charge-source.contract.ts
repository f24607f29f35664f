import type {
  AccountsView, BooksView, ChargeSource, PersonAccount,
} from '../../src/application/ports/charge-source.js';
import type { ApiScene } from '../support/api-scene.js';
import { elinEvent, elinExport } from '../support/elin-export.js';
import { deliveryBytes } from '../support/pieces.js';
import { testNumbers } from '../support/test-numbers.js';
import { admitted, INDEPENDENT, moved, prices, units } from '../support/worked-example.js';
import { type Open, withPort } from './over-read-models.js';

const LOOKED_AT = '2026-04-02';
const THROUGH = '2026-03';
const dueAsked = { through: THROUGH, lookedAt: LOOKED_AT };

const send = async (scene: ApiScene, kind: 'elin' | 'school-units' | 'price-list', content: string) => {
  const { intake } = scene.api.dependencies;
  await intake.receive({ kind, bytes: deliveryBytes(content), actor: 'a', organisation: 'region' });
  await scene.api.catchUp();
};

/** Two pupils, one of whom moved, through March. */
const pupils = async (scene: ApiScene): Promise<void> => {
  scene.api.at(`${LOOKED_AT}T08:00:00Z`);
  await send(scene, 'school-units', units);
  await send(scene, 'price-list', prices);
  const number = testNumbers(2009)[1]!;
  const other = elinEvent({ type: '8', name: 'Antagen', on: '2026-01-08', number, unit: INDEPENDENT });
  await send(scene, 'elin', elinExport([admitted, moved, other]));
};

/** Settles what is due through a month; the settlement. */
const settle = async (scene: ApiScene, through: string): Promise<string> => {
  const economist = await scene.api.token({ role: 'economist', organisation: 'region' });
  const approver = await scene.api.token({ role: 'administrator', organisation: 'region' });
  const { body } = await scene.post('/v1/settlements', economist, { through });
  const settlement = String(body.settlement);
  expect((await scene.post(`/v1/settlements/${settlement}/approval`, approver, {})).status).toBe(201);
  await scene.api.catchUp();
  return settlement;
};

const accountsOf = async (
  view: AccountsView, settlements: readonly string[] = [], from?: string,
): Promise<PersonAccount[]> => {
  const all: PersonAccount[] = [];
  const asked = { ...dueAsked, settlements: new Set(settlements), from };
  for await (const some of view.accounts(asked)) all.push(...some);
  return all;
};

const dueOf = ({ account: { due, earlier } }: PersonAccount): number =>
  [...due, ...earlier?.lines() ?? []].reduce((sum, { ore }) => sum + ore, 0);
const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const owedIn = async (view: BooksView): Promise<number> =>
  total((await view.dueSums(dueAsked, {})).map(({ ore }) => ore));

/** What is promised by whoever knows what is due, and what was issued. */
export const chargeSourceContract = (name: string, open: Open<ChargeSource>): void => {
  const withSource = withPort(open);

  describe(`${name}: charge source`, () => {
    test('has an account of everybody, in the order of their ids; from an id on, the rest', withSource(
      async ({ port, scene }) => {
        await pupils(scene);
        await port.asOfNow(async (view) => {
          const persons = (await accountsOf(view)).map(({ person }) => person);
          expect(persons).toHaveLength(2);
          expect(persons).toEqual(persons.toSorted());
          const rest = await accountsOf(view, [], persons[1]);
          expect(rest.map(({ person }) => person)).toEqual([persons[1]]);
          expect(view.position).toBe(await scene.api.dependencies.store.head());
        });
      },
    ));

    test('what is due, added up over accounts, is what is due over the cost allocation', withSource(
      async ({ port, scene }) => {
        await pupils(scene);
        await port.asOfNow(async (view) => {
          const due = total((await accountsOf(view)).map(dueOf));
          expect(due).toBeGreaterThan(0);
          expect(due).toBe(await owedIn(view));
        });
      },
    ));

    test('what was issued is in accounts, for whoever asks for its settlement, and in its sums', withSource(
      async ({ port, scene }) => {
        await pupils(scene);
        const settlement = await settle(scene, '2026-02');
        await send(scene, 'elin', elinExport([elinEvent({
          type: '6', name: 'Flytt inom region', on: '2026-01-20', number: testNumbers(2009)[1]!,
          movedFrom: '1407', municipality: '1480',
        })]));
        await port.asOfNow(async (view) => {
          const sums = await view.issuedSums(settlement, {});
          const issued = total(sums.map(({ debitOre, creditOre }) => debitOre + creditOre));
          expect(issued).toBeGreaterThan(0);
          const theirs = (await accountsOf(view, [settlement])).flatMap(({ account }) => account.issued);
          expect(theirs.length).toBeGreaterThan(0);
          expect(theirs.every((line) => line.settlement === settlement)).toBe(true);
          expect((await accountsOf(view)).flatMap(({ account }) => account.issued)).toEqual([]);
          expect(await view.issuedSums('another', {})).toEqual([]);
        });
      },
    ));

    test('what is read within does not change meanwhile', withSource(async ({ port, scene }) => {
      await pupils(scene);
      await port.asOfNow(async (view) => {
        const [position, before] = [view.position, await owedIn(view)];
        const number = testNumbers(2008)[0]!;
        await send(scene, 'elin', elinExport([
          elinEvent({ type: '8', name: 'Antagen', on: '2026-01-08', number, unit: INDEPENDENT }),
        ]));
        expect([view.position, await owedIn(view)]).toEqual([position, before]);
        expect((await accountsOf(view)).length).toBe(2);
      });
      await port.asOfNow(async (view) => expect((await accountsOf(view)).length).toBe(3));
    }));
  });
};
