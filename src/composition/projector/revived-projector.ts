import type {
  ParkedSubject, ProjectionControl, RebuildReport, Standing,
} from '../../application/ports/projection-control.js';
import { type Position, StoreUnavailable } from '../../application/ports/event-store.js';
import type { Reach } from '../reach.js';
import type { Revived } from '../revived.js';
import type { ProjectorClient } from './projector-client.js';

/** The projector's thread, whichever it is now; between one and the next nothing can be asked of it. */
export class RevivedProjector implements ProjectionControl {
  constructor(private readonly projector: Revived<ProjectorClient>, private readonly reach: Reach) {}

  async status(): Promise<Standing> {
    return this.now().status();
  }

  /** What is waited for may come while the projector is started anew. */
  waitFor(position: Position, limitMs: number, names?: readonly string[]): Promise<boolean> {
    return this.reach.waitFor(position, limitMs, names);
  }

  async rebuild(
    names: readonly string[], onProgress?: (done: number, total: number) => void,
  ): Promise<RebuildReport[]> {
    return this.now().rebuild(names, onProgress);
  }

  async parked(): Promise<ParkedSubject[]> {
    return this.now().parked();
  }

  async redrive(projection: string, key: string): Promise<boolean> {
    return this.now().redrive(projection, key);
  }

  private now(): ProjectorClient {
    const { one } = this.projector;
    if (one) return one;
    throw new StoreUnavailable('What makes read models has ended, and is started anew', false);
  }
}
