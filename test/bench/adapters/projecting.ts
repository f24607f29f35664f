import { randomBytes } from 'node:crypto';
import { type Liggare, openEmbedded } from '../../../src/composition/embedded.js';
import type { StoresWanted } from '../../../src/composition/open-stores.js';
import type { ProcessRole } from '../../../src/infrastructure/configuration/roles.js';
import { mongoSettings } from '../../support/mongodb-server/mongo-settings.js';
import { kurrentDbSettings } from '../../support/kurrentdb-server/kurrentdb-for-tests.js';
import { serveProcess } from '../../support/served-process.js';
import { timed } from '../measure.js';
import { beside, type Figure } from '../result.js';
import type { Rig } from '../rig.js';
import { storedBatches } from '../reading.js';
import { takeIn, untilProjected } from '../take-in.js';
import { progress } from './cost.js';
import type { MeasuredServer } from './servers.js';

/** Nobody takes over before a process is done. */
const LEASE_MS = '60000';

/**
 * All read models made by processes of their own, over a ledger in KurrentDB, a vault and read models in
 * MongoDB: by one process, and by two of which one leads and the other stands by (ADR 0030).
 */
export const projectingBench = async (
  rig: Rig, kurrentDb: MeasuredServer, mongoDb: MeasuredServer,
): Promise<Figure[]> => {
  const shared = {
    ...kurrentDbSettings(kurrentDb.url), ...mongoSettings(mongoDb.url), LIGGARE_LOG_LEVEL: 'warn',
    LIGGARE_LEASE_MS: LEASE_MS,
  };
  const events = await filled(rig, shared);
  const where = `KurrentDB (${kurrentDb.where}) and MongoDB (${mongoDb.where}): `;
  const [one, two] = [await rate(rig, shared, 1, events), await rate(rig, shared, 2, events)];
  return [
    beside(`${where}all read models made by one process`, one, 'events/s',
      { what: 'two processes, of which one leads', value: two }, { events }),
  ];
};

type Settings = Readonly<Record<string, string>>;

const using = async <T>(
  rig: Rig, settings: Settings, roles: readonly ProcessRole[], use: (liggare: Liggare) => Promise<T>,
): Promise<T> => {
  const liggare = await openEmbedded({ ...placesOf(rig, settings), roles });
  try {
    return await use(liggare);
  } finally {
    await liggare.close();
  }
};

/** Takes the region in; how many events it came to. */
const filled = (rig: Rig, settings: Settings): Promise<number> =>
  using(rig, settings, ['api', 'projector'], async (liggare) => {
    await takeIn(liggare, await rig.region(rig.sizes.adapterPupils));
    let events = 0;
    for await (const batch of storedBatches(liggare.store)) events += batch.length;
    return events;
  });

/** From the start of the processes until all read models have everything, in a database that was empty. */
const rate = async (rig: Rig, settings: Settings, processes: number, events: number): Promise<number> => {
  const own = { ...settings, LIGGARE_MONGODB_DATABASE: `liggare-test-${randomBytes(8).toString('hex')}` };
  return using(rig, own, ['api'], async (liggare) => {
    const leading = { ...own, LIGGARE_ROLES: 'projector' };
    const { result: started, seconds } = await timed(async () => {
      const served = await Promise.all(
        Array.from({ length: processes }, () => serveProcess(rig.place('projector'), leading)));
      await untilProjected(liggare);
      return served;
    });
    await Promise.all(started.map((one) => one.stop()));
    progress(`all read models made by ${processes} processes: ${Math.round(events / seconds)} events/s`);
    return events / seconds;
  });
};

const placesOf = (rig: Rig, settings: Settings): StoresWanted => {
  const engine = 'mongodb' as const;
  const url = settings['LIGGARE_MONGODB_URL']!;
  const at = (database: string) => ({ engine, url, database });
  return {
    dataFolder: rig.place('shared'), wrappingKey: Buffer.from(settings['LIGGARE_WRAPPING_KEY']!, 'base64'),
    ledgerIn: {
      engine: 'kurrentdb', url: settings['LIGGARE_KURRENTDB_URL']!, driver: 'eventstore',
      ledger: settings['LIGGARE_KURRENTDB_LEDGER']!,
    },
    vaultIn: {
      ...at(settings['LIGGARE_MONGODB_VAULT_DATABASE']!),
      fences: at(settings['LIGGARE_MONGODB_FENCES_DATABASE']!),
    },
    readModelsIn: at(settings['LIGGARE_MONGODB_DATABASE']!),
  };
};
