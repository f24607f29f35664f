import { ofQuestions } from '../../domain/attendance/decide.js';
import { DeliveryCompleted } from '../../domain/delivery/events.js';
import { openUnits, type SilentUnit, silentUnits } from '../../domain/delivery/silent-units.js';
import type { SchoolRegister } from '../../domain/school-register/state.js';
import { addDays, type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import type { Category } from '../../domain/shared/event.js';
import { KeyRing } from '../ledger/key-ring.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import { BEGINNING, type EventStore, type Position, type StoredEvent } from '../ports/event-store.js';
import type { Sealer } from '../ports/sealer.js';
import type { Vault } from '../ports/vault.js';

/** Whoever sent nothing for longer has sent nothing. */
const LOOKED_BACK_DAYS = 400;
const EVENTS_AT_ONCE = 500;

export interface SilenceAsked {
  readonly today: CivilDate;
  /** For how many days at least. */
  readonly days: number;
}

/**
 * Which schools have not delivered. A school is heard of with every delivery that has lines of it, known ones
 * too: one that sends its whole list each night is not silent because nothing happened. And it is heard of
 * with what it reports one by one.
 */
export class Silence {
  private readonly ring: KeyRing;

  constructor(
    private readonly store: EventStore, vault: Vault, sealer: Sealer,
    /** As far as the read models have come. */
    private readonly register: () => Promise<SchoolRegister>,
  ) {
    this.ring = new KeyRing(vault, sealer);
  }

  async units({ today, days }: SilenceAsked): Promise<SilentUnit[]> {
    const register = await this.register();
    const heardOn = new Map<string, CivilDate>();
    const since = addDays(today, -days);
    const missing = new Set(openUnits(register, today).map(({ unit }) => unit));
    const note = (event: OpenedEvent): void => {
      for (const unit of unitsIn(event)) {
        const day = civilDateAt(event.recordedAt);
        if (day > (heardOn.get(unit) ?? '')) heardOn.set(unit, day);
        if (day > since) missing.delete(unit);
      }
    };
    const isDone = (): boolean => missing.size === 0;
    await this.back(['delivery'], addDays(today, -LOOKED_BACK_DAYS), () => true, note, isDone);
    const oneByOne = ({ meta }: StoredEvent): boolean => meta.delivery === undefined;
    await this.back(['schooling', 'document', 'attendance'], since, oneByOne, note, isDone);
    return silentUnits(register, heardOn, { today, days });
  }

  /** Goes back through the ledger until a day, or until enough is known. */
  private async back(
    categories: readonly Category[], since: CivilDate, isWanted: (event: StoredEvent) => boolean,
    take: (event: OpenedEvent) => void, isDone: () => boolean,
  ): Promise<void> {
    for (let before: Position = BEGINNING; !isDone();) {
      const stored = await this.store.readAll(
        before, { categories, limit: EVENTS_AT_ONCE, direction: 'backwards' });
      for (const event of await this.ring.open(stored.filter(isWanted))) take(event);
      const last = stored.at(-1);
      if (stored.length < EVENTS_AT_ONCE || civilDateAt(last!.recordedAt) < since) return;
      before = last!.position;
    }
  }
}

/**
 * The units that an event tells of: those of a delivery, or the one that something was reported of. One that
 * was asked something has said nothing by that.
 */
const unitsIn = (event: OpenedEvent): readonly string[] => {
  if (event.erased || ofQuestions.includes(event.type)) return [];
  const { unit, units } = event.data as { readonly unit?: string; readonly units?: readonly string[] };
  if (event.type === DeliveryCompleted.type) return units ?? [];
  return unit === undefined ? [] : [unit];
};
