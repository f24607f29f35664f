import type { ReadStore } from '../../src/application/ports/read-store.js';
import { ApiScene } from '../support/api-scene.js';

/** A port that read models stand behind, with a ledger to say things to. */
export interface OverReadModels<P> {
  readonly port: P;
  readonly scene: ApiScene;
}

/** Opens both anew, over a store of the adapter's. */
export type Open<P> = () => Promise<OverReadModels<P>>;

export type OpenReadStore = NonNullable<Parameters<typeof ApiScene.open>[0]>;

export const over = <P>(
  openReadStore: OpenReadStore | undefined, portOf: (readStore: ReadStore) => P,
): Open<P> =>
  async () => {
    const scene = await ApiScene.open(openReadStore);
    return { port: portOf(scene.api.readStore), scene };
  };

/** A test over both, which are closed after it. */
export const withPort = <P>(open: Open<P>) => (work: (opened: OverReadModels<P>) => Promise<void>) =>
  async (): Promise<void> => {
    const opened = await open();
    try {
      await work(opened);
    } finally {
      await opened.scene.close();
    }
  };
