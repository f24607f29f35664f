import { clientsTried } from '../support/kurrentdb-server/kurrentdb-for-tests.js';
import type { SideBySide } from './adapters/cost.js';
import type { KurrentDbOrders } from './adapters/kurrentdb-cost.js';
import type { Grown, MemoryOrders } from './adapters/kurrentdb-memory.js';
import type { MongoDbOrders } from './adapters/mongodb-cost.js';
import { projectingBench } from './adapters/projecting.js';
import { type MeasuredServer, measuredServer } from './adapters/servers.js';
import { answerOf } from './apart.js';
import { below, beside, type Figure, timesAtMost } from './result.js';
import type { Rig } from './rig.js';

/** How much processor time the adapter may take, beside what the driver takes by itself. */
const MOST_TIMES = 1.5;
/** Nothing grows; the rest is what the heap of one moment happens to hold more than that of another. */
const MOST_GROWN_MIB = 8;
/** Garbage is collected when it is told to. */
const COLLECTING = ['--expose-gc'];

/**
 * The adapters of KurrentDB and MongoDB beside their drivers, on servers that are not this process: each part
 * on new ones, so that none is slowed down by what another left in a server's memory.
 */
export const adaptersBench = async (rig: Rig): Promise<Figure[]> => [
  ...await on('kurrentdb', (kurrentDb) => eventStore(rig, kurrentDb)),
  ...await on('mongodb', (mongoDb) => readStore(rig, mongoDb)),
  ...await on('kurrentdb', (kurrentDb) =>
    on('mongodb', (mongoDb) => projectingBench(rig, kurrentDb, mongoDb))),
];

const on = async <T>(
  kind: 'kurrentdb' | 'mongodb', measure: (server: MeasuredServer) => Promise<T>,
): Promise<T> => {
  const server = await measuredServer(kind);
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
};

const eventStore = async ({ seed, sizes }: Rig, { url, where }: MeasuredServer): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const driver of clientsTried) {
    const orders: KurrentDbOrders = { url, driver, seed, events: sizes.adapterEvents, rounds: sizes.rounds };
    const measured = await answerOf<SideBySide[]>('./adapters/kurrentdb-cost.js', orders, COLLECTING);
    const at = `KurrentDB (${where}, ${driver}): `;
    figures.push(...measured.flatMap((one) => figuresOf(at, one)));
    figures.push(...await memoryOf(at, { url, driver, events: sizes.adapterMemoryEvents }));
  }
  return figures;
};

const readStore = async ({ sizes }: Rig, { url, where }: MeasuredServer): Promise<Figure[]> => {
  const orders: MongoDbOrders = { url, documents: sizes.adapterEvents, rounds: sizes.rounds };
  const measured = await answerOf<SideBySide[]>('./adapters/mongodb-cost.js', orders, COLLECTING);
  return measured.flatMap((one) => figuresOf(`MongoDB (${where}): `, one));
};

/** Events go through; what stays in memory must not grow with how many there were. */
const memoryOf = async (at: string, orders: MemoryOrders): Promise<Figure[]> => {
  const measured = await answerOf<Grown[]>('./adapters/kurrentdb-memory.js', orders, COLLECTING);
  const { events } = orders;
  return measured.map(({ what, grownMiB, ...peaks }) => below(
    `${at}memory grown by ${what} from a tenth to all of ${events.toLocaleString('en')} events`, grownMiB,
    'MiB', MOST_GROWN_MIB, { events, ...peaks }));
};

/** The rate, and the processor time that each event takes of the process that has the adapter. */
const figuresOf = (where: string, { what, unit, count, bare, adapter }: SideBySide): Figure[] => [
  beside(`${where}${what}`, adapter.perSecond, `${unit}/s`,
    { what: 'the driver by itself', value: bare.perSecond }, { count }),
  timesAtMost(`${where}processor time of ${what}`, adapter.cpuUs, `µs per ${unit.replace(/s$/, '')}`,
    { what: 'the driver by itself', value: bare.cpuUs }, MOST_TIMES, { count }),
];
