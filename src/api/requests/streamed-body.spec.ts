import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { StreamedBody } from './streamed-body.js';

/** A request whose body is sent piece by piece, over a connection that stays open afterwards or does not. */
const sending = (connection: 'close' | 'keep-alive', waitMs = 60_000) => {
  const request = Object.assign(new PassThrough(), { headers: { connection }, complete: false });
  return { request, body: new StreamedBody(request as unknown as IncomingMessage, waitMs) };
};

const firstOf = async (body: StreamedBody): Promise<string> => {
  for await (const piece of body) return Buffer.from(piece).toString();
  return '';
};

test('what is left of a body comes off the line before an answer that closes the connection', async () => {
  const { request, body } = sending('close');
  request.write('enough');
  expect(await firstOf(body)).toBe('enough');
  const left = body.leave();
  request.end('Not wanted. '.repeat(100_000));
  await left;
  expect(request.readableEnded).toBe(true);
});

test('over a connection that stays, the answer need not wait for it', async () => {
  const { request, body } = sending('keep-alive');
  request.write('enough');
  await firstOf(body);
  await body.leave();
  expect(request.readableEnded).toBe(false);
  request.destroy();
});

test('a sender who then sends nothing more, or goes away, is not waited for', async () => {
  const silent = sending('close', 1);
  await silent.body.leave();
  expect(silent.body.gaveUp).toBe(true);
  const gone = sending('close');
  const left = gone.body.leave();
  gone.request.destroy();
  await left;
  expect(gone.body.gaveUp).toBe(false);
});
