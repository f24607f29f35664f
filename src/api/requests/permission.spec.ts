import { ApiScene, codeOf, NOBODY, UNIT } from '../../../test/support/api-scene.js';
import type { Answer, Call } from '../../../test/support/api-under-test.js';
import { type Role, roles } from '../../application/access/caller.js';

type Operation = { requestBody?: { content: Record<string, { example?: unknown }> } };
interface Route { readonly path: string; readonly method: 'GET' | 'POST'; readonly example?: unknown }

let scene: ApiScene;
let routes: Route[];
beforeAll(async () => {
  scene = await ApiScene.open();
  const { body } = await scene.api.call('/openapi.json');
  const paths = Object.entries(body.paths as Record<string, Record<string, Operation>>);
  routes = paths.filter(([path]) => path.startsWith('/v1/')).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody }]) => ({
      path, method: method.toUpperCase() as Route['method'],
      example: requestBody?.content['application/json']?.example,
    })));
});
afterAll(() => scene.close());

/** Everything about it is wrong that can be. */
const bad = ({ path, method }: Route, token: string): Promise<Answer> => {
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'a b' };
  const sent: Call = method === 'GET' ? { token } : { method, token, headers, body: '{' };
  return scene.api.call(`${path.replace(/\{\w+\}/g, 'x')}?canary=1`, sent);
};

const good = ({ path, method, example }: Route, token: string): Promise<Answer> =>
  scene.api.call(path.replace('{person}', NOBODY).replace(/\{\w+\}/g, 'x'), { method, token, body: example });

const tokenOf = (role: Role | readonly Role[]): Promise<string> => scene.api.token({ role, units: [UNIT] });

const answered = async (send: typeof bad, token: string): Promise<Record<string, string>> => {
  const answers = await Promise.all(routes.map(async (route) =>
    [`${route.method} ${route.path}`, codeOf(await send(route, token))] as const));
  return Object.fromEntries(answers);
};

test('who has no role is refused by every route, whatever is wrong with the request', async () => {
  const codes = Object.values(await answered(bad, await tokenOf([])));
  expect(new Set(codes)).toEqual(new Set(['role-not-permitted']));
  expect(codes.length).toBeGreaterThan(40);
});

test.each(roles)('where the role of a %s decides alone, the request is not judged', async (role) => {
  const token = await tokenOf(role);
  const refused = (codes: Record<string, string>): string[] =>
    Object.keys(codes).filter((route) => codes[route] === 'role-not-permitted');
  expect(refused(await answered(bad, token))).toEqual(refused(await answered(good, token)));
});
