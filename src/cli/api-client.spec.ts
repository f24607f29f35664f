import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../test/support/answering-server.js';
import { ApiClient, NoAnswer } from './api-client.js';

let server: AnsweringServer;
let answer: Answer;

beforeEach(async () => {
  answer = json({});
  server = await answeringServer(() => answer);
});
afterEach(() => server.close());

/** Where a server listens, on a free port of this machine. */
const listening = async (one: Server): Promise<string> => {
  await new Promise<void>((resolve) => { one.listen(0, '127.0.0.1', resolve); });
  return `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
};

const client = (): ApiClient => new ApiClient(server.url, 'a-token');

test('a query leaves out what nobody asked for, and the token stands in its header', async () => {
  answer = json({ items: [] });
  const query = { unit: 'å&b', limit: 5, after: undefined };
  expect(await client().get('/v1/caseload', query)).toEqual({ items: [] });
  expect(server.asked[0]).toMatchObject({
    method: 'GET', address: '/v1/caseload?unit=%C3%A5%26b&limit=5',
    headers: { authorization: 'Bearer a-token' },
  });
});

describe('read models that are behind', () => {
  const behind = (lagEvents: number): Answer =>
    json({ type: 'urn:liggare:problem:read-model-behind', title: 'Behind', lagEvents }, 503);
  const answering = async (lags: number[]): Promise<AnsweringServer> => {
    await server.close();
    return answeringServer(() => (lags.length > 0 ? behind(lags.shift()!) : json({ items: [] })));
  };

  test('are waited for while they catch up', async () => {
    server = await answering([900, 500, 500, 20]);
    expect(await client().get('/v1/caseload')).toEqual({ items: [] });
    expect(server.asked.length).toBe(5);
  });

  test('are not waited for for ever where they do not', async () => {
    server = await answering(Array<number>(50).fill(7));
    const asking = new ApiClient(server.url, 'a-token', 250).get('/v1/caseload');
    await expect(asking).rejects.toThrow('Behind');
    expect(server.asked.length).toBeGreaterThan(1);
  });

  test('are not waited for where it is the ledger that has not come so far', async () => {
    server = await answering([0]);
    await expect(client().get('/v1/caseload')).rejects.toThrow('Behind');
  });
});

test('a body is sent as JSON', async () => {
  await client().post('/v1/persons/search', { json: { a: 1 }, headers: { 'idempotency-key': 'k' } });
  expect(server.asked[0]).toMatchObject({
    method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
  });
});

test('a stream is sent in pieces, as it comes', async () => {
  async function* content(): AsyncGenerator<Uint8Array> {
    for (let piece = 0; piece < 3; piece += 1) yield Buffer.alloc(100_000, 'x');
  }
  await client().post('/v1/deliveries/elin', { stream: { content: content(), type: 'application/json' } });
  const { body, headers } = server.asked[0]!;
  expect(body).toHaveLength(300_000);
  expect(headers).toMatchObject({ 'transfer-encoding': 'chunked', 'content-type': 'application/json' });
});

test('a body that the server refuses beforehand is not sent, and the refusal is heard', async () => {
  const refusing = createServer();
  refusing.on('checkContinue', (_request, response: ServerResponse) => {
    response.writeHead(401).end('{"title":"The token is not accepted"}');
  });
  let sent = 0;
  async function* content(): AsyncGenerator<Uint8Array> {
    sent += 1;
    yield Buffer.alloc(1_000);
  }
  const url = await listening(refusing);
  await expect(new ApiClient(url, '').post('/', { stream: { content: content(), type: 'x/y' } })).rejects
    .toThrow('The token is not accepted.');
  expect(sent).toBe(0);
  await new Promise((resolve) => { refusing.close(resolve); });
});

test('a server that never asks for the body gets it all the same', async () => {
  const silent = createServer();
  silent.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    void text(request).then((body) => response.end(JSON.stringify({ body })));
  });
  async function* content(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('all of it');
  }
  const url = await listening(silent);
  expect(await new ApiClient(url, '').post('/', { stream: { content: content(), type: 'x/y' } }))
    .toEqual({ body: 'all of it' });
  await new Promise((resolve) => { silent.close(resolve); });
});

test('a problem becomes a message with its detail and every field', async () => {
  answer = json({
    title: 'The request does not have the form it must have', detail: 'See the fields',
    errors: [{ field: 'date', rule: 'Write a day that exists.' }, { field: 'limit', rule: 'At most 500.' }],
  }, 400);
  await expect(client().get('/v1/caseload')).rejects.toThrow([
    'The request does not have the form it must have.', '  See the fields',
    '  date: Write a day that exists.', '  limit: At most 500.',
  ].join('\n'));
});

test('a server that is being stopped is one that does not answer', async () => {
  answer = json({ type: 'urn:liggare:problem:server-stopping', title: 'The server is being stopped' }, 503);
  await expect(client().get('/v1/caseload')).rejects.toThrow(NoAnswer);
  await expect(client().get('/v1/caseload')).rejects
    .toThrow(`The server at ${server.url} does not answer: it is being stopped.`);
});

test('an error that is no problem of ours tells its status', async () => {
  answer = { status: 502, text: '<html>Bad gateway</html>' };
  await expect(client().get('/v1/caseload')).rejects.toThrow('The server answered 502.');
});

test('another service at the address is told from Liggare', async () => {
  answer = { text: '<html>Welcome</html>' };
  await expect(client().get('/v1/caseload')).rejects.toThrow('is not Liggare');
});

test('a server that is not there is named, with the reason', async () => {
  const gone = createServer();
  const url = await listening(gone);
  await new Promise((resolve) => { gone.close(resolve); });
  await expect(new ApiClient(url, '').get('/v1/caseload')).rejects
    .toMatchObject({ message: `The server at ${url} does not answer: ECONNREFUSED.`, exitCode: 1 });
});

test('a body that cannot be read to its end fails, and says that it was not the server', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{');
    throw new Error('disk gone');
  }
  await expect(client().post('/v1/deliveries/elin', { stream: { content: broken(), type: 'x/y' } })).rejects
    .toThrow('It could not be read to its end: disk gone.');
});
