import { Validator } from '@seriousme/openapi-schema-validator';
import { NOBODY } from '../../../test/support/api-scene.js';
import { apiDescription } from '../../../test/support/api-description.js';
import { type ApiUnderTest, openApi } from '../../../test/support/api-under-test.js';
import { deliveryKinds } from '../deliveries/delivery-examples.js';
import { DocumentedAnswers } from '../../../test/support/documented-answers.js';

interface Media { schema?: object; example?: unknown; examples?: Record<string, { value: unknown }> }
interface Operation {
  summary?: string;
  parameters?: { name: string; in: string; description?: string }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
  security?: object[];
}
interface Route extends Operation { path: string; method: string }

let api: ApiUnderTest;
let document: Record<string, unknown>;
let routes: Route[];

beforeAll(async () => {
  api = await openApi();
  document = (await api.call('/openapi.json')).body;
  const paths = Object.entries(document.paths as Record<string, Record<string, Operation>>);
  routes = paths.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })));
});
afterAll(() => api.close());

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const without = (has: (route: Route) => boolean, of = routes): string[] =>
  of.filter((route) => !has(route)).map(nameOf);
const isShown = ({ example, examples }: Media): boolean => example !== undefined || examples !== undefined;
const examplesIn = ({ example, examples = {} }: Media): unknown[] =>
  [example, ...Object.values(examples).map(({ value }) => value)].filter((each) => each !== undefined);
const underV1 = (): Route[] => routes.filter(({ path }) => path.startsWith('/v1/'));

test('the document is OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  expect(validator.version).toBe('3.1');
});

test('every route has a summary, and under /v1 needs a token', () => {
  expect(routes.length).toBeGreaterThan(40);
  expect(without(({ summary }) => Boolean(summary))).toEqual([]);
  expect(without(({ security }) => security?.length === 1, underV1())).toEqual([]);
});

test('every example of a delivery is a file that is taken whole', async () => {
  const own = await openApi();
  own.at('2026-12-01T08:00:00Z'); // after the days that they tell of
  const token = await own.token({ role: 'administrator', organisation: 'region' });
  const { requestBody } = routes.find(({ path }) => path === '/v1/deliveries/{kind}')!;
  const { examples = {} } = requestBody!.content['application/octet-stream']!;
  const headers = { 'content-type': 'application/octet-stream' };
  const told = [];
  for (const [kind, { value }] of Object.entries(examples)) {
    const { body } = await own.call(`/v1/deliveries/${kind}`, { token, body: String(value), headers });
    told.push([kind, body.state, body.lines !== 0 && body.taken === body.lines]);
  }
  expect(told).toEqual(deliveryKinds.map((kind) => [kind, 'completed', true]));
  await own.close();
});

test('every parameter says what it is', () => {
  expect(without(({ parameters = [] }) => parameters.every(({ description }) => description))).toEqual([]);
});

/** What an example names and a new ledger, or its clock, has not; all else must be as the rules want it. */
const NAMES_NOTHING = /-unknown$|-open$|look-ahead$|nothing-to-withdraw$|number-of-another$/;

test('every body has an example, which is taken by whoever has what it names', async () => {
  const withBody = routes.filter(({ requestBody }) => requestBody);
  const contents = ({ requestBody }: Route): Media[] => Object.values(requestBody!.content);
  expect(without((route) => contents(route).every(isShown), withBody)).toEqual([]);
  const token = await api.token({ role: 'administrator', organisation: 'region' });
  const bodiesOf = ({ requestBody }: Route): unknown[] =>
    examplesIn(requestBody!.content['application/json'] ?? {});
  const [registration] = bodiesOf(withBody.find(({ path }) => path === '/v1/persons')!);
  const { body: { person } } = await api.call('/v1/persons', { token, body: registration });
  const posted = withBody.flatMap((route) => bodiesOf(route).map((example) => ({ route, example })));
  const answers = await Promise.all(posted.map(async ({ route: { path }, example }) => {
    const whose = path.endsWith('/erasures') ? NOBODY : String(person);
    const url = path.replace('{person}', whose).replace('{municipality}', '1480')
      .replace('{settlement}', NOBODY).replace(/\{\w+\}/, 'x');
    const { status, body } = await api.call(url, { token, body: example });
    const isTaken = status < 300 || (status < 500 && NAMES_NOTHING.test(String(body.type)));
    return { path, misunderstood: !isTaken, body };
  }));
  expect(answers.filter(({ misunderstood }) => misunderstood)).toEqual([]);
  expect(answers.length).toBeGreaterThan(25);
});

test('answers are held to this document in every suite', async () => {
  expect(await apiDescription(() => { throw new Error('It was kept when the document was asked for'); }))
    .toEqual(document);
});

test('every good answer has an example', () => {
  const good = ({ responses }: Route): Media[] => Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, { content = {} }]) => Object.values(content));
  const hasExamples = (route: Route): boolean => good(route).length > 0 && good(route).every(isShown);
  expect(without(hasExamples, underV1())).toEqual([]);
});

test('every example of an answer is as the answer is described', () => {
  const promises = new DocumentedAnswers(document);
  const examples = routes.flatMap(({ path, method, responses }) => Object.entries(responses)
    .flatMap(([status, { content = {} }]) => Object.entries(content).flatMap(([type, media]) =>
      examplesIn(media).map((example) => ({ path, method, status: Number(status), type, example })))));
  expect(examples.length).toBeGreaterThan(300);
  for (const { path, method, status, type, example } of examples) {
    const answer = { status, headers: { 'content-type': type }, text: JSON.stringify(example) };
    expect(() => promises.mustHold(method, path, answer)).not.toThrow();
  }
});

test('every field of an answer under /v1 has a type, and a list says of what', () => {
  const text = JSON.stringify(underV1().map(({ responses }) => responses));
  expect(text).not.toMatch(/"schema":\{\}|"items":\{\}/);
});

test('every route under /v1 has its problems, each with an example', () => {
  const problems = ({ responses }: Route): Media[] => Object.values(responses)
    .map(({ content }) => content?.['application/problem+json']).filter((media) => media !== undefined);
  const has = (status: string) => ({ responses }: Route): boolean => status in responses;
  for (const status of ['400', '401', '403', '500', '503']) {
    expect(without(has(status), underV1())).toEqual([]);
  }
  expect(without((route) => problems(route).every(isShown), underV1())).toEqual([]);
});

test('the page needs nothing from another host', async () => {
  const { status, text } = await api.call('/docs');
  expect(status).toBe(200);
  const loaded = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
  expect(loaded.length).toBeGreaterThan(2);
  expect(loaded.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
  for (const address of loaded) {
    expect((await api.call(new URL(address, 'http://localhost/').pathname)).status).toBe(200);
  }
});
