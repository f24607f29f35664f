import type { Condition, Page } from '../../application/ports/read-store.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { matching } from '../conditions.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { deliveries, type DeliveryRow } from './deliveries.js';

export interface DeliveryFilter extends Partial<Pick<DeliveryRow, 'kind' | 'state' | 'organisation'>> {
  /** Received on this day or later, and before the other. */
  readonly from?: CivilDate;
  readonly to?: CivilDate;
}

export interface DeliveryPage {
  readonly limit: number;
  readonly after?: string;
}

/** What may be asked of deliveries. */
export class DeliveryQueries {
  constructor(private readonly live: LiveReadModels) {}

  /** Deliveries, the newest first. */
  async received(filter: DeliveryFilter, page: DeliveryPage): Promise<Page<DeliveryRow>> {
    const { from, to } = filter;
    const days: Condition[] = [
      ...(from === undefined ? [] : [{ field: 'receivedOn', gte: from }]),
      ...(to === undefined ? [] : [{ field: 'receivedOn', lt: to }]),
    ];
    return this.live.store.find<DeliveryRow>(await this.live.collection(deliveries.name, 'received'), {
      where: [...matching(filter, ['kind', 'state', 'organisation']), ...days],
      sort: [{ field: 'receivedAt', descending: true }], ...page,
    });
  }
}
