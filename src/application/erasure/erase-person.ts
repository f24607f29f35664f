import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ErasureScope } from '../../domain/shared/erasure.js';
import type { StreamRecord } from '../ports/vault.js';
import { type CommandContext, Ledger } from '../ledger/ledger.js';
import { knownPerson } from '../person/person-records.js';
import { type ErasedStream, eraseStreams, keyMustBeFree } from './erase-stream.js';

export interface ErasedPerson {
  readonly person: string;
  readonly streams: readonly ErasedStream[];
}

/** Erases all streams about a person, those of joined ids included, or those of a scope. */
export class ErasePerson extends Command<ErasedPerson> {
  constructor(
    readonly person: string, readonly scope: ErasureScope, readonly decision: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Stream by stream, who the person is last. What is interrupted is finished at the next start. */
@CommandHandler(ErasePerson)
export class ErasePersonHandler implements ICommandHandler<ErasePerson> {
  constructor(private readonly ledger: Ledger) {}

  async execute({ person: asked, scope, decision, context }: ErasePerson): Promise<ErasedPerson> {
    const person = await knownPerson(this.ledger.vault, asked);
    const all = await this.ledger.vault.streamsOf(person);
    const erasure = { decision, content: { command: 'ErasePerson', scope, decision }, context };
    for (const { stream } of all) await keyMustBeFree(this.ledger, stream, erasure);
    const streams = await eraseStreams(this.ledger, all.filter(isIn(scope)).sort(personLast), erasure);
    return { person, streams };
  }
}

/**
 * The log of who read goes with everything only: it is evidence of how files were used, with a retention of
 * its own, while a file is there and for some years after.
 */
const isIn = (scope: ErasureScope) => ({ category }: StreamRecord): boolean =>
  scope === 'everything'
  || (category !== 'kaaread' && (category === 'kaa') === (scope === 'kaa'));

const personLast = (a: StreamRecord, b: StreamRecord): number =>
  Number(a.category === 'person') - Number(b.category === 'person') || (a.stream < b.stream ? -1 : 1);
