import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fastify } from 'fastify';
import type { Problem } from '../problems/problem.js';
import { sendProblem } from '../problems/problem-filter.js';
import { installStopping } from './stopping.js';

/** Something that is waited for, and the word that it is there. */
const event = () => {
  let happen!: () => void;
  const happened = new Promise<void>((resolve) => { happen = resolve; });
  return { happen, happened };
};

test('a request under way is served, one that comes after it learns that nothing was done', async () => {
  const [asked, stopping, mayAnswer] = [event(), event(), event()];
  const server = fastify({ return503OnClosing: false });
  installStopping(server);
  server.addHook('preClose', (done) => {
    done();
    setImmediate(stopping.happen);
  });
  server.setErrorHandler((error, { id }, reply) => sendProblem(reply, error as Problem, id));
  const faults: unknown[] = [];
  server.addHook('onResponse', async ({ problem }) => { faults.push(problem?.isFault); });
  server.get('/', async () => {
    asked.happen();
    await mayAnswer.happened;
    return 'done';
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: liggare\r\n\r\n');
  await asked.happened;
  const closed = server.close();
  await stopping.happened;
  socket.write('GET / HTTP/1.1\r\nHost: liggare\r\n\r\n');
  mayAnswer.happen();
  const [, served, refused] = (await text(socket)).split(/HTTP\/1\.1 /);
  expect(served).toMatch(/^200 [^]*done$/);
  expect(refused).toMatch(/^503 /);
  expect(refused).toMatch(/^connection: close\r$/im);
  expect(refused).toMatch(/^retry-after: 1\r$/im);
  expect(refused).toContain('"type":"urn:liggare:problem:server-stopping"');
  expect(faults).toEqual([undefined, false]);
  await closed;
});
