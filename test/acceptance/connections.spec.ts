import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { runServer, type RunningServer } from '../support/running-server.js';

/** What clients do that are broken, slow or up to something, over a real connection. */

let server: RunningServer;
let token: string;
const open = async (settings: Record<string, string> = {}): Promise<void> => {
  server = await runServer(settings);
  token = await server.tokenFor('administrator', 'region');
};

const dial = async (): Promise<Socket> => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
};

/** What is answered to bytes sent as they are, until the connection is closed. */
const answerTo = async (bytes: string): Promise<string> => {
  const socket = await dial();
  socket.write(bytes);
  return text(socket);
};

const head = (path: string, length: number): string => `POST ${path} HTTP/1.1\r\nHost: liggare\r\n`
  + `Authorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

describe('what is no request', () => {
  beforeAll(() => open());
  afterAll(() => server.stop());
  test.each([
    ['no HTTP', 'NONSENSE\r\n\r\n', 400, 'request-malformed'],
    ['a verb that there is not', 'FOO / HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'request-malformed'],
    ['an endless address', `GET /?${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'head-too-large'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      400, 'request-malformed'],
  ])('%s is answered with a problem', async (_, bytes, status, code) => {
    const answer = await answerTo(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('Content-Type: application/problem+json');
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({
      type: `urn:liggare:problem:${code}`, status, correlationId: expect.any(String),
    });
  });
});

describe('with little patience', () => {
  beforeAll(() => open({ LIGGARE_BODY_WAIT_MS: '50', LIGGARE_STOP_WAIT_MS: '50' }));
  afterAll(() => server.stop());
  test('a body that does not come to its end is given up', async () => {
    const answer = await answerTo(`${head('/v1/persons', 100)}{"identityNumber"`);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('urn:liggare:problem:body-too-slow');
  });

  const units = `unit,name,principal_id,principal_name,principal_kind,valid_from
10000001,Fria gymnasiet,556000-0001,Skolbolaget,independent,2020-01-01
`;

  test('a delivery that does not go on is broken off, and its report says so later on', async () => {
    const answer = await answerTo(`${head('/v1/deliveries/school-units', 10_000)}${units}`);
    const report = JSON.parse(answer.slice(answer.indexOf('{'))) as { delivery: string };
    expect(report).toMatchObject({ state: 'broken', problem: { code: 'interrupted' } });
    const administrator = await server.as('administrator', 'region');
    expect((await administrator.get(`/v1/deliveries/${report.delivery}`)).body).toEqual(report);
  });

  test('clients that hold a connection and are silent do not keep a server from stopping', async () => {
    const silent = await dial();
    const stalled = await dial();
    stalled.write('GET /health/live HTTP/1.1\r\nHost: ');
    const closed = [silent, stalled].map((socket) => once(socket.resume(), 'close'));
    await server.restart();
    await Promise.all(closed);
    const administrator = await server.as('administrator', 'region');
    expect((await administrator.get('/v1/projections')).status).toBe(200);
  });
});
