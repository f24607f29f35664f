import type {
  ParkedSubject, ProjectionControl, RebuildReport, Standing,
} from '../../src/application/ports/projection-control.js';
import type { Position } from '../../src/application/ports/event-store.js';
import type { Reach } from '../../src/composition/reach.js';
import type { ProjectionEngine } from '../../src/projections/engine/engine.js';

/** An engine in the thread of its test, as the product has it in one of its own. */
export class ProjectorHere implements ProjectionControl {
  constructor(private readonly engine: ProjectionEngine, private readonly reach: Reach) {}

  status(): Promise<Standing> {
    return this.engine.status();
  }

  waitFor(position: Position, limitMs: number, names?: readonly string[]): Promise<boolean> {
    return this.reach.waitFor(position, limitMs, names);
  }

  rebuild(
    names: readonly string[], onProgress?: (done: number, total: number) => void,
  ): Promise<RebuildReport[]> {
    return this.engine.rebuild(names, onProgress);
  }

  parked(): Promise<ParkedSubject[]> {
    return this.engine.parked();
  }

  redrive(projection: string, key: string): Promise<boolean> {
    return this.engine.redrive(projection, key);
  }
}
