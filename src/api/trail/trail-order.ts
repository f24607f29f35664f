import type { TrailOrder } from '../../application/ports/posting-index.js';
import type { TrailPageQuery } from './trail-requests.js';

/** The part of a trail that a query asks for. */
export const orderOf = ({ order, limit, after }: TrailPageQuery): TrailOrder =>
  ({ newestFirst: order === 'newest', limit, after });
