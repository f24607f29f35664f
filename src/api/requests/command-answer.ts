import type { FastifyInstance } from 'fastify';
import type { Receipt } from '../../application/ledger/ledger.js';

export const POSITION_HEADER = 'Liggare-Position';

/** What a command answers: 201 where the ledger grew, 200 where it knew already. */
export class CommandAnswer {
  readonly position: string;
  readonly eventIds: readonly string[];
  readonly repeated: boolean;

  constructor({ position, eventIds, repeated }: Omit<Receipt, 'stream'>, readonly person?: string) {
    this.position = position;
    this.eventIds = eventIds;
    this.repeated = repeated;
  }
}

/** Gives the answers of commands their status and position header, for all routes alike. */
export const installCommandAnswers = (instance: FastifyInstance): void => {
  instance.addHook('preSerialization', (_request, reply, payload, done) => {
    if (payload instanceof CommandAnswer) {
      void reply.code(payload.repeated ? 200 : 201).header(POSITION_HEADER, payload.position);
    }
    done(null, payload);
  });
};
