import { parentPort, workerData } from 'node:worker_threads';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import { ProjectionEngine } from '../../projections/engine/engine.js';
import { openUnlessStopped } from '../asked-thread.js';
import { inThreads } from './makers.js';
import type { Asked, ProjectorStart, Reply, Request } from './messages.js';
import { type OpenedStores, openStores } from './opened-stores.js';

/** The projector's thread: opens its own connections, runs the engine, and answers the main thread. */
const port = parentPort!;
const start = workerData as ProjectorStart;
const reply = (message: Reply): void => port.postMessage(message);

const stopping = new AbortController();
const waiting: Request[] = [];
/** Until there is an engine, questions wait, and whoever opens its stores ends by the signal. */
let take = (request: Request): void => { waiting.push(request); };
port.on('message', (request: Request) => {
  if (request.ask === 'stop') stopping.abort();
  take(request);
});

const away = {
  onAway: () => reply({ is: 'away' }), onThere: () => reply({ is: 'there' }), signal: stopping.signal,
} as const;
const stores = await openUnlessStopped(() => openStores(start, away), stopping.signal);

const answer = (
  engine: ProjectionEngine, ask: Asked, args: readonly unknown[], id: number,
): Promise<unknown> => {
  const onProgress = (done: number, total: number): void => reply({ is: 'progress', id, done, total });
  switch (ask) {
    case 'status': return engine.status();
    case 'rebuild': return engine.rebuild(args[0] as string[], onProgress);
    case 'parked': return engine.parked();
    case 'redrive': return engine.redrive(...args as [string, string]);
    default: return Promise.reject(new Error('The projector was asked for something it does not do'));
  }
};

const LOOK_EVERY_MS = 1_000;

/** Says once why nothing is made, and when something is again: the engine goes on trying. */
const tellOutagesOf = (engine: ProjectionEngine): void => {
  let toldSince: number | undefined;
  setInterval(() => {
    const { outage } = engine;
    if (outage?.since === toldSince) return;
    toldSince = outage?.since;
    if (!outage) return reply({ is: 'well' });
    const { since, reason, error: { name, at } } = outage;
    reply({ is: 'failing', since, message: reason ?? `${name} ${at}`, unavailable: reason !== undefined });
  }, LOOK_EVERY_MS).unref();
};

const serve = async (opened: OpenedStores): Promise<void> => {
  const engine = new ProjectionEngine({ ...opened, makeRanges: inThreads(start, opened) });
  const stop = async (): Promise<void> => {
    await engine.stop();
    await opened.close();
    port.close();
  };
  take = (request) => {
    if (request.ask === 'stop') return void stop();
    const { ask, args, id } = request;
    answer(engine, ask, args, id).then(
      (value) => reply({ is: 'answer', id, value }),
      (error: Error) => reply({
        is: 'refusal', id, message: error.message, unavailable: error instanceof StoreUnavailable,
      }));
  };
  await engine.start();
  reply({ is: 'started' });
  tellOutagesOf(engine);
  waiting.forEach(take);
};

if (stores) await serve(stores);
else port.close();
