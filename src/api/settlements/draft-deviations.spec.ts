import { readFileSync } from 'node:fs';
import {
  ApiScene, began, codeOf, enrolled, itemsOf, OTHER_UNIT, UNIT,
} from '../../../test/support/api-scene.js';
import { deviationKinds, remedies } from '../../domain/cost/remedies.js';

/** Before a settlement: what it would leave out, or charge with a question mark, and what resolves it. */

let scene: ApiScene;
let economist: string;
beforeAll(async () => {
  scene = await ApiScene.open();
  scene.api.at('2026-07-20T08:00:00Z');
  scene.administrator = await scene.api.token({ role: 'administrator', organisation: 'region' });
  economist = await scene.api.token({ role: 'economist', organisation: '1480' });
  const { body } = await scene.post('/v1/persons', scene.administrator, {
    ...began, identityNumber: scene.nextNumber(), homeMunicipality: '1480',
  });
  scene.person = body.person as string;
});
afterAll(() => scene.close());

const path = '/v1/settlements/draft/deviations';

test('every kind is listed with what would resolve it, of months up to the last one alone', async () => {
  const principal = { id: '1480', name: 'Staden', kind: 'municipal' };
  const units = [UNIT, OTHER_UNIT].map((unit) => ({ ...began, unit, name: 'Skolan', principal }));
  await scene.post('/v1/school-units', scene.administrator, { units });
  await scene.say('enrolments', scene.administrator, { ...enrolled, validOn: '2025-09-01' });
  await scene.say('dropouts', scene.administrator, { validOn: '2026-06-01', unit: UNIT });
  const last = await scene.say(
    'summer-placements', scene.administrator, { ...enrolled, validOn: '2026-07-01', unit: OTHER_UNIT });

  const listed = async (query: string) => itemsOf(await scene.after(last, `${path}?${query}`, economist))
    .map(({ kind, from, remedy }) => [kind, from, typeof remedy]).sort();
  expect(await listed('through=2026-07')).toEqual([
    ['missing-price', '2025-09-01', 'string'], ['missing-price', '2026-07-01', 'string'],
    ['reported-late', '2025-09-01', 'string'], ['reported-late', '2026-06-01', 'string'],
    ['unconfirmed-placement', '2026-07-01', 'string'],
  ]);
  expect(await listed('through=2026-06&kind=missing-price'))
    .toEqual([['missing-price', '2025-09-01', 'string']]);
  expect(await listed('through=2026-07&kind=unconfirmed-placement')).toHaveLength(1);
  const unpriced = itemsOf(await scene.after(last, `${path}?through=2026-06&kind=missing-price`, economist));
  expect(unpriced.map(({ priceRule, asked }) => [priceRule, asked]))
    .toEqual([['internal', ['payee', 'agreement', 'general']]]);
  const counted = await scene.after(last, `${path}/counts?through=2026-07`, economist);
  expect(itemsOf(counted).map(({ kind, deviations, persons, isCharged }) =>
    [kind, deviations, persons, isCharged])).toEqual([
    ['missing-price', 2, 1, false], ['unconfirmed-placement', 1, 1, true], ['reported-late', 2, 1, true],
  ]);

  // What a settlement knew of is no news to the next one; what it could not charge stays open.
  scene.api.at('2026-07-21T08:00:00Z');
  const regional = await scene.api.token({ role: 'economist', organisation: 'region' });
  const approver = await scene.api.token({ role: 'administrator', organisation: 'region' });
  economist = await scene.api.token({ role: 'economist', organisation: '1480' });
  const { body } = await scene.post('/v1/settlements', regional, { through: '2026-06' });
  const approval = `/v1/settlements/${String(body.settlement)}/approval`;
  expect((await scene.post(approval, approver, {})).status).toBe(201);
  expect((await listed('through=2026-06')).map(([kind]) => kind)).toEqual(['missing-price']);
});

test('an economist sees those of the own municipality, and of kinds that there are', async () => {
  expect(codeOf(await scene.get(`${path}?through=2026-06&payer=1481`, economist))).toBe('other-organisation');
  expect(codeOf(await scene.get(`${path}/counts?through=2026-06&payer=1481`, economist)))
    .toBe('other-organisation');
  expect(codeOf(await scene.get(`${path}?through=2026-06&kind=odd`, economist))).toBe('request-invalid');
});

const pageOf = (name: string): string =>
  readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), 'utf8');

test('what would resolve a deviation names routes and commands that there are', () => {
  const [api, cli] = [pageOf('reference/api'), pageOf('reference/cli')];
  const told = Object.values(remedies).join(' ');
  const routes = [...told.matchAll(/POST (\/v1\/[^ ,);]+)/g)].map(([, route]) => `| POST | \`${route}\` |`);
  const commands = [...told.matchAll(/liggare ([a-z-]+(?: [a-z-]+)?)/g)].map(([, command]) => command!);
  expect(routes.length).toBeGreaterThan(8);
  expect(routes.filter((route) => !api.includes(route))).toEqual([]);
  expect(commands.length).toBeGreaterThan(8);
  expect(commands.filter((command) => !isCommand(command, cli, api))).toEqual([]);
});

/** A command of the terminal, with its subcommand; or what is imported or recorded by one. */
const isCommand = (command: string, cli: string, api: string): boolean => {
  const [name, what = ''] = command.split(' ') as [string, string?];
  if (name === 'record') return api.includes(`| POST | \`/v1/persons/{person}/${what}\` |`);
  if (name === 'import') return cli.includes(`"${what}"`);
  return cli.includes(`Usage: liggare ${command} `) || cli.includes(`Usage: liggare ${name} [options]\n`);
};

test('the page on settling tells of every kind', () => {
  const page = pageOf('how-to/settle');
  expect(deviationKinds.filter((kind) => !page.includes(`\`${kind}\``))).toEqual([]);
});
