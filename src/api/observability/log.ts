import { type DestinationStream, type Logger, pino } from 'pino';
import { StoreUnavailable } from '../../application/ports/event-store.js';

export type Log = Logger;

/** JSON lines: `time`, `level`, `msg` and what the writer adds. No process id and no host name. */
export const createLog = (level: string, destination?: DestinationStream): Log => pino({
  level, base: null, timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
}, destination ?? pino.destination(1));

const FRAMES = 6;

/**
 * What a log may hold of an error: its kind, its code, and where it happened. Not its message, since nobody
 * can promise that a message of a library quotes nothing of what it was given; but of a store that cannot be
 * used our own, which tells what to do, and what was said of the connection, since nobody else is told which
 * machine it is.
 */
export const faultOf = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as NodeJS.ErrnoException;
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  const frames = lines.filter((line) => line.startsWith('at '));
  const { message, said } = error instanceof StoreUnavailable ? error : {};
  return {
    name: error.name, code, message, said, at: frames.slice(0, FRAMES),
    ...(error.cause === undefined ? {} : { cause: faultOf(error.cause) }),
  };
};
