import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { List, LookEvent, LookTaken } from '../../domain/notices/events.js';
import { lookedThrough, takeLook } from '../../domain/notices/looks.js';
import { refuseIf } from '../../domain/shared/refusal.js';
import { type CommandContext, Ledger, type Receipt, type Target } from '../ledger/ledger.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import type { Position } from '../ports/event-store.js';

/** Whose looks at which list; each has a stream of its own, whose name tells nobody who it is. */
export interface Looker {
  readonly actor: string;
  readonly list: List;
  /** None for the list of all municipalities. */
  readonly municipality?: string;
}

const looksOf = (
  ledger: Pick<Ledger, 'plainStream'>, { actor, list, municipality = 'all' }: Looker,
): Target => ledger.plainStream('look', `${list}|${municipality}|${actor}`);

const eventsIn = (recorded: readonly OpenedEvent[]): LookEvent[] =>
  recorded.flatMap((one) => (one.erased ? [] : [{ type: one.type, data: one.data } as LookEvent]));

/** Up to where somebody has seen a list; undefined if they never looked. */
export const readLook = async (
  ledger: Pick<Ledger, 'plainStream' | 'read'>, looker: Looker,
): Promise<Position | undefined> =>
  lookedThrough(eventsIn(await ledger.read(looksOf(ledger, looker).stream)));

/** Whoever asks has seen a list up to a place. */
export class TakeLook extends Command<Receipt> {
  constructor(readonly look: LookTaken, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(TakeLook)
export class TakeLookHandler implements ICommandHandler<TakeLook> {
  constructor(private readonly ledger: Ledger) {}

  async execute({ look, context }: TakeLook): Promise<Receipt> {
    const { list, municipality, through } = look;
    const seen = await this.ledger.store.readAt([through]);
    refuseIf(seen.length === 0, 'position-unknown', 'through', 'Send a position that the list gave.');
    const target = looksOf(this.ledger, { actor: context.actor, list, municipality });
    return this.ledger.execute(
      target, { command: 'TakeLook', list, through }, context,
      (recorded) => takeLook(look, eventsIn(recorded)),
    );
  }
}
