import type { Drift, RegisterDrift } from '../application/ports/register-drift.js';
import type { CivilDate } from '../domain/shared/civil-date.js';
import { pagesOf } from '../projections/engine/pages.js';
import type { KaaQueries } from '../projections/kaa/queries.js';

const ROWS_AT_ONCE = 200;

/** Registers that are not what they should be, as the read model has them now. */
export class LiveRegisterDrift implements RegisterDrift {
  constructor(private readonly kaa: KaaQueries) {}

  async* on(day: CivilDate): AsyncGenerator<Drift[]> {
    for await (const rows of pagesOf((after) => this.kaa.drift(day, { limit: ROWS_AT_ONCE, after }))) {
      yield rows.map(({ person, municipality }) => ({ person, municipality }));
    }
  }
}
