import type { Drift, RegisterDrift } from '../application/ports/register-drift.js';
import type { CivilDate } from '../domain/shared/civil-date.js';
import type { KaaQueries } from '../projections/kaa/queries.js';

const ROWS_AT_ONCE = 200;

/** Registers that are not what they should be, as the read model has them now. */
export class LiveRegisterDrift implements RegisterDrift {
  constructor(private readonly kaa: KaaQueries) {}

  async* on(day: CivilDate): AsyncGenerator<Drift[]> {
    for (let after: string | undefined; ;) {
      const { items, next } = await this.kaa.drift(day, { limit: ROWS_AT_ONCE, after });
      yield items.map(({ document: { person, municipality } }) => ({ person, municipality }));
      if (next === undefined) return;
      after = next;
    }
  }
}
