import type { Position } from '../../application/ports/event-store.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { COST_ALLOCATION } from './collections.js';
import { CountedShapes } from './counted-shapes.js';

/** Some 20 MB, once the costs of a region and two years were asked for. */
const MOST_KEPT = 60_000;

interface Kept {
  readonly checkpoint: Position;
  readonly shapes: CountedShapes;
}

/**
 * Shapes as they were read, kept until something is committed: the thousands behind a page of figures are
 * the same from one page to the next.
 */
export class ShapesRead {
  private readonly kept = new Map<string, Kept>();
  private count = 0;

  constructor(private readonly live: LiveReadModels) {}

  /** Those of some years, and perhaps of a payer and a school unit. */
  async of(years: readonly number[], whose: string): Promise<CountedShapes> {
    const space = await this.live.sumSpace(COST_ALLOCATION);
    const place = `${space}|${years.join()}|${whose}`;
    // Asked for before the shapes: what is committed in between is read once more, and never missed.
    const checkpoint = await this.live.checkpoint(COST_ALLOCATION);
    const known = this.kept.get(place);
    if (known?.checkpoint === checkpoint) return known.shapes;
    const shapes = new CountedShapes(await Promise.all(years.map(async (year) => (
      { year, sums: await this.live.store.sums(space, `${year}|${whose}`) }))));
    this.keep(place, { checkpoint, shapes });
    return shapes;
  }

  private keep(place: string, kept: Kept): void {
    this.count += kept.shapes.count - (this.kept.get(place)?.shapes.count ?? 0);
    if (this.count > MOST_KEPT) {
      this.kept.clear();
      this.count = kept.shapes.count;
    }
    this.kept.set(place, kept);
  }
}
