import type { Position } from '../../application/ports/event-store.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { COST_ALLOCATION, type OwedShape, shapeIn } from './collections.js';

/** Some 20 MB, once the costs of a region and two years were asked for. */
const MOST_KEPT = 60_000;

/** Paid days that pupils have alike, and how many pupils that is. */
export interface CountedShape {
  readonly shape: OwedShape;
  /** Counts on looks before this day. */
  readonly until: CivilDate;
  /** The row of figures that it adds to. */
  readonly group: string;
  readonly value: number;
}

interface Kept {
  readonly checkpoint: Position;
  readonly shapes: readonly CountedShape[];
}

/**
 * Shapes as they were read, kept until something is committed: the thousands behind a page of figures are
 * the same from one page to the next.
 */
export class ShapesRead {
  private readonly kept = new Map<string, Kept>();
  private count = 0;

  constructor(private readonly live: LiveReadModels) {}

  /** Those whose key begins with a year, and perhaps a payer and a school unit. */
  async under(prefix: string): Promise<readonly CountedShape[]> {
    const space = await this.live.sumSpace(COST_ALLOCATION);
    const place = `${space}|${prefix}`;
    // Asked for before the shapes: what is committed in between is read once more, and never missed.
    const checkpoint = await this.live.checkpoint(COST_ALLOCATION);
    const known = this.kept.get(place);
    if (known?.checkpoint === checkpoint) return known.shapes;
    const sums = await this.live.store.sums(space, prefix);
    const shapes = sums.map(({ key, value }) => counted(key, value));
    this.keep(place, { checkpoint, shapes });
    return shapes;
  }

  private keep(place: string, kept: Kept): void {
    this.count += kept.shapes.length - (this.kept.get(place)?.shapes.length ?? 0);
    if (this.count > MOST_KEPT) {
      this.kept.clear();
      this.count = kept.shapes.length;
    }
    this.kept.set(place, kept);
  }
}

const counted = (key: string, value: number): CountedShape => {
  const shape = shapeIn(key);
  const { payer, unit, principal, studyPath } = shape;
  const group = `${payer}|${unit}|${principal}|${studyPath}`;
  return { shape, until: key.slice(key.lastIndexOf('|') + 1), group, value };
};
