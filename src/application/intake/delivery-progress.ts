import type { DeliveryCounts } from '../../domain/delivery/outcome.js';
import type { Clock } from '../ports/clock.js';

/** How far a delivery is. */
export interface DeliveryProgress extends DeliveryCounts {
  readonly bytes: number;
  /** If the sender said how much there is. */
  readonly totalBytes?: number;
}

export type OnProgress = (progress: DeliveryProgress) => void | Promise<void>;

const PAUSE_MS = 250;

/** Tells of progress, a few times a second at the most. */
export class ProgressTeller {
  private lastMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: Clock, private readonly onProgress?: OnProgress) {}

  async tell(progress: DeliveryProgress): Promise<void> {
    const now = this.clock.now();
    if (!this.onProgress || Math.abs(now - this.lastMs) < PAUSE_MS) return;
    this.lastMs = now;
    await this.onProgress(progress);
  }
}
