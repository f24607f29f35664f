import { once } from 'node:events';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { type ApiUnderTest, openApi } from '../../../test/support/api-under-test.js';

let api: ApiUnderTest;
let url: string;

beforeAll(async () => {
  api = await openApi();
  await api.app.listen(0, '127.0.0.1');
  url = await api.app.getUrl();
});
afterAll(() => api.close());

/** What the server says first to a caller who asks before sending a body: to go on, or a status. */
const firstSaid = async (path: string, token: string, body: string): Promise<'go on' | number> => {
  const headers = {
    authorization: `Bearer ${token}`, 'content-type': 'application/json', expect: '100-continue',
  };
  const request = requestHttp(new URL(path, url), { method: 'POST', headers, agent: false });
  request.flushHeaders();
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  const said = await Promise.race([once(request, 'continue').then(() => 'go on' as const), answered]);
  if (said !== 'go on') {
    request.destroy();
    return said[0].statusCode!;
  }
  request.end(body);
  const [response] = await answered;
  expect(response.statusCode).toBeLessThan(300);
  response.resume();
  return said;
};

const person = JSON.stringify({ identityNumber: '201001012382', validOn: '2026-03-01' });

test('a body that is wanted is asked for, and heard', async () => {
  const token = await api.token({ role: 'administrator', organisation: 'region' });
  expect(await firstSaid('/v1/persons', token, person)).toBe('go on');
  expect(await firstSaid('/v1/deliveries/elin', token, '{"Handelses": []}')).toBe('go on');
});

test('a body is not asked for where the token or the role is refused', async () => {
  expect(await firstSaid('/v1/persons', 'nonsense', person)).toBe(401);
  const token = await api.token({ role: 'viewer' });
  expect(await firstSaid('/v1/deliveries/elin', token, '')).toBe(403);
});
