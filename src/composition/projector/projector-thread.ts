import { parentPort, workerData } from 'node:worker_threads';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import { ProjectionEngine } from '../../projections/engine/engine.js';
import { inThreads } from './makers.js';
import type { Asked, ProjectorStart, Reply, Request } from './messages.js';
import { openStores } from './opened-stores.js';

/** The projector's thread: opens its own connections, runs the engine, and answers the main thread. */
const port = parentPort!;
const start = workerData as ProjectorStart;
const reply = (message: Reply): void => port.postMessage(message);

const stores = await openStores(start, {
  onAway: () => reply({ is: 'away' }), onThere: () => reply({ is: 'there' }),
});
const engine = new ProjectionEngine({ ...stores, makeRanges: inThreads(start, stores) });

const answer = (ask: Asked, args: readonly unknown[], id: number): Promise<unknown> => {
  const onProgress = (done: number, total: number): void => reply({ is: 'progress', id, done, total });
  switch (ask) {
    case 'status': return engine.status();
    case 'waitFor': return engine.waitFor(...args as [string, number]);
    case 'rebuild': return engine.rebuild(args[0] as string[], onProgress);
    case 'parked': return engine.parked();
    case 'redrive': return engine.redrive(...args as [string, string]);
    default: return Promise.reject(new Error('The projector was asked for something it does not do'));
  }
};

const stop = async (): Promise<void> => {
  await engine.stop();
  await stores.close();
  port.close();
};

port.on('message', (request: Request) => {
  if (request.ask === 'stop') {
    void stop();
    return;
  }
  answer(request.ask, request.args, request.id).then(
    (value) => reply({ is: 'answer', id: request.id, value }),
    (error: Error) => reply({
      is: 'refusal', id: request.id, message: error.message, unavailable: error instanceof StoreUnavailable,
    }),
  );
});

await engine.start();
reply({ is: 'started' });
