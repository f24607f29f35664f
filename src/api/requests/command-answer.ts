import type { FastifyInstance } from 'fastify';
import type { MakingReceipt } from '../../application/kaa-report/half-year-reports.js';
import type { Receipt } from '../../application/ledger/ledger.js';
import type { PreparationReceipt } from '../../application/settlement/settlements.js';
import type { Metrics } from '../observability/metrics.js';

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

/** What preparing a settlement answers besides. */
export class PreparationAnswer extends CommandAnswer {
  readonly settlement: string;

  constructor({ settlement, ...receipt }: PreparationReceipt) {
    super(receipt);
    this.settlement = settlement;
  }
}

/** What making a half-year report answers besides. */
export class MakingAnswer extends CommandAnswer {
  readonly report: string;

  constructor({ report, ...receipt }: MakingReceipt) {
    super(receipt);
    this.report = report;
  }
}

/** Gives the answers of commands their status and position header, and counts what they recorded. */
export const installCommandAnswers = (instance: FastifyInstance, metrics: Metrics): void => {
  instance.addHook('preSerialization', (_request, reply, payload, done) => {
    if (payload instanceof CommandAnswer) {
      void reply.code(payload.repeated ? 200 : 201).header(POSITION_HEADER, payload.position);
      if (!payload.repeated) metrics.eventsAppended('command', payload.eventIds.length);
    }
    done(null, payload);
  });
};
