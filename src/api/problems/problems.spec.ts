import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ApiScene, began, codeOf, enrolled } from '../../../test/support/api-scene.js';
import { type Answer, openApi } from '../../../test/support/api-under-test.js';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import type { ProjectionControl } from '../../application/ports/projection-control.js';
import { isProblemCode, problemTypes } from './problem-types.js';

const sources = fileURLToPath(new URL('../../', import.meta.url));

/** Every code that some rule refuses with, as it stands in the sources. */
const refusedWith = (): string[] => readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  // What a line of a delivery is refused with stands in its report; the simulator is not reached over HTTP.
  .filter((file) => !/(application\/intake|simulation)\//.test(file.replaceAll('\\', '/')))
  .flatMap((file) => [...readFileSync(`${sources}${file}`, 'utf8').matchAll(REFUSING)])
  .map((match) => match[1]!);

const REFUSING = /\b(?:refuse(?:If)?|new Refusal)\((?:[^;]*?\n?[^;]*?,)?\s*'([a-z]+(?:-[a-z]+)+)'/g;

test('every code that a rule refuses with is a type of problem', () => {
  const codes = [...new Set(refusedWith())];
  const some = ['idempotency-key-reused', 'date-impossible', 'record-erased'];
  expect(codes).toEqual(expect.arrayContaining(some));
  expect(codes.filter((code) => !isProblemCode(code))).toEqual([]);
});

test('titles tell types apart', () => {
  const titles = Object.values(problemTypes).map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

describe('answers', () => {
  let scene: ApiScene;
  beforeAll(async () => { scene = await ApiScene.open(); });
  beforeEach(() => scene.begin());
  afterAll(() => scene.close());

  const mustBe = (answer: Answer, status: number, code: string): void => {
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ status, title: expect.any(String) });
    expect(answer.body.correlationId).toEqual(expect.any(String));
  };

  const sendBody = (body: string, type = 'application/json'): Promise<Answer> =>
    scene.say('enrolments', scene.administrator, body, { 'content-type': type });

  test('to what is no JSON quote nothing of it', async () => {
    const answer = await sendBody('{"unit": "canary');
    mustBe(answer, 400, 'request-malformed');
    expect(answer.text + scene.api.logged.join()).not.toContain('canary');
  });

  test.each(['', '[]', '"x"', '3', 'null', '{"__proto__":{"validOn":"2026-01-01"}}'])(
    'to a body of %s are problems', async (body) => {
      const answer = await sendBody(body);
      expect([answer.status, answer.headers['content-type']])
        .toEqual([400, expect.stringMatching(/problem\+json/)]);
    },
  );

  test('to a body that is nested beyond reason', async () => {
    for (const [open, close] of [['[', ']'], ['{"x":', '}']] as const) {
      mustBe(await sendBody(`${open.repeat(1_500)}1${close.repeat(1_500)}`), 400, 'request-malformed');
    }
  });

  test('to a body in another encoding, since reading it as UTF-8 would change names', async () => {
    const body = JSON.stringify({ validOn: '2026-02-01', givenName: 'Björn', familyName: 'Ek' });
    for (const encoding of ['latin1', 'utf16le'] as const) {
      const type = { 'content-type': 'application/json' };
      const answer = await scene.say('name', scene.administrator, Buffer.from(body, encoding), type);
      mustBe(answer, 400, 'request-malformed');
    }
  });

  test('to another content type', async () => {
    mustBe(await sendBody('x', 'text/csv'), 415, 'media-type-unsupported');
  });

  test.each([
    ['in another charset', 'application/json; charset=iso-8859-1', {}],
    ['compressed', 'application/json', { 'content-encoding': 'gzip' }],
  ])('to a body %s, whose letters would be read wrongly', async (_, type, headers) => {
    const sent = { 'content-type': type, ...headers };
    const answer = await scene.say('enrolments', scene.administrator, '{}', sent);
    mustBe(answer, 415, 'media-type-unsupported');
  });

  test('to bytes that are no UTF-8, so that no name is recorded with other letters', async () => {
    const text = '{"validOn": "2026-01-01", "givenName": "\xc5sa", "familyName": "Ek"}';
    const payload = Buffer.from(text, 'latin1');
    const { statusCode, json } = await scene.api.app.inject({
      method: 'POST', url: `/v1/persons/${scene.person}/name`, payload,
      headers: { authorization: `Bearer ${scene.administrator}`, 'content-type': 'application/json' },
    });
    expect([statusCode, json<{ type: string }>().type])
      .toEqual([400, 'urn:liggare:problem:request-malformed']);
  });

  test.each(['[]', 'null', '"x"', '7'])('to a body that is no object: %s', async (body) => {
    const answer = await sendBody(body);
    mustBe(answer, 400, 'request-malformed');
    expect(answer.body.detail).toBe('The body must be a JSON object.');
  });

  test('to a body that is nested without end', async () => {
    const deep = (levels: number): string => `${'{"name":'.repeat(levels)  }1${  '}'.repeat(levels)}`;
    mustBe(await sendBody(deep(1_000)), 400, 'request-malformed');
    mustBe(await sendBody(deep(16)), 400, 'request-invalid');
  });

  test('to a body that is too large, announced or not', async () => {
    mustBe(await sendBody(JSON.stringify({ x: 'x'.repeat(20_000) })), 413, 'body-too-large');
  });

  test('to what has not the form it must have name every field, its rule, and no value', async () => {
    const answer = await scene.enrol(scene.administrator, {
      validOn: '2026-02-30', studyPath: 'canary', schoolYear: null, canary: 'canary',
    });
    mustBe(answer, 400, 'request-invalid');
    expect(answer.body.errors).toEqual([
      { field: 'canary', rule: 'There is no such field.' },
      { field: 'validOn', rule: 'Write a day that exists, as yyyy-mm-dd.' },
      { field: 'studyPath', rule: 'Write a text such as NANAT000N, that matches ^[0-9A-ZÅÄÖ]{1,9}$.' },
      { field: 'schoolYear', rule: 'Write a text that matches ^[1-9]$.' },
    ].map((error) => expect.objectContaining(error)));
    expect(answer.text.replaceAll('"field":"canary"', '')).not.toContain('canary');
  });

  test('say of a field that is missing that it is, and what it must be', async () => {
    const { body } = await scene.enrol(scene.administrator, { unit: undefined });
    const rule = 'It is missing. Write a text such as 94353434, that matches ^[0-9A-Za-z-]{1,16}$.';
    expect(body.errors).toEqual([{ field: 'unit', rule }]);
  });

  test('never repeat a field name that is no name', async () => {
    const answer = await scene.enrol(scene.administrator, { [scene.number]: 1, 'Maja Ek': 2 });
    expect(answer.text).not.toMatch(new RegExp(`${scene.number}|Maja`));
  });

  test('name nested fields by their place', async () => {
    const { administrator } = scene;
    const principal = { id: '1480', name: 'B', kind: 'x' };
    const units = [{ validOn: '2025-08-18', unit: '1', name: 'A', principal }];
    const { body } = await scene.post('/v1/school-units', administrator, { units });
    expect(body.errors).toEqual([expect.objectContaining({ field: 'units.0.principal.kind' })]);
  });

  test('to free text with control characters name the field, and not what was sent', async () => {
    const answer = await scene.say('address', scene.administrator, {
      validOn: '2025-08-18', street: 'Canary\u0000gatan 1', city: 'Cana\u009fry',
    });
    mustBe(answer, 400, 'request-invalid');
    expect(answer.body.errors).toEqual([
      { field: 'street', rule: 'Write 0 to 200 characters, none of them a control character.' },
      { field: 'city', rule: 'Write 0 to 100 characters, none of them a control character.' },
    ]);
    expect(answer.text).not.toMatch(/cana/i);
  });

  test('to a number that is none name the check, not the number', async () => {
    const wrong = `${scene.number.slice(0, 11)}${(Number(scene.number[11]) + 1) % 10}`;
    const { administrator } = scene;
    const answer = await scene.post('/v1/persons', administrator, { ...enrolled, identityNumber: wrong });
    mustBe(answer, 400, 'request-invalid');
    const alone = await scene.post('/v1/persons/search', administrator, { identityNumber: wrong });
    mustBe(alone, 422, 'identity-number-invalid');
    expect(alone.body).toMatchObject({ field: 'identityNumber', detail: 'The check digit is wrong.' });
    expect(answer.text + alone.text).not.toContain(wrong);
  });

  test('to an address without a route', async () => {
    mustBe(await scene.get('/v1/nothing', scene.administrator), 404, 'route-unknown');
    mustBe(await scene.get('/elsewhere', ''), 404, 'route-unknown');
  });

  test('to an address that cannot be read', async () => {
    mustBe(await scene.get('/v1/%zz', scene.administrator), 400, 'request-malformed');
    mustBe(await scene.get('/v1/persons/201001012382', scene.administrator), 400, 'request-invalid');
  });

  test('to no token and to a bad one ask for another', async () => {
    const none = await scene.api.call('/v1/caseload');
    mustBe(none, 401, 'token-missing');
    expect(none.headers['www-authenticate']).toBe('Bearer');
    const bad = await scene.get('/v1/caseload', 'x.y.z');
    mustBe(bad, 401, 'token-refused');
    expect(bad.body).toMatchObject({ detail: 'It is not a signed JWT.' });
    const basic = await scene.api.call('/v1/caseload', { headers: { authorization: 'Basic eDp5' } });
    mustBe(basic, 401, 'token-missing');
  });

  test.each(['9999999999999999', '0000000000000000', '-1', 'garbage', '0000000000000001x'])(
    'to what was known at a position that the ledger has not come to: %s', async (position) => {
      const { administrator, person } = scene;
      const then = await scene.get(`/v1/persons/${person}?knownAt=${position}`, administrator);
      mustBe(then, 400, 'request-invalid');
    },
  );

  const noLimits = ['0', '501', '', '-1', '1.5', '1e2', '0x10', '%205', '5&limit=6'];
  test.each(noLimits)('to a limit of %s', async (limit) => {
    mustBe(await scene.get(`/v1/caseload?limit=${limit}`, scene.administrator), 400, 'request-invalid');
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'POST'] as const)(
    'to %s at an address that has no such method name those it has', async (method) => {
      const answer = await scene.api.call('/v1/caseload', { method, token: scene.administrator });
      mustBe(answer, 405, 'method-not-allowed');
      expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
    },
  );

  test('to GET where there is only POST', async () => {
    const answer = await scene.get('/v1/persons/search', scene.administrator);
    mustBe(answer, 405, 'method-not-allowed');
    expect(answer.headers.allow).toBe('OPTIONS, POST');
  });
});

/** A projector that is so far behind, and comes no further. */
const behindBy = (lagEvents: number): ProjectionControl => {
  const standing = {
    name: 'caseload', version: 1, state: 'live', checkpoint: '', lagSeconds: 3, parked: 0,
  } as const;
  return {
    status: () => Promise.resolve({ head: '0000000000000009', projections: [{ ...standing, lagEvents }] }),
    waitFor: () => Promise.resolve(false), rebuild: () => Promise.resolve([]),
    parked: () => Promise.resolve([]), redrive: () => Promise.resolve(false),
  };
};

describe('when something is wrong with us', () => {
  test('a fault tells its correlation id, and nothing else', async () => {
    const verify = (): Promise<never> => Promise.reject(new Error('canary'));
    const api = await openApi({ verify });
    const token = await api.token({ role: 'auditor' });
    const { status, body, headers, text } = await api.call('/v1/verifications', { token, body: {} });
    expect({ status, body }).toEqual({
      status: 500,
      body: {
        type: 'urn:liggare:problem:internal-error', title: 'A fault of ours', status: 500,
        correlationId: headers['x-correlation-id'],
      },
    });
    const line = api.logged.find((each) => each.includes('"fault"'))!;
    expect(JSON.parse(line)).toMatchObject({
      correlationId: body.correlationId, fault: { name: 'Error', at: expect.any(Array) },
    });
    expect(text + api.logged.join()).not.toContain('canary');
    await api.close();
  });

  test('of a store that is away the caller is not told the machine, and the log is', async () => {
    const said = 'connect ECONNREFUSED 192.0.2.7:2113';
    const cause = new Error('canary');
    const away = new StoreUnavailable('KurrentDB does not answer', false, { said, cause });
    const api = await openApi({ verify: () => Promise.reject(away) });
    const token = await api.token({ role: 'auditor' });
    const { status, body, text } = await api.call('/v1/verifications', { token, body: {} });
    expect([status, body['detail']]).toEqual([503, 'KurrentDB does not answer']);
    expect(text).not.toMatch(/192\.0\.2\.7|2113/);
    const line = api.logged.find((each) => each.includes('"fault"'))!;
    const fault = { name: 'StoreUnavailable', message: away.message, said };
    expect(JSON.parse(line)).toMatchObject({ level: 'error', fault });
    expect(api.logged.join()).not.toContain('canary');
    await api.close();
  });

  test('a read model that is behind says how far, and when to ask again', async () => {
    const api = await openApi({ projections: behindBy(7) });
    const token = await api.token({ role: 'administrator' });
    const principal = { id: '1480', name: 'B', kind: 'municipal' };
    const unit = { ...began, unit: '94353434', name: 'A', principal };
    const { body } = await api.call('/v1/school-units', { token, body: { units: [unit] } });
    const answer = await api.call(`/v1/caseload?atLeast=${String(body.position)}`, { token });
    expect([answer.status, codeOf(answer)]).toEqual([503, 'read-model-behind']);
    expect([answer.body.lagEvents, answer.headers['retry-after']]).toEqual([7, '1']);
    const lines = api.logged.filter((line) => line.includes(answer.headers['x-correlation-id'] as string));
    expect(lines.map((line): unknown => JSON.parse(line)))
      .toMatchObject([{ level: 'info', msg: 'request', status: 503, problem: 'read-model-behind' }]);
    await api.close();
  });

  test('the service says that it is not ready while read models are far behind', async () => {
    const statusOf = async (lagEvents: number): Promise<number> => {
      const api = await openApi({ projections: behindBy(lagEvents) });
      const { status } = await api.call('/health/ready');
      await api.close();
      return status;
    };
    expect([await statusOf(100), await statusOf(101)]).toEqual([200, 503]);
  });
});
